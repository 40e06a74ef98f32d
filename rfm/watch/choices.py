"""What a KPI may measure, over which periods, and what is said of it, by name.

Imported where no numbers are needed.
"""

from enum import StrEnum
from typing import Final


class KpiMetric(StrEnum):
    """What a KPI measures: of the whole shop, of a channel or of a segment of customers."""

    REVENUE = "revenue"
    ORDERS = "orders"
    AVERAGE_ORDER_VALUE = "average_order_value"
    CUSTOMERS = "customers"
    """Who ordered in the period; of a segment, who is in it on its last day."""
    NEW_CUSTOMERS = "new_customers"
    """Whose first order of the files lies in the period."""
    REPEAT_SHARE = "repeat_share"
    """Orders of returning customers among those that name a customer."""
    COVERAGE = "coverage"
    """Share of orders with a touch in the window."""
    CONVERSIONS = "conversions"
    NEW_CONVERSIONS = "new_conversions"
    COST = "cost"
    ROAS = "roas"
    ROI = "roi"
    CPA = "cpa"
    CAC = "cac"
    NC_ROAS = "nc_roas"
    COST_TO_REVENUE = "cost_to_revenue"
    SHARE = "share"
    """Of the customers, those in a segment."""


COSTLY: Final = frozenset(
    {
        *(KpiMetric.COST, KpiMetric.ROAS, KpiMetric.ROI, KpiMetric.CPA),
        *(KpiMetric.CAC, KpiMetric.NC_ROAS, KpiMetric.COST_TO_REVENUE),
    }
)
"""Metrics that need costs."""
DEAR: Final = frozenset({KpiMetric.COST, KpiMetric.CPA, KpiMetric.CAC, KpiMetric.COST_TO_REVENUE})
"""Metrics that go down when things go well, where nobody says otherwise."""
OF_CHANNEL: Final = (
    *(KpiMetric.REVENUE, KpiMetric.CONVERSIONS, KpiMetric.NEW_CONVERSIONS, KpiMetric.COST),
    *(KpiMetric.ROAS, KpiMetric.ROI, KpiMetric.CPA, KpiMetric.CAC, KpiMetric.NC_ROAS),
)
OF_SEGMENT: Final = (KpiMetric.CUSTOMERS, KpiMetric.REVENUE, KpiMetric.SHARE)
OF_NEW: Final = frozenset({KpiMetric.NEW_CONVERSIONS, KpiMetric.CAC, KpiMetric.NC_ROAS})
"""Metrics that look at the orders of new customers alone."""
PARTS: Final = frozenset({KpiMetric.REPEAT_SHARE, KpiMetric.COVERAGE, KpiMetric.SHARE})
"""Metrics that are a part of a whole, hence never above 1."""
PERCENTAGES: Final = PARTS | {KpiMetric.COST_TO_REVENUE, KpiMetric.ROI}
"""Metrics whose target may be written in percent."""


class KpiPeriod(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    """ISO weeks, from Monday."""
    MONTH = "month"
    QUARTER = "quarter"


class Direction(StrEnum):
    """Where a KPI goes when things go well."""

    UP = "up"
    DOWN = "down"


class KpiVerdict(StrEnum):
    """What is said of a KPI, the first that fits."""

    UNKNOWN = "unknown"
    """The period does not lie within the days of the files."""
    IDLE = "idle"
    """There is nothing to divide by."""
    MISS = "miss"
    """The target, or that of the change, is not met."""
    ANOMALY = "anomaly"
    """Odd against its own past, in the bad direction."""
    SUCCESS = "success"
    """Odd in the good direction."""
    OK = "ok"

    @property
    def is_off(self) -> bool:
        """Whether somebody should look: who sees nothing must not say that all is well."""
        return self in (KpiVerdict.UNKNOWN, KpiVerdict.MISS, KpiVerdict.ANOMALY)
