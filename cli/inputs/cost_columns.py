"""The columns that are read from cost files."""

from typing import TYPE_CHECKING, Final

from cli.inputs.fields import Kind, Wanted
from cli.settings.files import CostColumn, Role

if TYPE_CHECKING:
    from cli.settings.files import Costs

NAMES: Final = ("channel", "source", "medium", "campaign")
"""What a row of costs is for."""
AMOUNTS: Final = ("cost", "clicks", "impressions")
"""What is added up."""
_KINDS: Final = {"date": Kind.TIME, **dict.fromkeys(AMOUNTS, Kind.AMOUNT)}


def wanted_costs(section: "Costs") -> Wanted:
    """Return the columns that are read from cost files."""
    return Wanted(
        Role.COSTS.value,
        {name.value: theirs for name, theirs in section.columns.items()},
        tuple(name.value for name in CostColumn),
        frozenset({"date", "cost"}),
        frozenset({"date", "cost"}),
        kinds=_KINDS,
    )
