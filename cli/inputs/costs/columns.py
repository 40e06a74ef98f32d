"""The columns that are read from cost files."""

from typing import TYPE_CHECKING, Final

from cli.inputs.tables.columns import RoleColumns, ValueKind
from cli.settings.sections.exports.columns import list_made, list_plain
from cli.settings.sections.exports.files import CostColumn, Role

if TYPE_CHECKING:
    from cli.settings.sections.exports.files import Costs

NAMES: Final = ("channel", "source", "medium", "campaign")
"""What a row of costs is for."""
AMOUNTS: Final = ("cost", "clicks", "impressions")
"""What is added up."""
_KINDS: Final = {"date": ValueKind.TIME, **dict.fromkeys(AMOUNTS, ValueKind.AMOUNT)}


def choose_cost_columns(section: "Costs") -> RoleColumns:
    """Return the columns that are read from cost files."""
    return RoleColumns(
        Role.COSTS.value,
        list_plain(section.columns),
        tuple(name.value for name in CostColumn),
        frozenset({"date", "cost"}),
        frozenset({"date", "cost"}),
        kinds=_KINDS,
        sources=list_made(section.columns),
    )
