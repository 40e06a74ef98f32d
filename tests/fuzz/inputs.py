"""Inputs of every class, each drawn from a number: the same number, the same input."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

HEADER: Final = ("order_id", "customer_id", "ordered_at", "revenue")
_ODD: Final = (
    *(b'"', b'""', b"\n", b"\r", b"\r\n", b",", b";", b"\t", b"\0", b"\xff", b"\xe8", b"'"),
    *(b"\xef\xbb\xbf", b"\x1b[31m", b"=1+1", b"-", b"9", b"9999-12-31", b"#", b"\x1a", b" ", b"|"),
)


@dataclass(frozen=True, slots=True)
class FuzzInput:
    """The bytes of a file of orders."""

    kind: str
    number: int
    content: bytes


def draw_input(number: int) -> FuzzInput:
    """Return the input of a number; the classes take turns."""
    random = Random(number)  # noqa: S311 - drawn again from the same number
    kind = tuple(_KINDS)[number % len(_KINDS)]
    return FuzzInput(kind, number, _KINDS[kind](random))


def _draw_rows(random: Random, note: Callable[[Random], str]) -> list[str]:
    rows = []
    for row in range(random.randint(1, 12)):
        day = f"2026-{random.randint(1, 12):02}-{random.randint(13, 28)} 10:00:00"
        cents = random.randint(0, 10 ** random.randint(1, 7))
        cells = (str(row), f"c{random.randint(1, 5)}", day, f"{cents // 100}.{cents % 100:02}")
        rows.append(",".join((*cells, note(random))))
    return rows


def _draw_file(random: Random, title: str, note: Callable[[Random], str]) -> bytes:
    lines = [",".join((*HEADER, title)), *_draw_rows(random, note)]
    return ("\n".join(lines) + random.choice(("", "\n"))).encode()


def _draw_plain(random: Random) -> bytes:
    return _draw_file(random, "note", lambda each: each.choice(("x", "", "long text")))


def _draw_stray_quotes(random: Random) -> bytes:
    pieces = ("x", '5"', '"x"', '"a ""b"" c"', 'x"y"', '"', '"x', 'size 12" wide', '"a, b"')
    return _draw_file(random, random.choice(pieces), lambda each: each.choice(pieces))


def _draw_line_breaks(random: Random) -> bytes:
    pieces = ('"two\nlines"', '"a\n\nb"', '"x\r\ny"', "x", '"a, b"', '""')
    return _draw_file(random, random.choice(pieces), lambda each: each.choice(pieces))


def _draw_bytes(random: Random) -> bytes:
    content = bytearray(_draw_plain(random))
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(content))
        content[place] = random.randrange(256)
    return bytes(content)


def _draw_inserted(random: Random) -> bytes:
    content = _draw_stray_quotes(random) if random.random() < 0.3 else _draw_plain(random)
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(content) + 1)
        content = content[:place] + random.choice(_ODD) + content[place:]
    return content


def _draw_cut(random: Random) -> bytes:
    content = _draw_line_breaks(random)
    start = random.randrange(len(content))
    return content[:start] + content[start + random.randint(1, 60) :]


def _draw_ragged(random: Random) -> bytes:
    lines = _draw_plain(random).split(b"\n")
    place = random.randrange(len(lines))
    lines[place] = random.choice(
        (lines[place] + b",y", lines[place].rpartition(b",")[0], b"", b",,,,")
    )
    return b"\n".join(lines)


def _draw_times(random: Random) -> bytes:
    odd = ("9999-12-31T23:59:59-05:00", "0000-00-00 00:00:00", "10000-01-01", "1e9", "2026-02-30")
    content = _draw_plain(random)
    lines = content.split(b"\n")
    place = random.randrange(1, len(lines))
    cells = lines[place].split(b",")
    if len(cells) > 2:
        cells[2] = random.choice(odd).encode()
    lines[place] = b",".join(cells)
    return b"\n".join(lines)


def _draw_amounts(random: Random) -> bytes:
    odd = ("1e308", "nan", "inf", "-0.00", "1,50", "9" * 30, "1.234", "€5", "--", "0x10", "٣")
    lines = _draw_plain(random).split(b"\n")
    place = random.randrange(1, len(lines))
    cells = lines[place].split(b",")
    if len(cells) > 3:
        cells[3] = random.choice(odd).encode()
    lines[place] = b",".join(cells)
    return b"\n".join(lines)


def _draw_noise(random: Random) -> bytes:
    return random.choice((b"", b"PAR1", b"\x1f\x8b", b"PK", b"")) + random.randbytes(
        random.randint(0, 300)
    )


_KINDS: Final[dict[str, Callable[[Random], bytes]]] = {
    "plain": _draw_plain,
    "stray quotes": _draw_stray_quotes,
    "line breaks": _draw_line_breaks,
    "changed bytes": _draw_bytes,
    "inserted pieces": _draw_inserted,
    "cut out": _draw_cut,
    "ragged rows": _draw_ragged,
    "odd times": _draw_times,
    "odd amounts": _draw_amounts,
    "noise": _draw_noise,
}
