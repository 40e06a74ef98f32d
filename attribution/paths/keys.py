"""Sequences of values as bytes, and as text."""

import re
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import polars as pl

from attribution.errors import LongPathsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from attribution.arrays import Codes, Ints

STEP: Final = " > "
"""Between the values of a path."""
AND: Final = " + "
"""Between the values of a set."""
_BITS: Final = 62
"""Of a whole number that stands for a path."""
_BEGINNING: Final = 256
"""Characters by which texts are compared before more of them are spelled."""
_MOST: Final = 1 << 28
"""Touches of paths that are written out, where some are longer than people's."""
_HUMAN: Final = 10_000
_LETTERS: "Final[dict[int, Literal['B', 'H', 'I']]]" = {1: "B", 2: "H", 4: "I"}
"""Formats of the codes by their bytes."""


def measure_code(values: int) -> int:
    """Return how many bytes hold each code of so many values."""
    return next(size for size in _LETTERS if values <= 1 << 8 * size)


def pack_sequences(codes: "Codes | Ints", first: "Ints", last: "Ints", values: int) -> list[bytes]:
    """Return the sequences `codes[first:last]` as bytes, codes below `values`, shape (n,)."""
    size = measure_code(values)
    whole = np.ascontiguousarray(codes, dtype=f"u{size}").tobytes()
    bounds = zip((first * size).tolist(), (last * size).tolist(), strict=True)
    return [whole[start:end] for start, end in bounds]


def measure_short_path(values: int) -> int:
    """Return the most touches of a path that one whole number can stand for."""
    return int(_BITS // np.log2(values + 1)) if values else _BITS


def number_short_paths(codes: "Ints", first: "Ints", lengths: "Ints", values: int) -> "Ints":
    """Return a whole number for each sequence from a first place on, equal for equal ones.

    None is longer than `measure_short_path` says: the codes, each plus one, are the digits.
    """
    keys = np.zeros(len(first), dtype=np.int64)
    going = np.arange(len(first))
    for place in range(int(lengths.max(initial=0))):
        going = going[lengths[going] > place]
        keys[going] = keys[going] * (values + 1) + codes[first[going] + place] + 1
    return keys


def unpack_codes(keys: pl.Series, values: int) -> "tuple[Ints, Ints]":
    """Return the codes of packed sequences one after the other, and how many each has."""
    size = measure_code(values)
    lengths = keys.bin.size().to_numpy().astype(np.int64) // size
    codes: NDArray[np.unsignedinteger] = np.frombuffer(b"".join(keys), dtype=f"u{size}")
    return codes.astype(np.int64), lengths


def spell_paths(keys: pl.Series, names: "Sequence[str]") -> pl.Series:
    """Return packed sequences as paths: the names in order.

    Raises LongPathsError where a few of them would fill the memory.
    """
    _refuse_long_paths(keys, len(names))
    spell = [escape(name, STEP) for name in names].__getitem__
    size = measure_code(len(names))
    # The items of bytes are codes as they are, which is by far the fastest.
    codes = keys if size == 1 else (memoryview(key).cast(_LETTERS[size]) for key in keys)
    return pl.Series([STEP.join(map(spell, each)) for each in codes], dtype=pl.String)


def _refuse_long_paths(keys: pl.Series, values: int) -> None:
    lengths = keys.bin.size().to_numpy().astype(np.int64) // measure_code(values)
    touches, longest = int(lengths.sum()), int(lengths.max(initial=0))
    if touches > _MOST and longest > _HUMAN:
        raise LongPathsError(len(keys), touches, longest)


def begin_paths(keys: pl.Series, names: "Sequence[str]", length: int) -> pl.Series:
    """Return the first characters of packed sequences as paths, two or more."""
    # Each touch but the last has a joint, hence more than one character.
    return spell_paths(keys.bin.head(length * measure_code(len(names))), names).str.head(length)


def spell_sets(keys: pl.Series, names: "Sequence[str]") -> pl.Series:
    """Return packed sets as text: the names by code point."""
    letter = _LETTERS[measure_code(len(names))]
    spell = [escape(name, AND) for name in names].__getitem__
    sets = (sorted(memoryview(key).cast(letter), key=names.__getitem__) for key in keys)
    return pl.Series([AND.join(map(spell, codes)) for codes in sets], dtype=pl.String)


def escape(name: str, joint: str) -> str:
    r"""Return a name with a \ before each word that is what a joint has between its blanks.

    Text that is joined can be taken apart again: the words `>`, `\>`, `\\>` have one more, and a
    `>` within a word is none of them. Most names stay as they are: `Google+`, `=1+1`, `A>B`.
    """
    return re.sub(rf"(?<![^ ])(?=\\*{re.escape(joint.strip())}(?![^ ]))", r"\\", name)


def name_first(
    table: pl.DataFrame,
    column: str,
    spell: "Callable[[pl.Series], pl.Series]",
    top: int | None,
    begin: "Callable[[pl.Series, int], pl.Series] | None" = None,
) -> pl.DataFrame:
    """Return rows by journeys and revenue, descending, then by the text of a column of keys.

    The text is null past the first `top` rows, but for some that equal the last of them in
    numbers; None: nowhere. `begin` gives the first characters of texts that may be very long.
    """
    ranks = ["journeys", "revenue"]
    ranked = table.sort(ranks, descending=True)
    named, rest = ranked, ranked.clear()
    if top is not None and top < ranked.height:
        journeys, revenue = ranked.select(ranks).row(top - 1)
        ahead = (pl.col("journeys") > journeys) | (
            (pl.col("journeys") == journeys) & (pl.col("revenue") > revenue)
        )
        equal = (pl.col("journeys") == journeys) & (pl.col("revenue") == revenue)
        first, tied = ranked.filter(ahead), ranked.filter(equal)
        kept = pl.repeat(value=True, n=tied.height, dtype=pl.Boolean, eager=True)
        if begin is not None:
            kept = _choose_first(tied[column], begin, top - first.height)
        named = pl.concat([first, tied.filter(kept)])
        rest = pl.concat([tied.filter(~kept), ranked.filter(~(ahead | equal))])
    texts = spell(named[column]).alias(column)
    named = named.with_columns(texts).sort(*ranks, column, descending=[True, True, False])
    return pl.concat([named, rest.with_columns(pl.lit(None, pl.String).alias(column))])


def _choose_first(
    keys: pl.Series, begin: "Callable[[pl.Series, int], pl.Series]", top: int
) -> pl.Series:
    """Return which keys may be the first by their texts, of which no more is spelled than needed.

    Under an id that many people share each order has a path that goes on where another ends.
    """
    places = pl.int_range(len(keys), dtype=pl.Int64, eager=True)
    length = _BEGINNING
    longest = int(keys.bin.size().to_numpy().max(initial=0)) * len(STEP)
    while len(places) > top and length < longest:
        texts = begin(keys.gather(places), length)
        places = places.filter(texts <= texts.sort()[top - 1])
        length *= 8
    return pl.int_range(len(keys), dtype=pl.Int64, eager=True).is_in(places.implode())
