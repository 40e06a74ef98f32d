"""Order rows settled: cleaned, net of refunds, one row an order; some orders at a time or all."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.currency_conversion import HugeTotalError
from cli.inputs.orders.clean import clean_orders
from cli.inputs.orders.ledger import sum_by_line
from cli.inputs.orders.overlaps import tell_apart
from cli.inputs.orders.refunds.netting import net_refunds
from cli.inputs.orders.refunds.repeats import tally_repeated_refunds
from cli.inputs.orders.refunds.returned_lines import refund_lines
from cli.inputs.orders.refunds.rows import turn_refunds
from cli.inputs.orders.row_meanings import join_cleaned
from cli.inputs.orders.row_orders import name_rows, tally_equal_rows
from cli.inputs.orders.row_types import sum_dropped
from cli.inputs.orders.sale_rows import choose_sales
from cli.inputs.orders.several_lines import SeveralLines
from cli.inputs.orders.statuses.sales import choose_orders
from cli.inputs.orders.statuses.tallies import tally_doubtful
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.tally import NOTHING, Tally, add_maps, tally
from cli.inputs.values.identifiers import select_listed
from cli.settings.sections.exports.files import OrderCustomers, Overlaps, Refunds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.orders.clean import CleanedOrders
    from cli.inputs.orders.sale_rows import SaleRows, SalesOfMeaning
    from cli.inputs.orders.statuses.rule import StatusRule
    from cli.inputs.orders.statuses.sales import OrdersByStatus
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.reading.problems import Remarks
    from cli.inputs.reading.role_rows import RoleRows

AMOUNTS: Final = ("revenue", "refunded")
_MOST: Final = 9 * 10**18


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
    statuses: "Mapping[StatusRule, Mapping[tuple[str, bool], Tally]]" = field(default_factory=dict)
    """Orders by status, as written, and whether they count by a rule."""
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
    """Refunds that an earlier file has as well, see `refunds.repeats.tally_repeated_refunds`."""
    apart: Tally = NOTHING
    """Orders whose id an order of another file has."""

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
            _add_statuses(self.statuses, other.statuses),
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
            self.apart + other.apart,
        )

    def refuse_huge(self) -> None:
        """Raise `HugeTotalError` for amounts whose sum may not fit 64 bits."""
        _refuse_huge(self.sizes)


def settle_orders(reading: "RoleRows", terms: "OrderTerms") -> SettledOrders:
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
    frame, apart = _tell_apart(reading, frame, terms)
    sales = choose_sales(reading, frame, terms)
    made = [_make_orders(reading, each) for each in sales.parts]
    chosen = _choose_all_orders(sales, [each for each, _ in made], terms.section.refunds)
    clean = _add_overlaps(join_cleaned([each.kept for each in chosen]), sales)
    net = net_refunds(clean, terms.section.refunds)
    dropped = sum((each.dropped for each in chosen), sales.dropped)
    return SettledOrders(
        _finish_orders(net.frame, terms),
        sum_by_line(clean, dropped, sum_dropped(sales.types), net),
        clean.bad.rows,
        add_maps([{each.key: each} for each in clean.problems]),
        clean.rejected,
        clean.mixed,
        sizes,
        changes,
        _sum_statuses(sales, chosen),
        tally_doubtful(clean.orders),
        sales.types,
        sum((each.given_back for each in chosen), NOTHING),
        sum((each for _, each in made), NOTHING),
        turned,
        typed,
        clean.several,
        _count_listed(reading, net.frame),
        sum((tally_equal_rows(reading, each.frame) for each in sales.parts), NOTHING),
        tally_repeated_refunds(
            reading, (each.frame for each in sales.parts), clean, terms.section.refunds
        ),
        tally(net.frame.filter(pl.col("order_id").is_in(apart.implode()))),
    )


def _tell_apart(
    reading: "RoleRows", frame: pl.DataFrame, terms: "OrderTerms"
) -> tuple[pl.DataFrame, pl.Series]:
    """Return rows in which orders that files number alike have ids of their own, and these."""
    if terms.section.overlaps is not Overlaps.APART or len(reading.tables) == 1:
        return frame, frame.head(0)["order_id"]
    return tell_apart(reading, frame)


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


def _make_orders(reading: "RoleRows", sales: "SalesOfMeaning") -> "tuple[CleanedOrders, Tally]":
    """Return one row an order, and the lines that their status calls refunded."""
    terms = sales.terms
    lines, returned = refund_lines(sales.frame, terms.rule, terms.section)
    several = terms.section.customers is OrderCustomers.FIRST_ROW
    own = reading.of(lines)
    return clean_orders(own, terms.rows, terms.by, several_customers=several), returned


def _choose_all_orders(
    sales: "SaleRows", made: "list[CleanedOrders]", refunds: Refunds
) -> "list[OrdersByStatus]":
    """Return the orders that are sales, by the rule of their files.

    A refund may be of an order in files of another rule, so that the last has what is left of all.
    """
    left = pl.concat([each.refunds for each in made])
    chosen = []
    for part, clean in zip(sales.parts, made, strict=True):
        found = choose_orders(replace(clean, refunds=left), part.terms.rule, refunds)
        left = found.kept.refunds
        chosen.append(found._replace(kept=replace(found.kept, refunds=left.clear())))
    chosen[-1] = chosen[-1]._replace(kept=replace(chosen[-1].kept, refunds=left))
    return chosen


def _sum_statuses(
    sales: "SaleRows", chosen: "list[OrdersByStatus]"
) -> "dict[StatusRule, dict[tuple[str, bool], Tally]]":
    """Return orders by status, and whether they count, by the rule of their files."""
    found: dict[StatusRule, dict[tuple[str, bool], Tally]] = {}
    for part, orders in zip(sales.parts, chosen, strict=True):
        both = {part.terms.rule: add_maps([part.statuses, orders.statuses])}
        found = _add_statuses(found, both)
    return found


def _add_statuses(
    one: "Mapping[StatusRule, Mapping[tuple[str, bool], Tally]]",
    other: "Mapping[StatusRule, Mapping[tuple[str, bool], Tally]]",
) -> "dict[StatusRule, dict[tuple[str, bool], Tally]]":
    rules = dict.fromkeys([*one, *other])
    return {rule: add_maps([one.get(rule, {}), other.get(rule, {})]) for rule in rules}


def _sum_sizes(frame: pl.DataFrame) -> dict[str, float]:
    """Return the sums of the amounts without their signs, by column."""
    sizes = pl.col(name for name in AMOUNTS if name in frame.columns).cast(pl.Float64).abs().sum()
    return frame.lazy().select(sizes).collect(engine="streaming").row(0, named=True)


def _add_overlaps(clean: "CleanedOrders", sales: "SaleRows") -> "CleanedOrders":
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


def _finish_orders(frame: pl.DataFrame, terms: "OrderTerms") -> pl.DataFrame:
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
