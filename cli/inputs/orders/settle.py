"""Order rows settled: cleaned, net of refunds, one row an order; some orders at a time or all."""

from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.currency_conversion import HugeTotalError
from cli.inputs.orders.clean import clean_orders
from cli.inputs.orders.ledger import sum_by_line
from cli.inputs.orders.overlaps import settle_overlaps
from cli.inputs.orders.refund_rows import redirect_refunds, turn_refunds
from cli.inputs.orders.refunds import net_refunds
from cli.inputs.orders.repeated_refunds import tally_repeated_refunds
from cli.inputs.orders.returned_lines import refund_lines
from cli.inputs.orders.row_meanings import (
    divide_by_meaning,
    join_cleaned,
    settle_shared_orders,
)
from cli.inputs.orders.row_orders import name_rows, tally_equal_rows
from cli.inputs.orders.row_types import drop_types, sum_dropped
from cli.inputs.orders.several_lines import SeveralLines
from cli.inputs.orders.statuses.rule import choose_status_rule
from cli.inputs.orders.statuses.sales import drop_rows, filter_by_status, refund_by_status
from cli.inputs.orders.statuses.tallies import tally_doubtful
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.tally import NOTHING, Tally, add_maps
from cli.inputs.values.identifiers import select_listed
from cli.settings.sections.exports.files import OrderCustomers, OrderRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.currency_conversion import Conversion
    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.orders.overlaps import SettledOverlaps
    from cli.inputs.orders.statuses.rule import StatusRule
    from cli.inputs.reading.problems import Remarks
    from cli.inputs.reading.role_rows import RoleRows
    from cli.settings.sections.exports.files import Orders

AMOUNTS: Final = ("revenue", "refunded")
_MOST: Final = 9 * 10**18


class OrderTerms(NamedTuple):
    """What holds for all orders."""

    section: "Orders"
    timezone: str
    """The report's."""
    by: str | None = None
    """A further attribute that the report needs."""
    conversion: "Conversion | None" = None
    """None where amounts are in the report's currency."""
    label: str | None = None
    """What the report calls its currency."""
    meanings: tuple[OrderRows, ...] = ()
    """How rows make orders, by file, where files differ in it; nothing where none does."""

    @property
    def rows(self) -> OrderRows:
        """How rows make orders."""
        return self.section.rows or OrderRows.ONE_PER_ORDER

    @property
    def has_lines(self) -> bool:
        """Whether an order may have several rows."""
        return {self.rows, *self.meanings} != {OrderRows.ONE_PER_ORDER}

    def of(self, rows: OrderRows) -> "OrderTerms":
        """Return what holds for the files whose rows make orders in one way."""
        return self._replace(section=self.section.model_copy(update={"rows": rows}), meanings=())


@dataclass(frozen=True, slots=True)
class SettledOrders:
    """Orders, and what became of their rows; sums over some orders at a time are those of all."""

    frame: pl.DataFrame
    """See `read.OrderInput.frame`; empty in a sum."""
    tallies: "Mapping[str, Tally]"
    """See `ledger.sum_by_line`."""
    bad: int = 0
    """Rows that cleaning left out."""
    remarks: "Mapping[tuple[str, str], Remarks]" = field(default_factory=dict)
    """Why, by kind."""
    rejected: pl.DataFrame = field(default_factory=REJECTED.to_frame)
    """The same rows, see `bad_rows.REJECTED`."""
    mixed: int = 0
    """Orders whose lines have several values of the report's attribute."""
    sizes: "Mapping[str, float]" = field(default_factory=dict)
    """Sums of the amounts without their signs, by column."""
    changes: "Mapping[int, int]" = field(default_factory=dict)
    """What converting currencies added to the total of each file, by number."""
    statuses: "Mapping[tuple[str, bool], Tally]" = field(default_factory=dict)
    """Orders by status, as written, and whether they count."""
    doubtful: "Mapping[str, Tally]" = field(default_factory=dict)
    """Orders that count though a second status may say otherwise, as `COLUMN: STATUS`."""
    types: "Mapping[tuple[str, bool], Tally]" = field(default_factory=dict)
    """Rows by type, and whether they count, see `row_types.drop_types`."""
    given_back: Tally = NOTHING
    """Orders that only their status calls refunded."""
    returned: Tally = NOTHING
    """Lines that their status calls refunded, of orders with others."""
    turned: Tally = NOTHING
    """Rows that name an order that they refund, though their amounts have no minus."""
    typed: Tally = NOTHING
    """The same of rows that are refunds by their type."""
    several: SeveralLines = field(default_factory=SeveralLines)
    listed: int = 0
    """Orders whose customer is a list of several."""
    equal: Tally = NOTHING
    """Orders without ids that are like an earlier one."""
    repeated: Tally = NOTHING
    """Refunds that an earlier file has as well, see `repeated_refunds.tally_repeated_refunds`."""

    def __add__(self, other: "SettledOrders") -> "SettledOrders":
        """Return the sums, without orders."""
        return SettledOrders(
            self.frame.clear(),
            add_maps([self.tallies, other.tallies]),
            self.bad + other.bad,
            add_maps([self.remarks, other.remarks]),
            pl.concat([self.rejected, other.rejected]),
            self.mixed + other.mixed,
            add_maps([self.sizes, other.sizes]),
            add_maps([self.changes, other.changes]),
            add_maps([self.statuses, other.statuses]),
            add_maps([self.doubtful, other.doubtful]),
            add_maps([self.types, other.types]),
            self.given_back + other.given_back,
            self.returned + other.returned,
            self.turned + other.turned,
            self.typed + other.typed,
            self.several + other.several,
            self.listed + other.listed,
            self.equal + other.equal,
            self.repeated + other.repeated,
        )

    def refuse_huge(self) -> None:
        """Raise `HugeTotalError` for amounts whose sum may not fit 64 bits."""
        _refuse_huge(self.sizes)


