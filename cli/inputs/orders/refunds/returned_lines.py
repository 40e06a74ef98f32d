"""Lines of orders whose own status says that they were given back, beside lines that stay."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.orders.statuses.rule import find_refunded
from cli.inputs.tally import NOTHING, Tally, tally
from cli.inputs.vocabularies.statuses import simplify_status
from cli.settings.sections.exports.files import OrderRows, Refunds

if TYPE_CHECKING:
    from cli.inputs.orders.statuses.rule import StatusRule
    from cli.settings.sections.exports.files import Orders

_BACK: Final = "back\0"
"""Column that tells which lines were given back by their status."""


def refund_lines(
    frame: pl.DataFrame, rule: "StatusRule", section: "Orders"
) -> tuple[pl.DataFrame, Tally]:
    """Return lines with what was given back of them, and these lines, as their statuses say.

    Only in orders of which another line has a status that stays: where all have one, it is that of
    the order, see `statuses.sales.choose_orders`. What the file tells of amounts refunded goes
    before it.
    """
    if section.rows is not OrderRows.LINE_ITEMS or section.refunds is Refunds.IGNORE:
        return frame, NOTHING
    said = find_refunded(frame, rule) if "status" in frame.columns else None
    if said is None:
        return frame, NOTHING
    amount = pl.col("refunded") if "refunded" in frame.columns else pl.lit(None, pl.Int64)
    told = (pl.col("revenue") < 0) | (amount.fill_null(0) != 0)
    filled = simplify_status(pl.col("status")).is_not_null()
    stays = ~said & filled & (pl.col("revenue") > 0)
    mixed = pl.col("order_id").is_not_null() & stays.any().over("order_id")
    lines = said & (pl.col("revenue") > 0) & mixed & ~told.any().over("order_id")
    marked = frame.with_columns(lines.fill_null(value=False).alias(_BACK))
    found = marked.filter(_BACK)
    if not found.height:
        return frame, NOTHING
    given = pl.when(_BACK).then(pl.col("revenue")).otherwise(amount).alias("refunded")
    return marked.with_columns(given).drop(_BACK), tally(found)
