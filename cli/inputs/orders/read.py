"""The orders of a run: one row an order, net of refunds."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.amount_signs import collect_signs
from cli.inputs.currency_conversion import (
    find_conversion,
    find_currency,
    list_currency_names,
)
from cli.inputs.formats.recognise import describe_formats, recognise
from cli.inputs.identities.companies import propose_company
from cli.inputs.orders.ledger import COUNTED, UNKNOWN, make_ledger
from cli.inputs.orders.notes import describe_orders
from cli.inputs.orders.refunds.unknown_orders import propose_for_unknown_refunds
from cli.inputs.orders.row_types import keep_types_of_statements, refuse_unread_types
from cli.inputs.orders.settle import SettledOrders, settle_orders
from cli.inputs.orders.several_lines import (
    SeveralLines,
    refuse_repeated_totals,
)
from cli.inputs.orders.statuses.by_rule import RuleStatuses, list_rule_statuses
from cli.inputs.orders.statuses.rule import choose_status_rule
from cli.inputs.orders.terms import choose_terms
from cli.inputs.reading.bad_rows import bad_rows_table
from cli.inputs.reading.columns.column_samples import has_written_decimals
from cli.inputs.reading.problems import locate, refuse_too_many
from cli.inputs.reading.read import read_files
from cli.inputs.tables.columns import KINDS, RoleColumns, ValueKind
from cli.inputs.tables.errors import UniqueAttributeError
from cli.inputs.tally import NOTHING, Tally
from cli.inputs.values.currencies import is_code
from cli.settings.sections.exports.columns import list_made, list_plain
from cli.settings.sections.exports.files import OrderColumn, OrderRows, Refunds, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from cli.inputs.context import ReadContext
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.reading.problems import Problems
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.reading.rows import ReadCounts
    from cli.report import LedgerLine, ReadFile
    from cli.settings.sections.exports.files import Orders
    from cli.settings.sections.tolerance import Tolerance

ROLE: Final = "orders"

_OTHER_NAMES: Final = {
    "status": (
        *("order status", "financial status", "payment status", "transaction status"),
        *("order state", "order status id", "status id", "current state"),
    ),
    "cancelled_at": (
        *("cancelled at", "canceled at", "cancelled date", "canceled date", "cancelled on"),
        *("canceled on", "date cancelled", "date canceled", "cancellation date", "cancel date"),
        *("cancellation time", "voided at", "deleted at", "data annullamento", "annullato il"),
        *("stornodatum", "storniert am", "date annulation", "annulé le", "fecha cancelación"),
        *("fecha de cancelación", "data cancelamento", "cancelado em", "geannuleerd op"),
        *("data anulowania", "iptal tarihi", "cancel reason", "cancellation reason"),
    ),
}


@dataclass(frozen=True, slots=True)
class OrderInput:
    """Orders and what became of the rows; money in 1/10 000 of the currency unit."""

    frame: "pl.DataFrame"
    """One row an order, by the first row of each: `order_id` String, `customer_id` String (null:
    unknown), `ordered_at` Datetime us UTC, `ordered_on` Date in the report's time zone, `revenue`
    Int64, `refunded` Boolean (not counted), and the attribute of the report, String (null: blank).
    """
    files: tuple["ReadFile", ...]
    lines: tuple["LedgerLine", ...]
    """Rows add up to the rows read; amounts of the lines with rows to the files' totals, those
    without rows hold the amounts of the column `refunded`."""
    counts: "ReadCounts"
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""
    refunds: Refunds
    """How refunds were treated."""
    currencies: tuple[str, ...] = ()
    """What the column `currency` names, in capitals; nothing where amounts were converted."""
    statuses: tuple[RuleStatuses, ...] = ()
    """Orders by status, as written, and whether they count, by rule."""
    doubtful: "Mapping[str, Tally]" = field(default_factory=dict)
    """Orders that count though a second status may say otherwise, as `COLUMN: STATUS`."""
    types: "Mapping[tuple[str, bool], Tally]" = field(default_factory=dict)
    """Rows by type, and whether they count; nothing where none is left out."""
    no_status: str = ""
    """What a file of the format is in which no order has a status."""
    several: SeveralLines = field(default_factory=SeveralLines)
    """Orders of several lines, and what is odd about these."""
    listed: int = 0
    """Orders whose customer is a list of several, as the files write it."""
    company: str = ""
    """What makes one customer of these, see `propose_company`; empty where there are none."""
    addresses: bool = True
    """Whether some customer may be an address."""
    currency: str | None = None
    """The code of the currency that amounts are in, None where nothing tells."""
    signs: tuple[str, ...] = ()
    """Signs of several currencies beside the amounts of files without a code."""
    written_decimals: bool = False
    """Whether some amounts among the first rows are written with two decimals, if only .00."""
    about_refunds: str = ""
    """Which column names the orders of refunds that the files do not hold, or that none does."""

    @property
    def rows(self) -> int:
        """Rows read, without empty ones."""
        return sum(file.rows for file in self.files)

    @property
    def counted(self) -> tuple["LedgerLine", ...]:
        """The lines whose amounts add up to the revenue of the orders that are not refunded."""
        return tuple(line for line in self.lines if line.line in COUNTED[self.refunds])


def choose_order_columns(section: "Orders", by: str | None = None) -> RoleColumns:
    """Return the columns that are read from order files."""
    needed = {"order_id", "customer_id", "ordered_at", "revenue"}
    second = OrderColumn.SECOND_STATUS in section.columns
    if (section.keep_status or section.drop_status) and not second:
        needed.add("status")
    several = section.rows is OrderRows.TOTALS_ON_FIRST_ROW
    return RoleColumns(
        ROLE,
        list_plain(section.columns),
        tuple(name.value for name in OrderColumn),
        frozenset(needed),
        frozenset({"order_id"} if several else {"order_id", "ordered_at", "revenue"}),
        by,
        other_names=_OTHER_NAMES,
        shared=_choose_shared(section),
        rows_without_ids=section.rows is OrderRows.ONE_PER_ORDER,
        sources=list_made(section.columns),
        excuse=None if several else choose_status_rule(section).find_excused,
    )


def _choose_shared(section: "Orders") -> frozenset[str]:
    """Return the statuses that of several files some may lack: not where named ones are kept."""
    if OrderColumn.SECOND_STATUS in section.columns:
        return frozenset({"second_status"})
    drops = section.drop_status and not section.keep_status
    return frozenset({"status"} if drops and OrderColumn.STATUS not in section.columns else ())


def read_orders(section: "Orders", context: "ReadContext") -> OrderInput:
    """Read the orders; amounts of other currencies than the report's are converted at its rates.

    Raises `DataError` (exit status 1) for bad rows past the tolerance, several currencies and
    undecidable amounts, errors of exit status 2 for files that are missing, unreadable, no table or
    lack a column. Source: definitions, section 2.
    """
    files, terms = find_order_files(section, context, recognise)
    wanted = partial(choose_order_columns, by=context.by)
    reading = read_files(files, wanted, context.timezone, last_instant=True)
    names = list_currency_names(reading.rows.frame)
    rated = find_conversion(ROLE, names, context.rates, context.currency)
    terms = terms._replace(conversion=rated)
    found = settle_orders(reading, terms)
    made = make_unchecked_orders(files, reading, terms, found, names)
    if context.keep is not None:
        context.keep[ROLE] = bad_rows_table(reading, found.rejected)
    made.refuse(context.tolerance)
    return made.orders


def find_order_files(
    section: "Orders",
    context: "ReadContext",
    find: "Callable[[Orders, Role, Path | None, Path | None], list[RecognisedFile[Orders]]]",
) -> "tuple[list[RecognisedFile[Orders]], OrderTerms]":
    """Return the files of the orders and what holds for all of them, currencies aside.

    `find` finds and recognises files, see `formats.recognise.recognise`. Raises errors of exit
    status 2, see `read_orders`.
    """
    by = context.by
    if by is not None and KINDS.get(by, ValueKind.CATEGORY) in (ValueKind.TIME, ValueKind.AMOUNT):
        raise UniqueAttributeError(by)
    files = find(section, Role.ORDERS, context.folder, context.home)
    return files, choose_terms(section, files, context)


class UncheckedOrders(NamedTuple):
    """Orders before it is decided whether too many of their rows are bad."""

    orders: OrderInput
    problems: "Problems"
    bad: int
    read: int

    def refuse(self, tolerance: "Tolerance") -> None:
        """Raise `BadRowsError` where more rows are bad than tolerated."""
        refuse_too_many(self.problems, self.bad, self.read, tolerance)


def make_unchecked_orders(
    files: "list[RecognisedFile[Orders]]",
    reading: "RoleRows",
    terms: "OrderTerms",
    found: SettledOrders,
    names: "Iterable[str]",
) -> UncheckedOrders:
    """Return the orders settled, `found` being all of them or the sum of some at a time.

    `names` are those of currencies in the rows. Raises `HugeTotalError`, `RepeatedTotalsError`.
    """
    found.refuse_huge()
    refuse_unread_types(reading, terms.section.drop_types)
    found = _without_known(found, files)
    refuse_repeated_totals(reading, found.several, terms.rows_by_file)
    return _describe_settled(files, reading, terms, found, names)


def _describe_settled(
    files: "list[RecognisedFile[Orders]]",
    reading: "RoleRows",
    terms: "OrderTerms",
    found: SettledOrders,
    names: "Iterable[str]",
) -> UncheckedOrders:
    """Return the orders settled with what is to be told of them; see `make_unchecked_orders`."""
    rows, unit = reading.rows, find_currency(names, terms.conversion)
    read = reading.with_changes(found.changes).files
    signs = collect_signs(ROLE, reading.tables, read)
    signs.refuse_other(unit)
    notes = signs.describe(terms.label) if unit is None else _describe(terms, unit)
    statuses = list_rule_statuses(files, reading, terms, found.statuses)
    problems = rows.problems + locate(found.remarks.values(), reading.locate_rows)
    told = describe_orders(reading, terms, found, statuses, problems)
    orders = OrderInput(
        found.frame,
        read,
        make_ledger(rows, found.tallies),
        rows.counts,
        (*rows.notes, *told, *notes),
        (*describe_formats(files), *rows.details),
        terms.section.refunds,
        () if terms.conversion else tuple(sorted({name.strip().upper() for name in names})),
        statuses,
        found.doubtful,
        found.types,
        files[0].named.form.missing.get("status", "") if files[0].named.form else "",
        found.several,
        found.listed,
        propose_company(reading) if found.listed else "",
        any(table.may_hold("@") for table in reading.tables),
        unit,
        signs.found,
        any(has_written_decimals(table, "revenue") for table in reading.tables),
        propose_for_unknown_refunds(found.tallies[UNKNOWN], reading),
    )
    return UncheckedOrders(orders, problems, rows.bad + found.bad, rows.read)


def _without_known(found: SettledOrders, files: "list[RecognisedFile[Orders]]") -> SettledOrders:
    """Return the orders without what is no doubt where the formats of the files tell."""
    found = replace(found, types=keep_types_of_statements(found.types))
    if all(_has_lines(file) for file in files if file.section.rows is OrderRows.LINE_ITEMS):
        found = replace(found, several=replace(found.several, alike=NOTHING, summed=NOTHING))
    return found


def _has_lines(file: "RecognisedFile[Orders]") -> bool:
    """Tell whether the format says that rows are lines, so that equal amounts are no doubt."""
    form = file.named.form
    told = None if form is None else form.rows
    return told is OrderRows.LINE_ITEMS and file.section.rows is told


def _describe(terms: "OrderTerms", currency: str) -> tuple[str, ...]:
    """Return that the file's currency is not what the report calls it, nothing where it is."""
    label = (terms.label or "").upper()
    if label == currency or not is_code(label):
        return ()
    said = f"orders: the amounts are in {currency}, and the report calls them {label}"
    return (f"{said}; set currency: {currency}, or in rates what one {currency} is worth",)
