"""RFM from measured customers to scales, segments and their table, whatever the parts."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from rfm.bins import Bin, build_bins, list_bin_notes
from rfm.customers import Customers, ExcludedOrders
from rfm.notes import Note
from rfm.scores import Scales, build_scales
from rfm.segment_statistics import (
    SegmentStatistics,
    add_segment_statistics,
    compute_segment_statistics,
)
from rfm.segment_table import SegmentRow, SegmentTable, build_segment_table
from rfm.segments import SegmentMap, Segments, build_segments
from rfm.settings import Parameters
from rfm.value_counts import CustomerCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """All there is to report of one RFM run; equal for any cut of the customers into parts."""

    counts: CustomerCounts
    """Value counts of all customers: what another date would be scored against."""
    scales: Scales
    """Cut points of each dimension, which `customer_table` scores by."""
    bins: tuple[Bin, ...]
    segments: Segments
    table: SegmentTable
    left_out: ExcludedOrders
    notes: tuple[Note, ...]
    """Warnings about crowded bins, single values and unreachable entries of the map."""


class PartMapper(Protocol):
    """A way to run a function over the customers of each part, wherever they are."""

    def __call__(self, function: "Callable[[Customers], T]") -> "Iterable[T]":
        """Return the function's results; it can be pickled."""


def segment_customers(
    run: PartMapper, parameters: Parameters, segment_map: SegmentMap
) -> Segmentation:
    """Score and segment the customers of all parts, each customer in one; at least one part.

    Two passes over the parts: their value counts add up to the scales, then their segments'
    statistics add up to the table. Raises `RfmError` for a map that does not fit.
    """
    into = build_segments(segment_map, parameters.bins)
    first = list(run(_count_part))
    counts = CustomerCounts.add_up([counts for counts, _ in first])
    by = build_scales(counts, parameters)
    spread = build_bins(counts, by)
    statistics = add_segment_statistics(list(run(partial(_sum_segments, by=by, into=into))))
    labels = zip(into.names, into.actions, statistics, strict=True)
    # `add_up` sums over anything that shares no customer, hence over segments as over parts.
    everybody = SegmentStatistics.add_up(statistics)
    return Segmentation(
        counts=counts,
        scales=by,
        bins=spread,
        segments=into,
        table=build_segment_table(
            [SegmentRow(*label) for label in labels], everybody, parameters.monetary
        ),
        left_out=sum((rest for _, rest in first), ExcludedOrders()),
        notes=(*list_bin_notes(spread, parameters.bins), *into.notes),
    )


def _count_part(part: Customers) -> tuple[CustomerCounts, ExcludedOrders]:
    return CustomerCounts.of(part.measures), part.left_out


def _sum_segments(part: Customers, by: Scales, into: Segments) -> tuple[SegmentStatistics, ...]:
    return compute_segment_statistics(part.measures, by, into)
