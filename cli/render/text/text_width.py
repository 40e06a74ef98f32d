"""Text measured in terminal cells: folded, padded, and made safe to show."""

import re
from typing import TYPE_CHECKING
from unicodedata import category

from rich.cells import cell_len, chop_cells

from cli.standard_error import JOINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_IDEOGRAPH = "\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u9fff\uf900-\ufaff"
"""Chinese characters and Japanese syllables, which are written without spaces."""
_BREAK = r"(?:[\s_/.,:>|]|(?<=\w)-)"
"""A separator that a line may break behind; the sign of a number is none, nor are dashes before."""
_WITHIN = r"(?<=\d)[.,\u202f-](?=\d)|(?<![\w-])--[a-z]+(?:-[a-z]+)*(?![\w-])|(?<!\w)-|(?<=\d) (?=%)"
"""What holds a number, a day, a percentage or an option that is to be typed together."""
_PIECE = re.compile(
    rf"[{_IDEOGRAPH}]{_BREAK}*"
    rf"|(?:[^\s_/.,:>|{_IDEOGRAPH}-]|{_WITHIN})*(?:{_BREAK}+|$|(?=[{_IDEOGRAPH}]))"
)
"""A word, number or ideograph with the separators behind it: lines may break after each."""

_PLAINER = dict(
    zip("▲▼─·–×≥’±●", ("^", "v", "-", "-", "-", "x", ">=", "'", "+/-", "@"), strict=True)  # noqa: RUF001 - the ambiguous characters are the point
)


def make_visible(text: str, encoding: str = "utf-8") -> str:
    """Return text with control, direction and unencodable characters escaped as Python does."""
    if not text.isprintable():
        text = "".join(_escape(character) for character in text)
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _escape(character: str) -> str:
    hidden = category(character) in {"Cc", "Cf", "Zl", "Zp"} and character not in JOINERS
    return character.encode("unicode_escape").decode() if hidden else character


def replace_signs(text: str, encoding: str) -> str:
    """Return words of ours with signs that the encoding lacks replaced by ASCII ones."""
    return "".join(
        _PLAINER.get(character, character) if not is_encodable(character, encoding) else character
        for character in text
    )


def is_encodable(text: str, encoding: str) -> bool:
    """Return whether a stream of this encoding can show the text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def measure_width(text: str) -> int:
    """Return the width of one line of text in terminal cells.

    Vowel signs of Indic scripts take a cell, as for most terminals; where they take none, a column
    is a little too wide, but no line is broken.
    """
    if text.isascii():
        return len(text)
    return cell_len(text) + sum(category(mark) == "Mc" for mark in text)


def measure_widest(lines: "Sequence[str]") -> int:
    """Return the width of the widest of some lines, 0 where there are none."""
    return max(map(measure_width, lines), default=0)


def measure_longest_piece(text: str) -> int:
    """Return the width below which text could only be folded within a word.

    What follows a joiner takes no cells of its own: pieces may be wider than the whole.
    """
    widest = measure_widest([piece.rstrip() for piece in _PIECE.findall(text)])
    return min(widest, measure_width(text))


def fold(text: str, width: int) -> list[str]:
    """Return text as lines of at most `width` cells, broken after separators where possible.

    Spaces at a break are dropped, nothing else; a single character is never cut.
    """
    if measure_width(text) <= width:
        return [text]
    lines = [""]
    for piece in _PIECE.findall(text):
        if measure_width(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
        else:
            lines += _chop(piece, width)
    return [line.rstrip() for line in lines if line.strip()]


def _chop(piece: str, width: int) -> list[str]:
    return [piece] if measure_width(piece.rstrip()) <= width else chop_cells(piece, width)


def squeeze(line: str) -> str:
    """Return a line with single spaces between its words; other blanks stay as they are."""
    return " ".join(word for word in line.split(" ") if word)
