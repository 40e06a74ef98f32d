"""Tables of all orders together, which a breakdown does not part."""

from typing import TYPE_CHECKING, Final

from cli.reports.comparison.errors import UndividedTableError
from cli.reports.returns.costs import BLENDED

if TYPE_CHECKING:
    from cli.dataset.breakdown import Breakdown

_LEARNED: Final = ("effects", "transitions")
"""What chains have learned of all orders: each value of an attribute of the touches has a row."""


def refuse_undivided(show: str | None, breakdown: "Breakdown") -> None:
    """Raise UndividedTableError where the table that is asked for knows no such breakdown."""
    block, dimension = breakdown.block, breakdown.dimension
    if show in _LEARNED and block is not None:
        why = "chains learn from all journeys together"
        raise UndividedTableError(show, block, why, of_touches=True)
    if show == BLENDED and (block is not None or dimension != "channel"):
        raise UndividedTableError(show, block or dimension, "it adds up all orders and all costs")
