"""Customers and money by the segments they came from and went to: sums over the parts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from rfm.customers import Customers
from rfm.order_runs import NUMBER
from rfm.segment_statistics import SEGMENT, add_segments

if TYPE_CHECKING:
    from rfm.migration.dated_customers import DatedCustomers
    from rfm.scores import Scales
    from rfm.segments import Segments

FROM: Final = "from_segment"
TO: Final = "to_segment"
NEW: Final = "(new)"
"""Where a customer comes from whose first counted order is later than the first date."""
OUT_OF_WINDOW: Final = "(out of window)"
"""Segment of who has bought, but not in the window of a date."""
GROUP: Final = "group"
"""Column of the group of customers that one belongs to, where it is there."""
_SUMS: Final = ("customers", "revenue", "revenue_before")


def list_names(into: "Segments") -> tuple[str, ...]:
    """Return the names of the places of `FROM` and `TO`: the segments, new, out of the window."""
    return (*into.names, NEW, OUT_OF_WINDOW)


def sum_cells(
    part: "DatedCustomers", before: "Scales", after: "Scales", into: "Segments"
) -> pl.DataFrame:
    """Return one row a cell of one part's customers, in no order.

    `from_segment` and `to_segment` (Int32) are places in `list_names`, both null for customers
    who are in no cell: out of both windows, without an order between the dates. `customers`,
    `revenue` and `revenue_before` (ten-thousandths) are Int64. By `group` as well where customers
    have one.
    """
    new, out = len(into.names), len(into.names) + 1
    placed = part.purchases.lazy().with_columns(
        _place(part, part.before, before, into).alias(FROM),
        _place(part, part.after, after, into).alias(TO),
    )
    is_in_a_cell = pl.col(FROM).is_not_null() | pl.col(TO).is_not_null() | (pl.col("orders") > 0)
    origin = pl.coalesce(FROM, pl.when("is_new").then(new).otherwise(out))
    return (
        placed.with_columns(
            pl.when(is_in_a_cell).then(origin).alias(FROM),
            pl.when(is_in_a_cell).then(pl.coalesce(TO, out)).alias(TO),
        )
        .group_by(FROM, TO, *(name for name in (GROUP,) if name in part.purchases.columns))
        .agg(pl.len().cast(pl.Int64).alias("customers"), pl.col("revenue", "revenue_before").sum())
        .collect()
    )


def add_cells(parts: Sequence[pl.DataFrame], *more: str) -> pl.DataFrame:
    """Add the cells of parts that share no customer, in the order of their places, null first.

    `more` names further columns that tell cells apart.
    """
    together = pl.concat(parts).group_by(FROM, TO, *more).agg(pl.col(_SUMS).sum())
    return together.sort(FROM, TO, *more, nulls_last=False)


def _place(
    part: "DatedCustomers", customers: Customers, by: "Scales", into: "Segments"
) -> pl.Series:
    """Return the place of the segment of each of the part's customers, null for none."""
    nowhere = len(into.names)
    places = np.full(customers.names.count, nowhere, dtype=np.int32)
    places[customers.numbers] = add_segments(customers.measures, by, into)[SEGMENT]
    own = pl.Series(places[part.purchases[NUMBER].to_numpy()])
    return own.replace(nowhere, None)
