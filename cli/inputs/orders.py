"""The orders of a run: one row an order, net of refunds."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from cli.inputs.errors import UniqueAttributeError
from cli.inputs.fields import KINDS, Kind, Wanted
from cli.inputs.formats.errors import MixedFormatsError
from cli.inputs.formats.recognise import recognised, said_of
from cli.inputs.lines import COUNTED, UNKNOWN, ledger
from cli.inputs.notes import mixed_attribute, notes, unknown_orders
from cli.inputs.problems import placed, refuse
from cli.inputs.rates import NO_RATES, conversion, names_of
from cli.inputs.reading import read
from cli.inputs.rejected import rejected
from cli.inputs.settling import Settled, Terms, settled
from cli.settings.files import OrderColumn, OrderRows, Refunds, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal
    from pathlib import Path

    import polars as pl

    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.problems import Problems
    from cli.inputs.reading import Reading
    from cli.inputs.table import Counts
    from cli.report import LedgerLine, ReadFile
    from cli.settings.files import Orders
    from cli.settings.tolerance import Tolerance

ROLE: Final = "orders"


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
    counts: "Counts"
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""
    refunds: Refunds
    """How refunds were treated."""
    currencies: tuple[str, ...] = ()
    """What the column `currency` names, in capitals; nothing where amounts were converted."""

    @property
    def rows(self) -> int:
        """Rows read, without empty ones."""
        return sum(file.rows for file in self.files)

    @property
    def counted(self) -> tuple["LedgerLine", ...]:
        """The lines whose amounts add up to the revenue of the orders that are not refunded."""
        return tuple(line for line in self.lines if line.line in COUNTED[self.refunds])


def wanted_orders(section: "Orders", by: str | None = None) -> Wanted:
    """Return the columns that are read from order files."""
    needed = {"order_id", "customer_id", "ordered_at", "revenue"}
    if section.keep_status or section.drop_status:
        needed.add("status")
    several = section.rows is OrderRows.TOTALS_ON_FIRST_ROW
    return Wanted(
        ROLE,
        {name.value: theirs for name, theirs in section.columns.items()},
        tuple(name.value for name in OrderColumn),
        frozenset(needed),
        frozenset({"order_id"} if several else {"order_id", "ordered_at", "revenue"}),
        by,
    )


def read_orders(  # noqa: PLR0913 - options with names
    section: "Orders",
    *,
    timezone: str,
    tolerance: "Tolerance",
    folder: "Path | None" = None,
    home: "Path | None" = None,
    by: str | None = None,
    rates: "Mapping[str, Decimal]" = NO_RATES,
    currency: str | None = None,
    keep: "dict[str, pl.DataFrame] | None" = None,
) -> OrderInput:
    """Read the orders; `by` names a further attribute of theirs.

    `timezone` is the report's, `folder` what paths are relative to (None: the working folder),
    `home` the folder of merito.yaml, where formats of the user's own are; amounts of other
    currencies than the report's, `currency`, are converted at `rates`. `keep` is given the bad
    rows by role, see `rejected.rejected`, before they are refused. Raises `DataError` (exit status
    1) for bad rows past the tolerance, several currencies and undecidable amounts, errors of exit
    status 2 for files that are missing, unreadable, no table or lack a column.
    Source: definitions, section 2.
    """
    files, terms = order_files(section, timezone, by, recognised, folder, home)
    reading = read(files, partial(wanted_orders, by=by), timezone, last_instant=True)
    names = names_of(reading.rows.frame)
    terms = replace(terms, conversion=conversion(ROLE, names, rates, currency))
    found = settled(reading, terms)
    made = order_input(files, reading, terms, found, names)
    if keep is not None:
        keep[ROLE] = rejected(reading, found.rejected)
    made.refuse(tolerance)
    return made.orders


def order_files(  # noqa: PLR0913, PLR0917 - what a run says about its orders
    section: "Orders",
    timezone: str,
    by: str | None,
    find: "Callable[[Orders, Role, Path | None, Path | None], list[Recognised[Orders]]]",
    folder: "Path | None",
    home: "Path | None",
) -> "tuple[list[Recognised[Orders]], Terms]":
    """Return the files of the orders and what holds for all of them, currencies aside.

    `find` finds and recognises files, see `formats.recognise.recognised`. Raises errors of exit
    status 2, see `read_orders`.
    """
    if by is not None and KINDS.get(by, Kind.CATEGORY) in (Kind.TIME, Kind.AMOUNT):
        raise UniqueAttributeError(by)
    files = find(section, Role.ORDERS, folder, home)
    return files, Terms(_of_one_format(files), timezone, by)


@dataclass(frozen=True, slots=True)
class Judged:
    """Orders before it is decided whether too many of their rows are bad."""

    orders: OrderInput
    problems: "Problems"
    bad: int
    read: int

    def refuse(self, tolerance: "Tolerance") -> None:
        """Raise `BadRowsError` where more rows are bad than tolerated."""
        refuse(self.problems, self.bad, self.read, tolerance)


def order_input(
    files: "list[Recognised[Orders]]",
    reading: "Reading",
    terms: Terms,
    found: Settled,
    names: "Iterable[str]",
) -> Judged:
    """Return the orders settled, `found` being all of them or the sum of some at a time.

    `names` are those of currencies in the rows. Raises `HugeTotalError`.
    """
    found.refuse_huge()
    rows, rated = reading.rows, terms.conversion
    problems = rows.problems + placed(found.remarks.values(), reading.places)
    bad = rows.bad + found.bad
    orders = OrderInput(
        found.frame,
        reading.with_changes(found.changes).files,
        ledger(rows, found.tallies),
        rows.counts,
        (
            *rows.notes,
            *notes(ROLE, bad, problems, rows.counts),
            *unknown_orders(found.tallies[UNKNOWN]),
            *mixed_attribute(terms.by or "", found.mixed),
            *(() if rated is None else (rated.note,)),
        ),
        (*said_of(files), *rows.details),
        terms.section.refunds,
        () if rated else tuple(sorted({name.strip().upper() for name in names})),
    )
    return Judged(orders, problems, bad, rows.read)


def _of_one_format(files: "list[Recognised[Orders]]") -> "Orders":
    """Return the settings that hold for all files; raises MixedFormatsError."""
    if len({file.named.name for file in files}) > 1:
        raise MixedFormatsError((file.source.name, file.named.name) for file in files)
    return files[0].section
