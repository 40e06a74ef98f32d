"""RFM once more, slowly and in plain Python, straight from the definitions."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from statistics import median

from rfm.segments import SegmentEntry
from rfm.settings import Dimension, Frequency, Method, Monetary, Parameters

Row = dict[str, str | int | Fraction | None]


@dataclass(frozen=True, slots=True)
class Order:
    customer_id: str
    ordered_on: date
    revenue: int
    refunded: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    recency_days: int
    frequency: int
    monetary: Fraction
    orders: int
    revenue: int

    def of(self, dimension: Dimension) -> Fraction:
        return {
            Dimension.RECENCY: Fraction(self.recency_days),
            Dimension.FREQUENCY: Fraction(self.frequency),
            Dimension.MONETARY: self.monetary,
        }[dimension]


def measured(
    orders: list[Order], parameters: Parameters, touches: dict[str, int]
) -> dict[str, Measured]:
    counted = [order for order in orders if _counts(order, parameters) and not order.refunded]
    return {
        name: _measure([o for o in counted if o.customer_id == name], parameters, touches)
        for name in {order.customer_id for order in counted}
    }


def refunded_customers(orders: list[Order], parameters: Parameters) -> int:
    within = [order for order in orders if _counts(order, parameters)]
    return len(
        {order.customer_id for order in within if order.refunded}
        - {order.customer_id for order in within if not order.refunded}
    )


def _counts(order: Order, parameters: Parameters) -> bool:
    if order.ordered_on > parameters.as_of:
        return False
    days = [parameters.as_of - timedelta(days=n) for n in range(parameters.window_days or 0)]
    return parameters.window_days is None or order.ordered_on in days


def _measure(orders: list[Order], parameters: Parameters, touches: dict[str, int]) -> Measured:
    revenue = sum(order.revenue for order in orders)
    frequency = {
        Frequency.ORDERS: len(orders),
        Frequency.ACTIVE_DAYS: len({order.ordered_on for order in orders}),
        Frequency.TOUCHPOINTS: touches.get(orders[0].customer_id, 0),
    }[parameters.frequency]
    monetary = {
        Monetary.TOTAL: Fraction(revenue),
        Monetary.MEAN: Fraction(revenue, len(orders)),
    }[parameters.monetary]
    last = max(order.ordered_on for order in orders)
    return Measured((parameters.as_of - last).days, frequency, monetary, len(orders), revenue)


def type_7(values: list[Fraction], probability: Fraction) -> Fraction:
    ordered = sorted(values)
    position = (len(ordered) - 1) * probability
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def score(
    value: Fraction, values: list[Fraction], dimension: Dimension, parameters: Parameters
) -> int:
    bins = parameters.bins
    small_is_good = dimension is Dimension.RECENCY
    inner = [type_7(values, Fraction(j, bins)) for j in range(1, bins)]
    if parameters.method is Method.PERCENTILE:
        worse = sum(other > value if small_is_good else other < value for other in values)
        return 1 + floor(Fraction(bins * worse, len(values)))
    unit = 10_000 if dimension is Dimension.MONETARY else 1
    if parameters.method is Method.R_RFM:
        return _r_score(value, [point + unit for point in inner], values, small_is_good)
    if parameters.method is Method.THRESHOLDS:
        assert parameters.thresholds is not None
        inner = [Fraction(point) * unit for point in parameters.thresholds.of(dimension)]
    below = sum(point < value for point in inner)
    return bins - below if small_is_good else 1 + below


def _r_score(
    value: Fraction, points: list[Fraction], values: list[Fraction], small_is_good: bool
) -> int:
    lower = [min(values), *points]
    upper = [*points, max(values) + 1]
    found = [at for at in range(len(lower)) if lower[at] <= value < upper[at]]
    return len(lower) - found[-1] if small_is_good else found[-1] + 1


def scored(measures: dict[str, Measured], parameters: Parameters) -> dict[str, tuple[int, ...]]:
    values = {
        dimension: [one.of(dimension) for one in measures.values()] for dimension in Dimension
    }
    return {
        name: tuple(score(one.of(d), values[d], d, parameters) for d in Dimension)
        for name, one in measures.items()
    }


def segment(scores: tuple[int, ...], entries: tuple[SegmentEntry, ...]) -> str:
    r, f, m = scores
    cell = {"r": r, "f": f, "m": m, "fm": (f + m + 1) // 2}
    for entry in entries:
        spans = {"r": entry.r, "f": entry.f, "m": entry.m, "fm": entry.fm}
        if all(
            span is None or cell[key] in range(span[0], span[1] + 1) for key, span in spans.items()
        ):
            return entry.name
    raise AssertionError(cell)


def segment_rows(
    measures: dict[str, Measured],
    segments: dict[str, str],
    names: tuple[str, ...],
) -> list[Row]:
    everybody = list(measures.values())
    return [
        {"segment": name, **_row([measures[c] for c in measures if segments[c] == name], everybody)}
        for name in names
    ]


def _row(inside: list[Measured], everybody: list[Measured]) -> Row:
    orders = sum(one.orders for one in inside)
    revenue = sum(one.revenue for one in inside)
    row: Row = {
        "customers": len(inside),
        "customers_share": _ratio(len(inside), len(everybody)),
        "orders": orders,
        "revenue": revenue,
        "revenue_share": _ratio(revenue, sum(one.revenue for one in everybody)),
        "average_order_value": _ratio(revenue, orders),
    }
    for dimension, label in zip(Dimension, ("recency_days", "frequency", "monetary"), strict=True):
        values = [one.of(dimension) for one in inside]
        row[f"{label}_mean"] = _ratio(sum(values, Fraction()), len(values))
        row[f"{label}_median"] = median(values) if values else None
    return row


def _ratio(part: Fraction | int, whole: int) -> Fraction | None:
    return Fraction(part) / whole if whole else None
