"""How each metric is computed from what a period holds."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from cli.money import UNIT
from rfm.watch.choices import KpiMetric
from rfm.watch.judgement import IDLE, UNKNOWN, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rfm.watch.order_figures import PeriodFigures

_NOISE: Final = 10**9
"""Credit is rounded to parts of one, so that the last digit of a sum decides about no target."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a period holds, of the whole shop or credited to a channel; money in currency units."""

    conversions: Fraction
    revenue: Fraction
    new_conversions: Fraction
    new_revenue: Fraction
    cost: Fraction | None
    """None where no row of costs tells it."""
    margin: Fraction

    def divide(self, part: Fraction, whole: Fraction) -> Reading:
        """Return a quotient, idle where it divides by 0."""
        return Reading(part / whole) if whole else IDLE


_CREDITED: "Final[Mapping[KpiMetric, Callable[[Amounts], Reading]]]" = {
    KpiMetric.REVENUE: lambda of: Reading(of.revenue),
    KpiMetric.ORDERS: lambda of: Reading(of.conversions),
    KpiMetric.CONVERSIONS: lambda of: Reading(of.conversions),
    KpiMetric.NEW_CONVERSIONS: lambda of: Reading(of.new_conversions),
    KpiMetric.AVERAGE_ORDER_VALUE: lambda of: of.divide(of.revenue, of.conversions),
}
_PAID: "Final[Mapping[KpiMetric, Callable[[Amounts, Fraction], Reading]]]" = {
    KpiMetric.COST: lambda _, cost: Reading(cost),
    KpiMetric.ROAS: lambda of, cost: of.divide(of.revenue, cost),
    KpiMetric.ROI: lambda of, cost: of.divide(of.revenue * of.margin - cost, cost),
    KpiMetric.CPA: lambda of, cost: of.divide(cost, of.conversions),
    KpiMetric.CAC: lambda of, cost: of.divide(cost, of.new_conversions),
    KpiMetric.NC_ROAS: lambda of, cost: of.divide(of.new_revenue, cost),
    KpiMetric.COST_TO_REVENUE: lambda of, cost: of.divide(cost, of.revenue),
}


def compute_figure(metric: KpiMetric, of: Amounts) -> Reading:
    """Return a metric of money and conversions; unknown where it needs a cost that nobody tells."""
    if metric in _PAID:
        return UNKNOWN if of.cost is None else _PAID[metric](of, of.cost)
    return _CREDITED[metric](of)


def count_people(metric: KpiMetric, of: "PeriodFigures") -> Reading | None:
    """Return a metric of customers, None for a metric of money and conversions."""
    match metric:
        case KpiMetric.CUSTOMERS:
            return Reading(Fraction(of.customers))
        case KpiMetric.NEW_CUSTOMERS:
            return Reading(Fraction(of.new_customers))
        case KpiMetric.REPEAT_SHARE:
            returning = of.named_orders - of.new_orders
            return Reading(Fraction(returning, of.named_orders)) if of.named_orders else IDLE
        case _:
            return None


def make_shop_amounts(of: "PeriodFigures", cost: int | None, margin: Fraction) -> Amounts:
    """Return what the orders of a period and all costs of it come to."""
    return Amounts(
        Fraction(of.orders),
        convert_money(of.revenue),
        Fraction(of.new_orders),
        convert_money(of.new_revenue),
        None if cost is None else convert_money(cost),
        margin,
    )


def convert_money(amount: int) -> Fraction:
    """Return money of 1/10 000 of the unit in units of the currency."""
    return Fraction(amount, UNIT)


def round_credit(credit: float, unit: int = 1) -> Fraction:
    """Return credit without the noise of its summation."""
    return Fraction(round(credit * _NOISE / unit), _NOISE)
