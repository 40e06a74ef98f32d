"""The orders of a run: one row an order, net of refunds."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.cleaning import cleaned
from cli.inputs.errors import HugeTotalError, UniqueAttributeError
from cli.inputs.fields import KINDS, Kind, Wanted
from cli.inputs.formats.errors import MixedFormatsError
from cli.inputs.formats.recognise import recognised, said_of
from cli.inputs.lines import COUNTED, ledger
from cli.inputs.notes import mixed_attribute, notes, unknown_orders
from cli.inputs.problems import refuse
from cli.inputs.rates import NO_RATES, converted
from cli.inputs.reading import read
from cli.inputs.refunds import netted
from cli.inputs.rejected import rejected
from cli.inputs.statuses import by_status
from cli.settings.files import OrderColumn, OrderRows, Refunds, Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.table import Counts
    from cli.report import LedgerLine, ReadFile
    from cli.settings.files import Orders
    from cli.settings.tolerance import Tolerance

ROLE: Final = "orders"
_MOST: Final = 9 * 10**18


@dataclass(frozen=True, slots=True)
class OrderInput:
    """Orders and what became of the rows; money in 1/10 000 of the currency unit."""

    frame: pl.DataFrame
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
    if by is not None and KINDS.get(by, Kind.CATEGORY) in (Kind.TIME, Kind.AMOUNT):
        raise UniqueAttributeError(by)
    files = recognised(section, Role.ORDERS, folder, home)
    section = _of_one_format(files)
    reading = read(files, partial(wanted_orders, by=by), timezone, last_instant=True)
    amounts = ("revenue", "refunded")
    frame, rated = converted(ROLE, reading.rows.frame, amounts, rates, currency)
    reading = reading.with_amounts(frame) if rated else reading
    _refuse_huge(frame)
    clean = cleaned(reading, section.rows or OrderRows.ONE_PER_ORDER, by)
    bad = reading.rows.bad + clean.bad.rows
    if keep is not None:
        keep[ROLE] = rejected(reading, clean.rejected)
    refuse(reading.rows.problems + clean.problems, bad, reading.rows.read, tolerance)
    kept, dropped = by_status(clean, section)
    net = netted(kept, section.refunds)
    return OrderInput(
        _finished(net.frame, timezone, by),
        reading.files,
        ledger(reading, clean, dropped, net),
        reading.rows.counts,
        (
            *reading.rows.notes,
            *notes(ROLE, bad, reading.rows.problems + clean.problems, reading.rows.counts),
            *unknown_orders(net.unknown),
            *mixed_attribute(by or "", clean.mixed),
            *rated,
        ),
        (*said_of(files), *reading.rows.details),
        section.refunds,
        () if rated else _currencies(frame),
    )


def _of_one_format(files: "list[Recognised[Orders]]") -> "Orders":
    """Return the settings that hold for all files; raises MixedFormatsError."""
    if len({file.named.name for file in files}) > 1:
        raise MixedFormatsError((file.source.name, file.named.name) for file in files)
    return files[0].section


def _currencies(frame: pl.DataFrame) -> tuple[str, ...]:
    if "currency" not in frame.columns:
        return ()
    names = frame["currency"].unique().drop_nulls().cast(pl.String)
    return tuple(sorted(set(names.str.strip_chars().str.to_uppercase())))


def _refuse_huge(frame: pl.DataFrame) -> None:
    """Refuse amounts whose sum may not fit 64 bits."""
    for name in ("revenue", "refunded"):
        if name in frame.columns and frame[name].cast(pl.Float64).abs().sum() > _MOST:
            raise HugeTotalError


def _finished(frame: pl.DataFrame, timezone: str, by: str | None) -> pl.DataFrame:
    day = pl.col("ordered_at")
    day = day if timezone == "UTC" else day.dt.convert_time_zone(timezone)
    columns = [
        pl.col("order_id", "customer_id", "ordered_at"),
        day.dt.date().alias("ordered_on"),
        pl.col("revenue", "refunded"),
    ]
    if by is not None and by not in ("order_id", "customer_id"):
        columns.append(pl.col(by).cast(pl.String))
    return frame.select(columns)
