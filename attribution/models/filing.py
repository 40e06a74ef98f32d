"""What credit is added up by: the values of the touches, or these at different times."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from attribution.arrays import Codes, Ints
    from attribution.parts.orders import Orders
    from attribution.parts.timeline import Touches

Code = TypeVar("Code", "Ints", "Codes")


def _make_no_edges() -> "Ints":
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Filing:
    """The cells that credit is added up in; after those of the values come those of nobody."""

    codes: "Codes"
    """Cell of each touch of the timeline: its value, and where credit is dated its period."""
    count: int
    """Cells of the values."""
    edges: "Ints" = field(default_factory=_make_no_edges)
    """Instants at which one period ends and the next begins, ascending; none: no dates."""

    @classmethod
    def by_value(cls, touches: "Touches", dimension: str, values: int) -> "Filing":
        """Return the cells of the values of an attribute, whenever the touch was."""
        return cls(touches.values[dimension], values)

    @classmethod
    def by_date(cls, touches: "Touches", dimension: str, values: int, edges: "Ints") -> "Filing":
        """Return the cells of the values of an attribute in each period, value by value."""
        periods = len(edges) + 1
        codes = touches.values[dimension] * np.int64(periods)
        codes += np.searchsorted(edges, touches.at, side="right")
        count = values * periods
        return cls(codes.astype(np.min_scalar_type(count)), count, edges)

    @property
    def periods(self) -> int:
        """Periods that credit is told apart by: before, between and after the edges."""
        return len(self.edges) + 1

    @property
    def size(self) -> int:
        """All cells, those of nobody included."""
        return self.count + self.periods

    def find_nobody(self, orders: "Orders") -> "Ints | int":
        """Return the cell of each order that is given to nobody: that of the day of the order."""
        if not len(self.edges):
            return self.count
        return self.count + np.searchsorted(self.edges, orders.at, side="right")

    def get_values(self, codes: Code) -> Code:
        """Return the values of some cells."""
        return codes // self.periods if len(self.edges) else codes
