"""RFM from measured customers to scales, segments and their table, whatever the parts."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from rfm.bins import Bin, bin_notes, bins
from rfm.customers import Customers, LeftOut
from rfm.notes import Note
from rfm.scores import Scales, scales
from rfm.segment_statistics import SegmentStatistics, added_statistics, segment_statistics
from rfm.segment_table import SegmentTable, segment_table
from rfm.segments import SegmentMap, Segments, segments
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
    left_out: LeftOut
    notes: tuple[Note, ...]
    """Warnings about crowded bins, single values and unreachable entries of the map."""


class Run(Protocol):
    """A way to run a function over the customers of each part, wherever they are."""

    def __call__(self, function: "Callable[[Customers], T]") -> "Iterable[T]":
        """Return the function's results; it can be pickled."""


def segmentation(run: Run, parameters: Parameters, segment_map: SegmentMap) -> Segmentation:
    """Score and segment the customers of all parts, each customer in one; at least one part.

    Two passes over the parts: their value counts add up to the scales, then their segments'
    statistics add up to the table. Raises `RfmError` for a map that does not fit.
    """
    into = segments(segment_map, parameters.bins)
    first = list(run(_counted))
    counts = CustomerCounts.added([counts for counts, _ in first])
    by = scales(counts, parameters)
    spread = bins(counts, by)
    statistics = added_statistics(list(run(partial(_in_segments, by=by, into=into))))
    return Segmentation(
        counts=counts,
        scales=by,
        bins=spread,
        segments=into,
        table=segment_table(statistics, into, parameters.monetary),
        left_out=sum((rest for _, rest in first), LeftOut()),
        notes=(*bin_notes(spread, parameters.bins), *into.notes),
    )


def _counted(part: Customers) -> tuple[CustomerCounts, LeftOut]:
    return CustomerCounts.of(part.frame), part.left_out


def _in_segments(part: Customers, by: Scales, into: Segments) -> tuple[SegmentStatistics, ...]:
    return segment_statistics(part.frame, by, into)
