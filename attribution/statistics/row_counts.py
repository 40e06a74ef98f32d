"""Rows of a part counted for the ledger."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attribution.journeys.windows import Window
    from attribution.statistics.observed import ObservedPart


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows that the journeys account for; the first six lines add up to the touches given."""

    duplicates: int = 0
    in_journeys: int = 0
    """Touches in the journey of a counted order."""
    in_other_journeys: int = 0
    """Touches only in journeys of orders that are refunded or outside the report's range."""
    nonconverting: int = 0
    """Touches in non-converting journeys, where the plan looks at them."""
    without_orders: int = 0
    """Touches of customers who have no order in the file, their duplicates included, where the
    plan looks at nobody else."""
    outside: int = 0
    """Touches that no window holds."""
    possible_duplicates: int = 0
    ties: int = 0
    unattributed_orders: int = 0
    """Counted orders whose journey is empty."""
    unattributed_revenue: int = 0
    """Their revenue in 1/10 000 of the currency unit."""

    def __add__(self, other: "RowCounts") -> "RowCounts":
        """Return the sums line by line."""
        names = [each.name for each in fields(self)]
        return RowCounts(*(getattr(self, name) + getattr(other, name) for name in names))


def count_rows(seen: "ObservedPart", window: "Window") -> RowCounts:
    """Return what became of the touches and orders of a part under a window of the report."""
    line, orders = seen.line, seen.part.orders
    total = len(line.touches.at)
    report = seen.find_claims(window)
    credited = report.take(seen.counted).mark_claimed(total)
    claimed = credited if len(seen.counted) == len(orders.at) else report.mark_claimed(total)
    in_journeys, in_any = int(credited.sum()), int(claimed.sum())
    nonconverting = without = 0
    if seen.plan.everybody:
        nonconverting = total - in_any - int(seen.find_others(window).outside.sum())
    else:
        buyers = np.zeros(len(seen.part.groups), dtype=np.bool_)
        buyers[orders.customer] = True
        without = total - int(np.count_nonzero(np.take(buyers, line.touches.customer)))
    alone = seen.counted[(report.last == report.first)[seen.counted]]
    return RowCounts(
        line.duplicates,
        in_journeys,
        in_any - in_journeys,
        nonconverting,
        without + seen.part.strangers,
        total - in_any - nonconverting - without,
        line.possible_duplicates,
        line.ties,
        len(alone),
        int(orders.revenue[alone].sum()),
    )
