"""Where the scores of a dimension part, found from value counts."""

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from rfm.settings import Dimension, Method, Parameters
from rfm.units import get_unit_steps, to_printed
from rfm.value_counts import ValueCounts


def find_cut_points(
    counts: ValueCounts, dimension: Dimension, parameters: Parameters
) -> tuple[Decimal, ...]:
    """Return the `bins - 1` cut points of a dimension in its printed unit, ascending.

    A value beats a cut point if it is strictly above it (for recency: at or below it); under
    `Method.R_RFM` if it is at or above (recency: strictly below). Its score is 1 + the number of
    cut points it beats. Without customers a method that reads the data has no cut points.
    The cut points of every method but `r_rfm` give the same scores as `thresholds`.
    """
    method = parameters.method
    if method is Method.THRESHOLDS:
        return parameters.get_thresholds(dimension)
    if not counts.total:
        return ()
    match method:
        case Method.PERCENTILE:
            return _find_percentiles(counts, dimension, parameters.bins)
        case Method.QUANTILE:
            return tuple(
                to_printed(q, dimension) for q in _compute_quantiles(counts, parameters.bins)
            )
        case Method.R_RFM:
            return _find_r_rfm_points(counts, dimension, parameters.bins)
        case _:
            assert_never(method)


def _find_percentiles(counts: ValueCounts, dimension: Dimension, bins: int) -> tuple[Decimal, ...]:
    """Find the values above which at least ceil(j N / bins) customers are strictly worse.

    `bins * worse / N >= j` holds from that many worse customers on, hence for all values beyond
    the one at that rank; for recency one day less is the highest number of days beyond it.
    """
    total = counts.total
    worse = [-(-j * total // bins) for j in range(1, bins)]
    if dimension is Dimension.RECENCY:
        found = counts.find_order_statistics([total - rank for rank in reversed(worse)])
        return tuple(to_printed(value - 1, dimension) for value in found)
    found = counts.find_order_statistics([rank - 1 for rank in worse])
    return tuple(to_printed(value, dimension) for value in found)


def _compute_quantiles(counts: ValueCounts, bins: int) -> list[Fraction | float]:
    """Return the inner type-7 quantiles (Hyndman & Fan 1996), exact for integer values."""
    positions = [divmod((counts.total - 1) * j, bins) for j in range(1, bins)]
    below = counts.find_order_statistics([rank for rank, _ in positions])
    above = counts.find_order_statistics([rank + (rest > 0) for rank, rest in positions])
    rests = [Fraction(rest, bins) for _, rest in positions]
    return [_interpolate(*ends) for ends in zip(below, above, rests, strict=True)]


def _interpolate(below: float, above: float, rest: Fraction) -> Fraction | float:
    exact = Fraction(below) + rest * (Fraction(above) - Fraction(below))
    if isinstance(below, int):
        return exact
    # Rounding must not carry the quantile onto the value above it, which has to beat it.
    return below if float(exact) >= above else float(exact)


def _find_r_rfm_points(counts: ValueCounts, dimension: Dimension, bins: int) -> tuple[Decimal, ...]:
    moved = [quantile + get_unit_steps(dimension) for quantile in _compute_quantiles(counts, bins)]
    return tuple(to_printed(point, dimension, up=True) for point in moved)
