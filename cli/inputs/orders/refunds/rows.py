"""Refund rows with ids of their own that name their order in another column."""

from typing import Final

import polars as pl

from cli.inputs.orders.row_types import TYPE, is_refund_type
from cli.inputs.tally import NOTHING, Tally, tally

REFUND_OF: Final = "refund_of"
_KEY: Final = ["order_id", REFUND_OF, "revenue"]


def is_negative() -> pl.Expr:
    """Return whether a row takes money from its order: its revenue is below 0."""
    return (pl.col("revenue") < 0).fill_null(value=False)


def find_order_ids(frame: pl.DataFrame) -> pl.Series:
    """Return the order that each row is of: the one that a refund names, else its own."""
    if REFUND_OF not in frame.columns:
        return frame["order_id"]
    own = pl.col("order_id")
    return frame.select(pl.when(_is_refund()).then(_name_order()).otherwise(own)).to_series()


def turn_refunds(frame: pl.DataFrame, *, lines: bool) -> tuple[pl.DataFrame, Tally, Tally]:
    """Return rows with a minus before the revenue of refunds, and the refunds that had none.

    First those that name another order, then those whose type alone says it. `lines` tells that a
    refund may have several rows; else equal rows are one.
    """
    named = _is_refund() if REFUND_OF in frame.columns else pl.lit(value=False)
    typed = is_refund_type(frame) & ~named
    wrong = (pl.col("revenue") > 0).fill_null(value=False)
    if (
        not {REFUND_OF, TYPE} & set(frame.columns)
        or not frame.select((wrong & (named | typed)).any()).item()
    ):
        return frame, NOTHING, NOTHING
    keys = [name for name in _KEY if name in frame.columns]
    turned, without = (frame.filter(wrong & which) for which in (named, typed))
    refunds = turned if lines else turned.unique(keys)
    amount = pl.when(wrong & (named | typed)).then(-pl.col("revenue")).otherwise(pl.col("revenue"))
    return frame.with_columns(amount.alias("revenue")), tally(refunds), tally(without)


def redirect_refunds(frame: pl.DataFrame, *, lines: bool) -> tuple[pl.DataFrame, Tally]:
    """Return rows with refunds under the orders that they name, and rows that repeat a refund.

    `lines` tells that a refund may have several rows; else one that is there again is left out.
    """
    if REFUND_OF not in frame.columns:
        return frame, NOTHING
    again = _is_refund() & ~pl.struct(_KEY).is_first_distinct() & ~pl.lit(lines)
    kept = frame.filter(~again)
    ids = find_order_ids(kept).alias("order_id")
    return kept.with_columns(ids).drop(REFUND_OF), tally(frame.filter(again))


def _is_refund() -> pl.Expr:
    return (_name_order() != pl.col("order_id")).fill_null(value=False)


def _name_order() -> pl.Expr:
    """Return the order that a row names; beside the id 1003, 1001.0 is the order 1001.

    A column of whole numbers with blanks is saved so by notebooks, one without blanks is not.
    """
    fraction = pl.col(REFUND_OF).str.contains(r"^[0-9]+\.0$") & ~pl.col("order_id").str.ends_with(
        ".0"
    )
    return pl.when(fraction).then(pl.col(REFUND_OF).str.head(-2)).otherwise(pl.col(REFUND_OF))
