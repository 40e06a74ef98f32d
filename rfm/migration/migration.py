"""From customers at two dates to who moved, whatever the parts."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from rfm.bins import Bin, build_bins, list_bin_notes
from rfm.migration.cells import GROUP, add_cells, sum_cells
from rfm.migration.choices import ScoresChoice
from rfm.migration.errors import NobodyBeforeError
from rfm.migration.migration_table import MigrationTable, build_migration_table
from rfm.order_sums import OrderSums
from rfm.scores import Scales, build_scales
from rfm.segments import build_segments
from rfm.settings import Method
from rfm.value_counts import CustomerCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import polars as pl

    from rfm.migration.dated_customers import DatedCustomers, DatePair
    from rfm.notes import Note
    from rfm.segments import SegmentMap
    from rfm.settings import Parameters

T = TypeVar("T")


class DatedRun(Protocol):
    """Runs a function over the customers of each part at both dates, wherever they are."""

    def __call__(self, function: "Callable[[DatedCustomers], T]") -> "Iterable[T]":
        """Return the function's results; it can be pickled."""


class DatedScales(NamedTuple):
    """The scales of one date, and how its customers spread over them."""

    scales: Scales
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, counts: CustomerCounts, parameters: "Parameters") -> "DatedScales":
        """Make the scales of a date from the counts of its customers."""
        scales = build_scales(counts, parameters)
        return cls(scales, build_bins(counts, scales))


@dataclass(frozen=True, slots=True, eq=False)
class Migration:
    """Who moved between two dates; equal for any cut of the customers into parts."""

    dates: "DatePair"
    before: DatedScales
    after: DatedScales
    """The same as `before` where scores are frozen."""
    table: MigrationTable
    sums: OrderSums
    notes: "tuple[Note, ...]"
    """Warnings about the scale of the first date, and about the map."""
    grouped: "pl.DataFrame | None" = None
    """The cells by group as well, see `sum_cells`, where the orders say that of their customer."""


def compute_migration(
    run: DatedRun, dates: "DatePair", segment_map: "SegmentMap", scores: ScoresChoice
) -> Migration:
    """Compare the customers of all parts at two dates, each customer in one; at least one part.

    Two passes over the parts: the value counts of each date add up to the scales, then the cells
    add up to the table. Raises `NobodyBeforeError`, and `RfmError` for a map that does not fit.
    Source: definitions, section 10.
    """
    into = build_segments(segment_map, dates.before.bins)
    first = list(run(_count_part))
    counts = CustomerCounts.add_up([before for before, _, _ in first])
    if not counts.recency.total and scores is ScoresChoice.FROZEN and _reads_data(dates):
        raise NobodyBeforeError(dates.before.as_of)
    before = DatedScales.of(counts, dates.before)
    after = (
        before if scores is ScoresChoice.FROZEN else _refit([each for _, each, _ in first], dates)
    )
    parts = list(run(partial(sum_cells, before=before.scales, after=after.scales, into=into)))
    cells = add_cells(parts)
    notes = list_bin_notes(before.bins, dates.before.bins)
    return Migration(
        dates=dates,
        before=before,
        after=after,
        table=build_migration_table(cells, into),
        sums=sum((sums for _, _, sums in first), OrderSums()),
        notes=(*notes, *into.notes),
        grouped=add_cells(parts, GROUP) if GROUP in parts[0].columns else None,
    )


def _count_part(part: "DatedCustomers") -> tuple[CustomerCounts, CustomerCounts, OrderSums]:
    before, after = (CustomerCounts.of(each.measures) for each in (part.before, part.after))
    return before, after, part.sums


def _reads_data(dates: "DatePair") -> bool:
    return dates.before.method is not Method.THRESHOLDS


def _refit(counts: "Sequence[CustomerCounts]", dates: "DatePair") -> DatedScales:
    return DatedScales.of(CustomerCounts.add_up(counts), dates.after)
