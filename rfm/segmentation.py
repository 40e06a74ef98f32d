"""RFM from measured customers to scales, segments and their table, whatever the parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfm.bins import Bin, bin_notes, bins
from rfm.customers import Customers, LeftOut, left_out
from rfm.notes import Note
from rfm.scores import Scales, scales
from rfm.segment_statistics import added_statistics, segment_statistics
from rfm.segment_table import SegmentTable, segment_table
from rfm.segments import SegmentMap, Segments, segments
from rfm.settings import Parameters
from rfm.value_counts import CustomerCounts


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


def segmentation(
    parts: Sequence[Customers], parameters: Parameters, segment_map: SegmentMap
) -> Segmentation:
    """Score and segment the customers of all parts, each customer in one; at least one part.

    Two passes over the parts: their value counts add up to the scales, then their segments'
    statistics add up to the table. Both passes are public functions of their modules, for parts
    that are elsewhere. Raises `RfmError` for a map that does not fit.
    """
    into = segments(segment_map, parameters.bins)
    counts = CustomerCounts.added([CustomerCounts.of(part.frame) for part in parts])
    by = scales(counts, parameters)
    spread = bins(counts, by)
    statistics = added_statistics([segment_statistics(part.frame, by, into) for part in parts])
    return Segmentation(
        counts=counts,
        scales=by,
        bins=spread,
        segments=into,
        table=segment_table(statistics, into, parameters.monetary),
        left_out=left_out(parts),
        notes=(*bin_notes(spread, parameters.bins), *into.notes),
    )
