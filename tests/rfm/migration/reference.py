"""Migration once more, slowly and in plain Python, straight from the definitions."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rfm.migration.choices import ScoresChoice
from rfm.migration.dated_customers import DatePair
from rfm.segments import SegmentEntry
from rfm.settings import Dimension, Method, Parameters
from tests.rfm.reference import Measured, Order, measured, score, segment, type_7

Touches = dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds."""

    customers: int
    revenue: int
    revenue_before: int


def compute_cells(
    orders: list[Order],
    dates: DatePair,
    touches: tuple[Touches, Touches],
    entries: tuple[SegmentEntry, ...],
    scores: ScoresChoice,
) -> dict[tuple[str, str], Cell]:
    before = measured(orders, dates.before, touches[0])
    after = measured(orders, dates.after, touches[1])
    scale = before if scores is ScoresChoice.FROZEN else after
    origin = {
        name: segment(find_scores(one, before, dates.before), entries)
        for name, one in before.items()
    }
    target = {
        name: segment(find_scores(one, scale, dates.after), entries) for name, one in after.items()
    }
    pairs: dict[tuple[str, str], list[str]] = {}
    for name in sorted({order.customer_id for order in orders}):
        counted = [o for o in orders if o.customer_id == name and not o.refunded]
        bought = any(dates.before.as_of < o.ordered_on <= dates.after.as_of for o in counted)
        if name not in origin and name not in target and not bought:
            continue
        is_new = min(o.ordered_on for o in counted) > dates.before.as_of
        otherwise = "(new)" if is_new else "(out of window)"
        pair = origin.get(name, otherwise), target.get(name, "(out of window)")
        pairs.setdefault(pair, []).append(name)
    return {pair: _sum_cell(orders, names, dates) for pair, names in pairs.items()}


def _sum_cell(orders: list[Order], names: list[str], dates: DatePair) -> Cell:
    first, last = dates.before.as_of, dates.after.as_of
    own = [order for order in orders if order.customer_id in names]
    return Cell(
        len(names),
        sum_revenue(own, first, last),
        sum_revenue(own, first - (last - first), first),
    )


def sum_revenue(orders: list[Order], after: date, last: date) -> int:
    days = {after + timedelta(days=n + 1) for n in range((last - after).days)}
    return sum(o.revenue for o in orders if not o.refunded and o.ordered_on in days)


def find_scores(
    one: Measured, scale: dict[str, Measured], parameters: Parameters
) -> tuple[int, ...]:
    return tuple(
        _find_score(
            one.of(dimension),
            [each.of(dimension) for each in scale.values()],
            dimension,
            parameters,
        )
        for dimension in Dimension
    )


def _find_score(
    value: Fraction, values: list[Fraction], dimension: Dimension, parameters: Parameters
) -> int:
    """Return the score of a value on the scale of values that need not hold it."""
    bins = parameters.bins
    if parameters.method is Method.R_RFM:
        unit = 10_000 if dimension is Dimension.MONETARY else 1
        points = [type_7(values, Fraction(j, bins)) + unit for j in range(1, bins)]
        reached = sum(value >= point for point in points)
        return bins - reached if dimension is Dimension.RECENCY else 1 + reached
    # Thresholds ask for no values, but the reference computes their quantiles all the same.
    return min(bins, score(value, values or [Fraction(0)], dimension, parameters))
