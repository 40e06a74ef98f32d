"""Marks of robots and of a shop's own people among touches, which count as those of customers."""

from typing import TYPE_CHECKING, Final

from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.tables.name_forms import drop_record, simplify_name
from cli.settings.sections.exports.files import Role
from cli.wording import format_count

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

_NAMES: Final = frozenset(
    {
        *("is bot", "isbot", "bot", "robot", "is robot", "is crawler", "is spider", "bot detected"),
        *("internal", "is internal", "internal traffic", "is internal traffic", "traffic type"),
        *("is test", "is employee", "is staff", "interno", "traffico interno", "tipo di traffico"),
    }
)
_YES: Final = ("true", "t", "1", "yes", "y", "sì", "si", "ja", "oui", "sí")
"""Marks of some rows; where all have one, or none has another, nothing is told."""
_WORDS: Final = (
    *("bot", "robot", "crawler", "internal", "interno", "intern", "interne", "developer"),
    "employee",
)
"""Marks that other rows may leave blank."""


def describe_robots(table: "Table") -> str | None:
    """Return that an unread column marks some of the first touches; None where none does."""
    if table.role != Role.TOUCHPOINTS or table.parquet:
        return None
    for name in list_unused(table):
        if drop_record(simplify_name(name)) not in _NAMES:
            continue
        texts = read_column_sample(table, table.header.names.index(name))
        marked = texts.filter(texts.str.strip_chars().str.to_lowercase().is_in([*_YES, *_WORDS]))
        if 0 < len(marked) < len(texts) or _is_word(marked[:1].to_list()):
            rows = format_count(len(marked), "row")
            return (
                f"touchpoints: {table.source.name}: {name} says {marked[0]} in {rows} of the first"
                f" {len(texts):,} that say anything, which count as those of customers; leave them"
                " out in the export if they are robots or the shop's own people"
            )
    return None


def _is_word(marked: list[str]) -> bool:
    """Tell whether a mark says more than yes, as internal does where other rows are blank."""
    return bool(marked) and marked[0].strip().lower() in _WORDS
