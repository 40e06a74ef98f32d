"""What segments hold, in integers that add up over the parts of the customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from rfm.scores import Scales, add_scores
from rfm.segments import Segments
from rfm.value_counts import CustomerCounts

SEGMENT = "segment"
"""Column of the segment's index."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentStatistics:
    """The customers of one segment, as sums and value counts."""

    counts: CustomerCounts
    revenue: pl.DataFrame
    """One row a number of counted orders, ascending: `orders`, `customers` and `revenue`
    (ten-thousandths) of the customers who have that many; all Int64."""

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "SegmentStatistics":
        """Count the rows of a `Customers.frame`, all of one segment."""
        sums = frame.group_by("orders").agg(
            pl.len().cast(pl.Int64).alias("customers"), pl.col("revenue").sum()
        )
        return cls(CustomerCounts.of(frame), sums.sort("orders"))

    @classmethod
    def add_up(cls, parts: "Sequence[SegmentStatistics]") -> "SegmentStatistics":
        """Add the statistics of parts that share no customer; at least one part."""
        if len(parts) == 1:
            return parts[0]
        sums = pl.concat([part.revenue for part in parts])
        by_orders = sums.group_by("orders").agg(pl.col("customers", "revenue").sum())
        counts = CustomerCounts.add_up([part.counts for part in parts])
        return cls(counts, by_orders.sort("orders"))

    @property
    def customers(self) -> int:
        """Number of customers."""
        return int(self.revenue["customers"].sum())

    @property
    def orders(self) -> int:
        """Number of counted orders."""
        return int((self.revenue["orders"] * self.revenue["customers"]).sum())

    @property
    def total_revenue(self) -> int:
        """Net revenue of the counted orders in ten-thousandths."""
        return int(self.revenue["revenue"].sum())

    def sum_order_means(self) -> Fraction:
        """Return the customers' revenue per order added up, exactly, in ten-thousandths."""
        pairs = self.revenue.select("revenue", "orders").iter_rows()
        return sum((Fraction(revenue, orders) for revenue, orders in pairs), Fraction())


def add_segments(frame: pl.DataFrame, by: Scales, into: Segments) -> pl.DataFrame:
    """Add `r`, `f`, `m`, `fm` and the index of the `segment`, all UInt8, to a customers' frame."""
    return add_scores(frame, by).with_columns(into.index().alias(SEGMENT))


def compute_segment_statistics(
    frame: pl.DataFrame, by: Scales, into: Segments
) -> tuple[SegmentStatistics, ...]:
    """Return the statistics of each segment, in the map's order, for one part's customers."""
    measures = pl.exclude("r", "f", "m", "fm")
    kept = add_segments(frame, by, into).select(measures)
    apart = kept.partition_by(SEGMENT, as_dict=True, maintain_order=False)
    return tuple(
        SegmentStatistics.of(apart.get((index,), kept.clear())) for index in range(len(into.names))
    )


def add_segment_statistics(
    parts: Sequence[tuple[SegmentStatistics, ...]],
) -> tuple[SegmentStatistics, ...]:
    """Add the statistics of all parts, segment by segment; at least one part."""
    return tuple(SegmentStatistics.add_up(same) for same in zip(*parts, strict=True))
