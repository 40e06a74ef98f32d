"""How texts are cut and encoded that are made here, of sheets, JSON and budgets."""

from typing import Final

from cli.settings.sections.exports.files import Quote

OWN_DELIMITER: Final = ","
"""Mark between their values."""
OWN_TEXT: Final = {"delimiter": OWN_DELIMITER, "encoding": "utf-8", "quote": Quote.DOUBLE}
"""The keys of a section that hold for them, whatever is said of other files."""
