"""What the values of a KPI are, by its metric."""

from typing import Final

from cli.report import ColumnKind
from rfm.watch.choices import KpiMetric

_KINDS: Final = {
    **dict.fromkeys(
        (
            *(KpiMetric.REVENUE, KpiMetric.AVERAGE_ORDER_VALUE, KpiMetric.COST),
            *(KpiMetric.CPA, KpiMetric.CAC),
        ),
        ColumnKind.MONEY,
    ),
    **dict.fromkeys(
        (KpiMetric.ORDERS, KpiMetric.CUSTOMERS, KpiMetric.NEW_CUSTOMERS), ColumnKind.COUNT
    ),
    **dict.fromkeys((KpiMetric.CONVERSIONS, KpiMetric.NEW_CONVERSIONS), ColumnKind.CREDIT),
    **dict.fromkeys(
        (KpiMetric.REPEAT_SHARE, KpiMetric.COVERAGE, KpiMetric.SHARE), ColumnKind.SHARE
    ),
}
"""What the values of a metric are; those of all others are quotients."""


def choose_kind(metric: KpiMetric) -> ColumnKind:
    """Return what the values of a metric are."""
    return _KINDS.get(metric, ColumnKind.RATIO)
