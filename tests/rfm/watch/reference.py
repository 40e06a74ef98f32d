"""KPIs once more, slowly and in plain Python, straight from the definitions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from rfm.watch.choices import KpiPeriod


@dataclass(frozen=True, slots=True)
class Order:
    customer_id: str | None
    ordered_at: datetime
    revenue: int
    refunded: bool = False

    @property
    def day(self) -> date:
        return self.ordered_at.date()


def label(day: date, kind: KpiPeriod) -> str:
    match kind:
        case KpiPeriod.DAY:
            return str(day)
        case KpiPeriod.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case KpiPeriod.MONTH:
            return f"{day:%Y-%m}"
        case KpiPeriod.QUARTER:
            return f"{day.year}-Q{(day.month + 2) // 3}"


def find_current(as_of: date, kind: KpiPeriod) -> str:
    """Return the last period whose last day is not later than a day."""
    day = as_of
    while label(day, kind) == label(day + timedelta(days=1), kind):
        day -= timedelta(days=1)
    return label(day, kind)


def list_earlier(as_of: date, kind: KpiPeriod) -> list[str]:
    """Return the eight like periods before that one, by walking back a day at a time."""
    current = find_current(as_of, kind)
    weekday = next(
        day.weekday()
        for day in (as_of - timedelta(days=n) for n in range(100))
        if label(day, kind) == current
    )
    found: list[str] = []
    day = as_of
    while len(found) < 9:
        like = kind is not KpiPeriod.DAY or day.weekday() == weekday
        over = label(day, kind) <= current
        if like and over and label(day, kind) not in found:
            found.append(label(day, kind))
        day -= timedelta(days=1)
    return found[1:]


def measure(orders: list[Order], as_of: date, kind: KpiPeriod, name: str) -> dict[str, int]:
    counted = [order for order in orders if not order.refunded and order.day <= as_of]
    inside = [order for order in counted if label(order.day, kind) == name]
    named = [order for order in inside if order.customer_id is not None]
    new = [order for order in named if not _has_earlier(order, counted)]
    people = {order.customer_id for order in named}
    return {
        "orders": len(inside),
        "revenue": sum(order.revenue for order in inside),
        "named_orders": len(named),
        "new_orders": len(new),
        "new_revenue": sum(order.revenue for order in new),
        "customers": len(people),
        "new_customers": sum(
            label(min(o.day for o in counted if o.customer_id == one), kind) == name
            for one in people
        ),
    }


def _has_earlier(order: Order, counted: list[Order]) -> bool:
    return any(
        other.customer_id == order.customer_id and other.ordered_at < order.ordered_at
        for other in counted
    )


def compute_median(values: list[Fraction]) -> Fraction:
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def compute_band(past: list[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return median and scale, None where fewer than six values are known."""
    if len(past) < 6:
        return None
    middle = compute_median(past)
    away = [abs(value - middle) for value in past]
    if compute_median(away):
        return middle, compute_median(away) * Fraction("1.4826")
    return middle, sum(away, Fraction()) / len(away) * Fraction("1.2533")


def decide(
    value: Fraction | None, past: list[Fraction], *, known: bool, met: list[bool], up: bool
) -> str:
    if value is None:
        return "idle" if known else "unknown"
    if not all(met):
        return "miss"
    band = compute_band(past)
    if band is None or not band[1]:
        return "ok"
    z = (value - band[0]) / band[1]
    if abs(z) < Fraction("3.5"):
        return "ok"
    return "success" if (z > 0) == up else "anomaly"
