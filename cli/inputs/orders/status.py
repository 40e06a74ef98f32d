"""Which orders are sales by their status: by the settings, the format, or what words mean."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.reading.rows import with_positions
from cli.inputs.tally import NOTHING, Tally, add_maps, sum_by, tally, tally_by
from cli.inputs.values.distinct import match_values
from cli.inputs.vocabularies.letters import space_words
from cli.inputs.vocabularies.patterns import matches_names
from cli.inputs.vocabularies.row_types import FEE, MOVEMENT, is_type
from cli.inputs.vocabularies.statuses import read_meanings, simplify_status
from cli.settings.sections.exports.files import OrderRows, Refunds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cli.inputs.orders.clean import CleanedOrders
    from cli.settings.sections.exports.files import Orders

BLANK: Final = "(blank)"
"""What stands for a blank status in the settings and in messages."""
DOUBT: Final = ": "
"""Between the name of a column and a status in it that may say that an order is no sale."""
CANCELLED: Final = "cancelled_at is filled"
_COLUMN: Final = r" \(.*\)\s*$"
_NEVER: Final = r"^(?:0|no|false|none|null|nan|n/a|na|-|0000-00-00.*|1970-01-01.*|)$"
"""Values of `cancelled_at` in orders that were not cancelled."""


class StatusRule(NamedTuple):
    """Which statuses count; letter case, hyphens and underscores do not matter."""

    keep: tuple[str, ...] = ()
    """Patterns with *: only these count; empty: all."""
    drop: tuple[str, ...] = ()
    """Patterns with * that do not count."""
    refunded: tuple[str, ...] = ()
    """Statuses of orders that were given back in full where no amount says how much."""
    types: tuple[str, ...] = ()
    """Patterns with * of types of rows that are no sales, besides those known by their words."""
    by_meaning: bool = False
    """Whether neither settings nor format say which count, but what the words mean."""

    def is_dropped(self, status: pl.Expr) -> pl.Expr:
        """Tell which statuses, plain texts, do not count; a blank one only where it is named."""
        known = status.is_not_null()
        dropped = known & matches_names(status, self.drop)
        if BLANK in self.drop:
            dropped |= ~known
        if self.keep:
            dropped |= ~(known & matches_names(status, self.keep))
        return dropped.fill_null(value=False)

    def is_dropped_word(self, status: str) -> bool:
        """Tell whether one status does not count."""
        return bool(pl.select(self.is_dropped(simplify_status(pl.lit(status)))).item())

    def is_dropped_second(self, status: pl.Expr) -> pl.Expr:
        """Tell which second statuses do not count, see `columns.second_status`; no blank one."""
        return matches_names(simplify_second(status), self.drop).fill_null(value=False)

    def find_excused(self, places: "Mapping[str, pl.Expr]") -> pl.Expr | None:
        """Tell which rows of a file are no orders, by its columns; None where no column tells."""
        excused = []
        if "status" in places:
            excused.append(self.is_dropped(simplify_status(places["status"])))
        if "second_status" in places:
            excused.append(self.is_dropped_second(places["second_status"]))
        if "row_type" in places:
            excused.append(is_type(places["row_type"], FEE, MOVEMENT, others=self.types))
        if "cancelled_at" in places:
            excused.append(is_cancelled(places["cancelled_at"]))
        return pl.any_horizontal(excused) if excused else None


def choose_status_rule(section: "Orders") -> StatusRule:
    """Return which statuses count by the settings, filled up by the format, else by meaning."""
    meanings = read_meanings()
    refunded, types = tuple(meanings["refunded"]), section.drop_types
    if section.keep_status is None and section.drop_status is None:
        drop = (*meanings["no_sale"], *meanings["open"])
        return StatusRule((), drop, refunded, types, by_meaning=True)
    keep, drop = section.keep_status or (), section.drop_status or ()
    named = tuple(space_words(name) for name in (*keep, *drop))
    rest = tuple(word for word in refunded if word not in named)
    return StatusRule(keep, drop, rest, types)


def simplify_second(status: pl.Expr) -> pl.Expr:
    """Return second statuses as they are compared, without the name of their column behind them."""
    return simplify_status(status.cast(pl.String).str.replace(_COLUMN, ""))


def find_dropped(rule: StatusRule, frame: pl.DataFrame) -> pl.Expr | None:
    """Tell which rows are no sales, null-free; None where no column tells."""
    dropped = []
    if "status" in frame.columns:
        dropped.append(
            match_values(frame["status"], lambda text: rule.is_dropped(simplify_status(text)))
        )
    if "second_status" in frame.columns:
        dropped.append(match_values(frame["second_status"], rule.is_dropped_second))
    if "cancelled_at" in frame.columns:
        dropped.append(is_cancelled(pl.col("cancelled_at")))
    return pl.any_horizontal(dropped) if dropped else None


def is_cancelled(at: pl.Expr) -> pl.Expr:
    """Tell which values of `cancelled_at` say that an order was cancelled."""
    text = at.cast(pl.String).str.strip_chars().str.to_lowercase()
    return (~text.str.contains(_NEVER)).fill_null(value=False)


def drop_rows(
    frame: pl.DataFrame, rule: StatusRule, rows: OrderRows
) -> "tuple[pl.DataFrame, Tally, dict[tuple[str, bool], Tally]]":
    """Take rows out that are no sales, with the refunds of orders that are left without rows.

    Only where a row has a status of its own: not where the first one of an order holds it. Returns
    the other rows, with `POSITION` where some are gone, and the tallies of those by status.
    """
    dropped = find_dropped(rule, frame)
    if dropped is None or rows is OrderRows.TOTALS_ON_FIRST_ROW:
        return frame, NOTHING, {}
    if rows is OrderRows.LINE_ITEMS and "status" in frame.columns:
        dropped &= pl.col("status").is_not_null()
    # A refund row takes from its order whatever its own status.
    dropped &= (pl.col("revenue") >= 0).fill_null(value=True)
    if rows is OrderRows.ONE_PER_ORDER:
        dropped &= ~_is_of_sale(frame, dropped)
    out = frame.filter(dropped)
    if not out.height:
        return frame, NOTHING, {}
    frame = with_positions(frame)
    left = frame.filter(~dropped)
    refund = (pl.col("revenue") < 0).fill_null(value=False)
    sold = left.filter(~refund)["order_id"].implode()
    alone = refund & pl.col("order_id").is_in(out["order_id"].implode())
    alone &= ~pl.col("order_id").is_in(sold)
    theirs = left.filter(alone)
    kept = left.filter(~alone) if theirs.height else left
    return kept, tally(out) + tally(theirs), tally_statuses(out, rule, counted=False)


def _is_of_sale(frame: pl.DataFrame, dropped: pl.Expr) -> pl.Expr:
    """Tell which rows have the id of a row that is a sale: they are states of one order."""
    ids = frame.filter(dropped)["order_id"]
    if not len(ids):
        return pl.lit(value=False)
    sale = ~dropped & (pl.col("revenue") >= 0).fill_null(value=True)
    mixed = frame.filter(pl.col("order_id").is_in(ids.implode()) & sale)["order_id"]
    return pl.col("order_id").is_in(mixed.implode()).fill_null(value=False)


def filter_by_status(
    clean: "CleanedOrders", rule: StatusRule
) -> "tuple[CleanedOrders, Tally, dict[tuple[str, bool], Tally]]":
    """Return the orders that are sales, and the rows of the others with their refunds.

    The tallies by status are those of all orders.
    """
    orders = clean.orders
    dropped = find_dropped(rule, orders)
    if dropped is None:
        return clean, NOTHING, {}
    out = orders.filter(dropped)
    if not out.height:
        return clean, NOTHING, tally_statuses(orders, rule, counted=True)
    refunds = clean.refunds.join(out.select("order_id"), on="order_id", how="semi")
    kept = replace(
        clean,
        orders=orders.filter(~dropped),
        refunds=clean.refunds.join(out.select("order_id"), on="order_id", how="anti"),
    )
    statuses = add_maps(
        [tally_statuses(out, rule, counted=False), tally_statuses(kept.orders, rule, counted=True)]
    )
    return kept, tally_rows(out) + tally(refunds), statuses


def refund_by_status(
    clean: "CleanedOrders", rule: StatusRule, refunds: Refunds
) -> "tuple[CleanedOrders, Tally]":
    """Give orders back in full whose status says refunded where nothing says how much."""
    orders = clean.orders
    said = find_refunded(orders, rule)
    if said is None or refunds is Refunds.IGNORE:
        return clean, NOTHING
    if "refunded" in orders.columns:
        said &= pl.col("refunded").fill_null(0) == 0
    if clean.refunds.height:
        said &= ~pl.col("order_id").is_in(clean.refunds["order_id"].implode())
    said &= pl.col("revenue") > 0
    found = orders.filter(said)
    if not found.height:
        return clean, NOTHING
    amount = pl.col("refunded") if "refunded" in orders.columns else pl.lit(None, pl.Int64)
    given = pl.when(said).then(pl.col("revenue")).otherwise(amount).alias("refunded")
    return replace(clean, orders=orders.with_columns(given)), tally(found)


def find_refunded(orders: pl.DataFrame, rule: StatusRule) -> pl.Expr | None:
    """Tell which orders, or lines, a status calls refunded; None where none does."""
    plain = {"status": simplify_status, "second_status": simplify_second}
    said = [
        match_values(orders[name], partial(_is_word, simplify=simplify, words=rule.refunded))
        for name, simplify in plain.items()
        if name in orders.columns
    ]
    found = pl.any_horizontal(said) if said else None
    return found if found is not None and orders.select(found.any()).item() else None


def _is_word(
    text: pl.Expr, simplify: "Callable[[pl.Expr], pl.Expr]", words: tuple[str, ...]
) -> pl.Expr:
    return simplify(text).is_in(list(words))


def tally_statuses(
    orders: pl.DataFrame, rule: StatusRule, *, counted: bool
) -> "dict[tuple[str, bool], Tally]":
    """Return orders and their money by the status that decides, and whether they count.

    Of orders that do not count: the first of status, second status and time that drops them.
    """
    if counted and "status" not in orders.columns:
        return {}
    found = (
        sum_by(orders.lazy(), _name_status(orders, rule, counted=counted))
        .with_columns(pl.col("status").cast(pl.String).str.strip_chars().fill_null(BLANK))
        .sort("status")
        .collect()
    )
    return add_maps(
        {(name, counted): Tally(rows, amount)} for name, rows, amount in found.iter_rows()
    )


def _name_status(orders: pl.DataFrame, rule: StatusRule, *, counted: bool) -> pl.Expr:
    """Return the status by which each order counts or not, null where blank."""
    if counted:
        return pl.col("status")
    named = "status" in orders.columns
    status = pl.col("status").cast(pl.String)
    deciding = pl.lit(CANCELLED)
    if "second_status" in orders.columns:
        second = pl.col("second_status")
        drops = match_values(orders["second_status"], rule.is_dropped_second)
        deciding = pl.when(drops).then(second.cast(pl.String)).otherwise(deciding)
    alone = find_dropped(rule, orders.select("status")) if named else None
    if alone is not None:
        deciding = pl.when(alone).then(status).otherwise(deciding)
    return deciding.alias("status")


def tally_doubtful(orders: pl.DataFrame) -> dict[str, Tally]:
    """Return the orders whose second status may say that they are no sales, with their money."""
    if "second_status" not in orders.columns:
        return {}
    second = pl.col("second_status").cast(pl.String)
    return tally_by(orders.lazy().filter(second.str.contains(DOUBT, literal=True)), second)


def tally_rows(orders: pl.DataFrame) -> Tally:
    """Return the rows that some orders were made of."""
    if "lines" not in orders.columns:
        return tally(orders)
    amount = int(orders["revenue"].sum()) + int(orders["spare"].sum())
    return Tally(int(orders["lines"].sum()), amount)
