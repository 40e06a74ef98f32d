"""How texts are cut and encoded that are made here, of sheets, JSON and budgets."""

import csv
from typing import TYPE_CHECKING, Final

from cli.settings.sections.exports.files import Quote

if TYPE_CHECKING:
    from _csv import Writer
    from io import StringIO

OWN_DELIMITER: Final = ","
"""Mark between their values."""
OWN_TEXT: Final = {"delimiter": OWN_DELIMITER, "encoding": "utf-8", "quote": Quote.DOUBLE}
"""The keys of a section that hold for them, whatever is said of other files."""


def make_writer(text: "StringIO") -> "Writer":
    """Return what writes rows of any values at the end of a text.

    Before Python 3.13 a carriage return is quoted only where lines end in one.
    """
    return csv.writer(text, delimiter=OWN_DELIMITER, lineterminator="\r\n")
