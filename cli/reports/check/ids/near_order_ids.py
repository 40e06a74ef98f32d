"""Orders of one customer whose ids are written in two ways: #1001 and 1001, A-7 and a-7."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.reading.problems import quote_value
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_FORM, _FIRST = "form", "first"


def find_near_order_ids(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield orders that a customer has a second time under an id that is written otherwise.

    Only letter case, #, blanks, zeros before a number and .0 behind it differ: mostly one order
    from two exports, which counts twice.
    """
    found = pl.concat(list(facts.shop.stock.map_each(_select_alike))).sort("order_id")
    if not found.height:
        return
    pairs = [
        f"{quote_value(ours)} = {quote_value(first)}"
        for ours, first in found.select("order_id", _FIRST).iter_rows()
    ]
    yield Finding(
        FindingName.NEAR_ORDER_IDS,
        FindingSeverity.WARNING,
        f"{format_count(found.height, 'order')} ({format_money(int(found['revenue'].sum()))}) of"
        " customers who have one more under an id that differs in #, zeros or letter case alone:"
        f" {format_examples(pairs)}",
        "if they are the same orders, leave one of the files out, or export both with ids written"
        " alike",
    )


def _select_alike(touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001 - what a stock maps takes both
    """Return the counted orders that are alike to an earlier one of their customer.

    Columns: `order_id`, `revenue` and `first`, the id of that one.
    """
    plain = pl.col("order_id").str.to_lowercase().str.replace_all(r"[#\s]", "")
    form = plain.str.replace(r"\.0+$", "").str.replace_all(r"(^|[^0-9])0+([0-9])", "${1}${2}")
    known = orders.filter("counted").with_columns(form.alias(_FORM))
    several = known.filter(pl.struct("customer_id", _FORM).is_duplicated())
    ordered = several.sort("ordered_at", "order_id").with_columns(
        pl.col("order_id").first().over("customer_id", _FORM).alias(_FIRST)
    )
    return ordered.filter(pl.col("order_id") != pl.col(_FIRST)).select(
        "order_id", "revenue", _FIRST
    )


RULES: Final = (find_near_order_ids,)
"""The rules of this file, each a function of the subject that yields what it finds."""