def settle_orders(reading: "RoleRows", terms: OrderTerms) -> SettledOrders:
    """Return the orders of the rows read, which may be some of all, see `clean.clean_orders`.

    Raises `HugeTotalError`.
    """
    named = name_rows(reading, reading.rows.frame)
    before = _with_attribute(_with_status(reading, named), terms.by)
    frame = before if terms.conversion is None else terms.conversion.convert(before, AMOUNTS)
    sizes = _sum_sizes(frame)
    _refuse_huge(sizes)
    frame, turned, typed = turn_refunds(frame, lines=terms.has_lines)
    same = terms.conversion is None and turned == typed == NOTHING
    changes = {} if same else reading.compute_changes(frame, "revenue")
    rule = choose_status_rule(terms.section)
    sales = _choose_all_sales(reading, frame, rule, terms)
    made = [_make_orders(reading, each, rule) for each in sales.parts]
    clean = _add_overlaps(join_cleaned([each for each, _ in made]), sales)
    returned = sum((each for _, each in made), NOTHING)
    kept, dropped, others = filter_by_status(clean, rule)
    kept, given_back = refund_by_status(kept, rule, terms.section.refunds)
    net = net_refunds(kept, terms.section.refunds)
    return SettledOrders(
        _finish_orders(net.frame, terms),
        sum_by_line(clean, sales.dropped + dropped, sum_dropped(sales.types), net),
        clean.bad.rows,
        add_maps([{each.key: each} for each in clean.problems]),
        clean.rejected,
        clean.mixed,
        sizes,
        changes,
        add_maps([sales.statuses, others]),
        tally_doubtful(kept.orders),
        sales.types,
        given_back,
        returned,
        turned,
        typed,
        clean.several,
        _count_listed(reading, net.frame),
        sum((tally_equal_rows(reading, each.frame) for each in sales.parts), NOTHING),
        tally_repeated_refunds(
            reading, (each.frame for each in sales.parts), kept, terms.section.refunds
        ),
    )


def _count_listed(reading: "RoleRows", orders: pl.DataFrame) -> int:
    if any(table.may_hold_lists for table in reading.tables):
        return select_listed(orders, "customer_id").height
    return 0


def _with_attribute(frame: pl.DataFrame, by: str | None) -> pl.DataFrame:
    """Return rows with the attribute of the report, blank where none of their files has it."""
    if by is None or by in frame.columns:
        return frame
    return frame.with_columns(pl.lit(None, pl.Categorical).alias(by))


