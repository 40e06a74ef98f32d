"""One row a customer: values, scores and segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import polars as pl

from rfm.order_runs import ID
from rfm.scores import Scales
from rfm.segment_statistics import SEGMENT, add_segments
from rfm.segments import Segments
from rfm.settings import Monetary
from rfm.units import UNIT, compute_mean_ten_thousandths, divide_exactly

COLUMNS = (ID, "recency_days", "frequency", "monetary", "r", "f", "m", "fm", SEGMENT)


@dataclass(frozen=True, slots=True, eq=False)
class CustomerTable:
    """The customers by `customer_id` in code point order, columns `COLUMNS`, no nulls."""

    frame: pl.DataFrame
    """`monetary` as Int64 ten-thousandths, a mean rounded half to even."""
    exact: pl.DataFrame
    """`monetary` as Float64 currency units."""


def build_customer_table(
    parts: Sequence[pl.DataFrame], by: Scales, into: Segments, monetary: Monetary
) -> CustomerTable:
    """Score the customers of all parts, each a `Customers.frame`; at least one part."""
    frame = pl.concat(parts).sort(ID)
    indexed = add_segments(frame, by, into)
    named = indexed.with_columns(into.get_names(indexed[SEGMENT]))
    rounded, exact = compute_monetary(named["revenue"], named["orders"], monetary)
    return CustomerTable(
        named.with_columns(rounded.alias("monetary")).select(COLUMNS),
        named.with_columns(exact.alias("monetary")).select(COLUMNS),
    )


def compute_monetary(
    revenue: pl.Series, orders: pl.Series, monetary: Monetary
) -> tuple[pl.Series, pl.Series]:
    """Return the monetary value as ten-thousandths, and in currency units at full precision."""
    match monetary:
        case Monetary.TOTAL:
            return revenue, divide_exactly(revenue, UNIT)
        case Monetary.MEAN:
            return compute_mean_ten_thousandths(revenue, orders), divide_exactly(
                revenue, orders * UNIT
            )
        case _:
            assert_never(monetary)
