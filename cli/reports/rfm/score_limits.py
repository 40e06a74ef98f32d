"""Which values have which score, in the words of whoever reads a segment table."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cli.wording import format_list
from rfm.settings import Dimension, Frequency, Method, Monetary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rfm.bins import Bin
    from rfm.scores import Scale, Scales
    from rfm.settings import Parameters

_COUNTED: Final = {
    Frequency.ORDERS: "orders",
    Frequency.ACTIVE_DAYS: "days with an order",
    Frequency.TOUCHPOINTS: "touches",
}
_PAID: Final = {Monetary.TOTAL: "revenue", Monetary.MEAN: "revenue an order"}


def describe_scores(
    scales: "Scales", bins: "Sequence[Bin]", parameters: "Parameters"
) -> "Iterator[str]":
    """Yield for each dimension which values have which score, and how to keep those limits.

    `bins` are those of the scales. Scores that no customer has are named as such. Nothing where
    nobody is scored.
    """
    units = {
        Dimension.RECENCY: "days since the last order",
        Dimension.FREQUENCY: _COUNTED[parameters.frequency],
        Dimension.MONETARY: _PAID[parameters.monetary],
    }
    cut = [scale for scale in scales if scale.cut_points]
    for scale in cut:
        scored = {each.score for each in bins if _is_filled(each, scale.dimension)}
        yield f"{scale.dimension} score by {units[scale.dimension]}: {_describe(scale, scored)}"
    # The limits of R's package part values in another way than thresholds do.
    if cut and parameters.method in {Method.PERCENTILE, Method.QUANTILE}:
        limits = ", ".join(f"{each.dimension}: [{_list_points(each)}]" for each in cut)
        yield f"the same limits next time: rfm: {{method: thresholds, thresholds: {{{limits}}}}}"


def _is_filled(found: "Bin", dimension: Dimension) -> bool:
    return found.dimension is dimension and found.customers > 0


def _describe(scale: "Scale", scored: set[int]) -> str:
    """Return the scores that customers have, each with its values: 1 up to 2, 5 above."""
    last = len(scale.cut_points) + 1
    upwards = list(range(1, last + 1))
    scores = upwards[::-1] if scale.dimension is Dimension.RECENCY else upwards
    below = "below" if scale.closed_left else "up to"
    ends = [*(f"{below} {_format_point(point)}" for point in scale.cut_points), "beyond"]
    parts = [f"{score} {end}" for score, end in zip(scores, ends, strict=True) if score in scored]
    nobody = [str(score) for score in upwards if score not in scored]
    absent = f"; nobody has {format_list(nobody, 'or')}" if nobody else ""
    return f"{', '.join(parts)}{absent}"


def _list_points(scale: "Scale") -> str:
    return ", ".join(map(_format_point, scale.cut_points))


def _format_point(point: Decimal) -> str:
    """Return a limit alike whether settings write 2, 2.0 or, as JSON has them, a float."""
    text = f"{point:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
