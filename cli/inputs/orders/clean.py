"""Rows of orders made into one row an order, the refunds among them split off."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from cli.inputs.orders.duplicates import (
    describe_differing,
    may_repeat,
    split_duplicates,
)
from cli.inputs.orders.line_items import group_line_items
from cli.inputs.orders.refunds.rows import is_negative
from cli.inputs.orders.several_lines import SeveralLines
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.reading.rows import POSITION
from cli.inputs.tally import NOTHING, Tally, tally
from cli.settings.sections.exports.files import OrderRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.inputs.orders.line_items import GroupedOrders
    from cli.inputs.reading.problems import Remarks
    from cli.inputs.reading.role_rows import RoleRows


_REFUND: Final = ["order_id", "revenue"]


@dataclass(frozen=True, slots=True)
class CleanedOrders:
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
    """The bad rows, once for each reason, see `bad_rows.REJECTED`."""
    mixed: int = 0
    """Orders whose lines have several values of the report's attribute."""
    several: SeveralLines = field(default_factory=SeveralLines)


def clean_orders(
    reading: "RoleRows", rows: OrderRows, by: str | None, *, several_customers: bool = False
) -> CleanedOrders:
    """Return one row an order, without duplicates and without orders that have problems.

    Several customers of one order are a problem unless they may have bought together.

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
        is_refund = is_negative()
        refunds = frame.filter(is_refund).select(_REFUND)
        frame = frame.with_columns(position).filter(~is_refund)
    elif not plain or may_repeat(frame["order_id"]):
        frame = frame.with_columns(position)
    match rows:
        case OrderRows.ONE_PER_ORDER:
            return _clean_single_rows(reading, frame, refunds)
        case OrderRows.LINE_ITEMS | OrderRows.TOTALS_ON_FIRST_ROW:
            group = partial(group_line_items, rows=rows, by=by, several_customers=several_customers)
            return _clean_several_rows(reading, frame, refunds, rows, group)
        case _:
            assert_never(rows)


def _clean_single_rows(
    reading: "RoleRows", sales: pl.DataFrame, refunds: pl.DataFrame
) -> CleanedOrders:
    if POSITION not in sales.columns or not may_repeat(sales["order_id"]):
        return CleanedOrders(sales, refunds)
    spare, bad = split_duplicates(reading, sales)
    left = pl.concat([spare[POSITION], bad[POSITION]]).implode()
    return CleanedOrders(
        sales.filter(~pl.col(POSITION).is_in(left)),
        refunds,
        tally(spare),
        tally(bad),
        (describe_differing(reading, bad),),
        bad.select(
            POSITION,
            pl.lit(reading.get_original_name("order_id")).alias("column"),
            pl.lit("is in several rows that differ").alias("reason"),
        ),
    )


def _clean_several_rows(
    reading: "RoleRows",
    sales: pl.DataFrame,
    refunds: pl.DataFrame,
    rows: OrderRows,
    group: "Callable[[RoleRows, pl.DataFrame], GroupedOrders]",
) -> CleanedOrders:
    unique = _drop_repeated_lines(sales) if rows is OrderRows.LINE_ITEMS else sales
    groups = group(reading, unique)
    duplicates = tally(sales) + _make_negative_problem(tally(unique))
    return replace(
        CleanedOrders(
            groups.orders, refunds, duplicates, problems=groups.problems, mixed=groups.mixed
        ),
        bad=tally(groups.bad),
        rejected=groups.rejected,
        several=groups.lines,
    )


def _make_negative_problem(count: Tally) -> Tally:
    return Tally(-count.rows, -count.amount)


def _drop_repeated_lines(sales: pl.DataFrame) -> pl.DataFrame:
    """Keep the earliest, then the cheapest, of the rows of an order that share a line id."""
    if "line_id" not in sales.columns:
        return sales
    key = ["order_id", "line_id"]
    several = pl.struct(key).is_duplicated() & pl.col("line_id").is_not_null()
    rows = sales.filter(several).sort("ordered_at", "revenue", POSITION)
    spare = rows.filter(~pl.struct(key).is_first_distinct())[POSITION]
    return sales.filter(~pl.col(POSITION).is_in(spare.implode()))
