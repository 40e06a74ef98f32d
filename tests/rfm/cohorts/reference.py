"""Cohorts once more, slowly and in plain Python, straight from the definitions."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rfm.cohorts.choices import Period
from tests.rfm.reference import Order


@dataclass(frozen=True, slots=True)
class Cell:
    """A cohort in one period; the quotients are None where it is not over."""

    customers: int
    complete: bool
    active: int
    orders: int
    revenue: int
    cumulative_revenue: int
    repeat_customers: int
    retention: Fraction | None
    revenue_per_customer: Fraction | None
    repeat_share: Fraction | None


def label(day: date, period: Period) -> str:
    if period is Period.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if period is Period.MONTH:
        return f"{day:%Y-%m}"
    return f"{day.year}-Q{(day.month + 2) // 3}"


def list_periods(first: date, last: date, period: Period) -> list[str]:
    """Return the periods from the one of a day to the one of another."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return list(dict.fromkeys(label(day, period) for day in days))


def compute_cells(
    orders: list[Order], as_of: date, period: Period
) -> dict[tuple[str, int, str], Cell]:
    counted = [o for o in orders if not o.refunded and o.ordered_on <= as_of]
    first = {
        name: min(o.ordered_on for o in counted if o.customer_id == name)
        for name in {o.customer_id for o in counted}
    }
    cells = {}
    for cohort in sorted({label(day, period) for day in first.values()}):
        members = {name for name, day in first.items() if label(day, period) == cohort}
        own = [order for order in counted if order.customer_id in members]
        periods = list_periods(min(first[name] for name in members), as_of, period)
        for k, at in enumerate(periods):
            upto = [o for o in own if label(o.ordered_on, period) in periods[: k + 1]]
            over = label(as_of + timedelta(days=1), period) != at
            cells[cohort, k, at] = _measure(members, upto, at, period, over=over)
    return cells


def _measure(members: set[str], upto: list[Order], at: str, period: Period, *, over: bool) -> Cell:
    inside = [order for order in upto if label(order.ordered_on, period) == at]
    active = len({order.customer_id for order in inside})
    cumulative = sum(order.revenue for order in upto)
    repeated = sum(sum(o.customer_id == name for o in upto) > 1 for name in members)
    return Cell(
        len(members),
        over,
        active,
        len(inside),
        sum(order.revenue for order in inside),
        cumulative,
        repeated,
        *(
            Fraction(part, len(members)) if over else None
            for part in (active, cumulative, repeated)
        ),
    )