def _with_status(reading: "RoleRows", frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with a status, null where all here are of files without one, as others are."""
    if "status" not in reading.fields or "status" in frame.columns:
        return frame
    return frame.with_columns(pl.lit(None, pl.Categorical).alias("status"))


class _SalesOfMeaning(NamedTuple):
    """Sales and refunds of files whose rows make orders in one way."""

    frame: pl.DataFrame
    terms: OrderTerms
    """Those of these files."""


@dataclass(frozen=True, slots=True)
class _SaleRows:
    """The rows that are sales or refunds, and what became of the others."""

    parts: "tuple[_SalesOfMeaning, ...]"
    types: "Mapping[tuple[str, bool], Tally]"
    """See `SettledOrders.types`."""
    shared: "tuple[SettledOverlaps, ...]"
    """Rows that several files hold."""
    repeated: Tally
    """Refunds that stand on several rows."""
    dropped: Tally
    """Rows that their status left out."""
    statuses: "Mapping[tuple[str, bool], Tally]"
    """The same by status."""

    def __add__(self, other: "_SaleRows") -> "_SaleRows":
        return _SaleRows(
            (*self.parts, *other.parts),
            add_maps([self.types, other.types]),
            (*self.shared, *other.shared),
            self.repeated + other.repeated,
            self.dropped + other.dropped,
            add_maps([self.statuses, other.statuses]),
        )


def _choose_all_sales(
    reading: "RoleRows", frame: pl.DataFrame, rule: "StatusRule", terms: OrderTerms
) -> _SaleRows:
    """Return the rows that are sales or refunds, apart where files make orders in other ways."""
    if not terms.meanings:
        return _choose_sales(reading, frame, rule, terms)
    divided = divide_by_meaning(reading, frame, terms.meanings)
    parts = [_choose_sales(reading, each.frame, rule, terms.of(each.rows)) for each in divided]
    sales = reduce(add, parts)
    frames = [each.frame for each in sales.parts]
    left, shared = settle_shared_orders(reading, frames, terms.section.overlaps)
    if shared is None:
        return sales
    pairs = zip(sales.parts, left, strict=True)
    again = tuple(each._replace(frame=rows) for each, rows in pairs)
    return replace(sales, parts=again, shared=(*sales.shared, shared))


def _choose_sales(
    reading: "RoleRows", frame: pl.DataFrame, rule: "StatusRule", terms: OrderTerms
) -> _SaleRows:
    """Return the rows that are left by type, by the files that hold them, and by status."""
    frame, types = drop_types(frame, rule, terms.rows)
    shared = settle_overlaps(reading, frame, terms.section.overlaps, terms.rows)
    frame, repeated = redirect_refunds(shared.frame, lines=terms.has_lines)
    frame, dropped, statuses = drop_rows(frame, rule, terms.rows)
    parts = (_SalesOfMeaning(frame, terms),)
    return _SaleRows(parts, types, (shared,), repeated, dropped, statuses)


def _make_orders(
    reading: "RoleRows", sales: _SalesOfMeaning, rule: "StatusRule"
) -> "tuple[CleanedOrders, Tally]":
    """Return one row an order, and the lines that their status calls refunded."""
    terms = sales.terms
    lines, returned = refund_lines(sales.frame, rule, terms.section)
    several = terms.section.customers is OrderCustomers.FIRST_ROW
    own = reading.of(lines)
    return clean_orders(own, terms.rows, terms.by, several_customers=several), returned


def _sum_sizes(frame: pl.DataFrame) -> dict[str, float]:
    """Return the sums of the amounts without their signs, by column."""
    sizes = pl.col(name for name in AMOUNTS if name in frame.columns).cast(pl.Float64).abs().sum()
    return frame.lazy().select(sizes).collect(engine="streaming").row(0, named=True)


def _add_overlaps(clean: "CleanedOrders", sales: _SaleRows) -> "CleanedOrders":
    """Return cleaned orders with what became of the rows that several files hold."""
    shared = sales.shared
    again = sum((each.duplicates for each in shared), sales.repeated)
    return replace(
        clean,
        duplicates=clean.duplicates + again,
        bad=sum((each.bad for each in shared), clean.bad),
        problems=(*clean.problems, *(found for each in shared for found in each.problems)),
        rejected=pl.concat([*(each.rejected for each in shared), clean.rejected]),
    )


def _refuse_huge(sizes: "Mapping[str, float]") -> None:
    if any(size > _MOST for size in sizes.values()):
        raise HugeTotalError


def _finish_orders(frame: pl.DataFrame, terms: OrderTerms) -> pl.DataFrame:
    day = pl.col("ordered_at")
    day = day if terms.timezone == "UTC" else day.dt.convert_time_zone(terms.timezone)
    columns = [
        pl.col("order_id", "customer_id", "ordered_at"),
        day.dt.date().alias("ordered_on"),
        pl.col("revenue", "refunded"),
    ]
    if terms.by is not None and terms.by not in ("order_id", "customer_id"):
        columns.append(pl.col(terms.by).cast(pl.String))
    return frame.select(columns)
