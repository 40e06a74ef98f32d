"""Rows of orders made into one row an order, the refunds among them split off."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from cli.inputs.duplicates import LINE_ITEMS, POSITION, differing, judged, repeated
from cli.inputs.grouping import grouped
from cli.inputs.rejected import REJECTED
from cli.settings.files import OrderRows

if TYPE_CHECKING:
    from cli.inputs.problems import Remarks
    from cli.inputs.reading import Reading

_REFUND: Final = ["order_id", "revenue"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Some rows and their money in 1/10 000."""

    rows: int = 0
    amount: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sums."""
        return Tally(self.rows + other.rows, self.amount + other.amount)


NOTHING: Final = Tally()


def tally(frame: pl.DataFrame) -> Tally:
    """Return the number of rows and the sum of their revenue."""
    return Tally(frame.height, int(frame["revenue"].sum()))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Orders and refunds before one is taken from the other."""

    orders: pl.DataFrame
    """One row an order: our columns, `revenue` gross; where a row is not an order also `lines`,
    the number of its rows, and `spare`, amounts in them that are not part of its revenue."""
    refunds: pl.DataFrame
    """One row a refund: `order_id`, `revenue` (negative)."""
    duplicates: Tally = NOTHING
    bad: Tally = NOTHING
    problems: "tuple[Remarks, ...]" = ()
    rejected: pl.DataFrame = field(default_factory=REJECTED.to_frame)
    """The bad rows, once for each reason, see `rejected.REJECTED`."""
    mixed: int = 0
    """Orders whose lines have several values of the report's attribute."""


def cleaned(reading: "Reading", rows: OrderRows, by: str | None) -> Cleaned:
    """Return one row an order, without duplicates and without orders that have problems.

    The rows may be some of all, with all rows of their orders; then they have `POSITION`.
    """
    frame = reading.rows.frame
    lowest = frame["revenue"].min()
    refunds = frame.select(_REFUND).head(0)
    numbered = POSITION in frame.columns
    position = pl.col(POSITION) if numbered else pl.int_range(pl.len(), dtype=pl.Int64)
    position = position.alias(POSITION)
    plain = rows is OrderRows.ONE_PER_ORDER
    if isinstance(lowest, int) and lowest < 0:
        is_refund = (pl.col("revenue") < 0).fill_null(value=False)
        refunds = frame.filter(is_refund).select(_REFUND)
        frame = frame.with_columns(position).filter(~is_refund)
    elif not plain or repeated(frame["order_id"]):
        frame = frame.with_columns(position)
    match rows:
        case OrderRows.ONE_PER_ORDER:
            return _one_per_order(reading, frame, refunds)
        case OrderRows.LINE_ITEMS | OrderRows.TOTALS_ON_FIRST_ROW:
            return _several(reading, frame, refunds, rows, by)
        case _:
            assert_never(rows)


def _one_per_order(reading: "Reading", sales: pl.DataFrame, refunds: pl.DataFrame) -> Cleaned:
    if POSITION not in sales.columns or not repeated(sales["order_id"]):
        return Cleaned(sales, refunds)
    spare, bad = judged(reading, sales)
    left = pl.concat([spare[POSITION], bad[POSITION]]).implode()
    return Cleaned(
        sales.filter(~pl.col(POSITION).is_in(left)),
        refunds,
        tally(spare),
        tally(bad),
        (differing(reading, bad),),
        bad.select(
            POSITION,
            pl.lit(reading.theirs("order_id")).alias("column"),
            pl.lit("is in several rows that differ; " + LINE_ITEMS).alias("reason"),
        ),
    )


def _several(
    reading: "Reading",
    sales: pl.DataFrame,
    refunds: pl.DataFrame,
    rows: OrderRows,
    by: str | None,
) -> Cleaned:
    unique = _without_repeated_lines(sales) if rows is OrderRows.LINE_ITEMS else sales
    groups = grouped(reading, unique, rows, by)
    duplicates = tally(sales) + _negative(tally(unique))
    return replace(
        Cleaned(groups.orders, refunds, duplicates, problems=groups.problems, mixed=groups.mixed),
        bad=tally(groups.bad),
        rejected=groups.rejected,
    )


def _negative(count: Tally) -> Tally:
    return Tally(-count.rows, -count.amount)


def _without_repeated_lines(sales: pl.DataFrame) -> pl.DataFrame:
    """Keep the earliest, then the cheapest, of the rows of an order that share a line id."""
    if "line_id" not in sales.columns:
        return sales
    key = ["order_id", "line_id"]
    several = pl.struct(key).is_duplicated() & pl.col("line_id").is_not_null()
    rows = sales.filter(several).sort("ordered_at", "revenue", POSITION)
    spare = rows.filter(~pl.struct(key).is_first_distinct())[POSITION]
    return sales.filter(~pl.col(POSITION).is_in(spare.implode()))
