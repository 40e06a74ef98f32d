"""The logins of a run: which alias stood for which customer, and since when."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.formats.recognise import describe_formats, recognise
from cli.inputs.identities.spellings import extract_addresses, normalise_ids
from cli.inputs.identities.unknown_orders import (
    NUMBERED,
    drop_unknown_orders,
    find_number_column,
    mark_order_numbers,
)
from cli.inputs.reading.bad_rows import refuse_bad
from cli.inputs.reading.notes import describe_counts
from cli.inputs.reading.read import read_files
from cli.inputs.tables.columns import RoleColumns, ValueKind
from cli.inputs.tables.header import read_header
from cli.inputs.values.identifiers import split_listed, unpack_ids
from cli.report import LedgerLine
from cli.settings.sections.exports.columns import list_made, list_plain
from cli.settings.sections.exports.files import IdentityColumn, Role
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from cli.inputs.context import ReadContext
    from cli.inputs.formats.recognise import RecognisedFile
    from cli.report import ReadFile
    from cli.settings.sections.exports.identities import Identities

ROLE: Final = "identities"
_NEEDED: Final = (IdentityColumn.ALIAS, IdentityColumn.CUSTOMER_ID)


@dataclass(frozen=True, slots=True)
class IdentityInput:
    """Usable logins and what became of the other rows."""

    frame: pl.DataFrame
    """One row an alias of a login: `alias` and `customer_id` String, `logged_in_at` Datetime us UTC
    (null: unknown), normalised as the settings say, and `row`, the number of the login: several
    columns may have an alias, and a cell may list several."""
    files: tuple["ReadFile", ...]
    lines: tuple[LedgerLine, ...]
    """Rows that are not in `frame`; with its logins they add up to the rows read."""
    notes: tuple[str, ...]
    details: tuple[str, ...]
    """What was decided about each file, for `-v`."""


def choose_identity_columns(section: "Identities") -> RoleColumns:
    """Return the columns that are read from files of logins."""
    return RoleColumns(
        ROLE,
        list_plain(section.columns),
        tuple(name.value for name in IdentityColumn),
        frozenset({"alias", "customer_id"}),
        frozenset(),
        sources=list_made(section.columns),
    )


def choose_columns_with_numbers(section: "Identities") -> RoleColumns:
    """Return the columns of logins, with the one of order numbers that tells who some are."""
    wanted, numbers = choose_identity_columns(section), find_number_column(section)
    if numbers is None:
        return wanted
    kinds = {**wanted.kinds, numbers: ValueKind.ID}
    return replace(wanted, standard=(*wanted.standard, numbers), kinds=kinds)


def read_identities(
    section: "Identities", context: "ReadContext", *, telling: bool = False
) -> IdentityInput:
    """Read the logins; `logged_in_at` may be missing.

    With `telling` files without the columns of logins are passed over, if others have them, and so
    are orders that touches name and no file has.

    Raises `BadRowsError` (exit status 1) past the tolerance, errors of exit status 2 for files that
    are missing, unreadable, no table or lack a column.
    """
    files = recognise(section, Role.IDENTITIES, context.folder, context.home)
    wanted = choose_identity_columns
    if telling:
        files = [each for each in files if _has_logins(each)] or files
        wanted = choose_columns_with_numbers
    reading = read_files(files, wanted, context.timezone, last_instant=False)
    rows = reading.rows
    refuse_bad(ROLE, reading, context.tolerance, context.keep)
    ids = (normalise_ids(name, section.normalise) for name in ("alias", "customer_id"))
    marked = mark_order_numbers(rows.frame, section)
    frame = unpack_ids(_fill_times(marked).with_row_index("row"), "alias")
    frame = split_listed(frame, "alias")
    if section.normalise is not Normalise.EXACT:
        frame = frame.with_columns(map(extract_addresses, frame["alias", "customer_id"]))
    frame = frame.with_columns(ids)
    named = frame.drop_nulls(["alias", "customer_id"])
    known = drop_unknown_orders(named, reading, section) if telling else named
    told = named["row"].n_unique()
    lines = (
        LedgerLine(ROLE, "without alias or customer_id", rows.frame.height - told, None),
        LedgerLine(ROLE, "of orders that no file has", told - known["row"].n_unique(), None),
        LedgerLine(ROLE, "bad rows", rows.bad, None),
    )
    return IdentityInput(
        known.drop(NUMBERED),
        reading.files,
        tuple(line for line in lines if line.rows),
        (*rows.notes, *describe_counts(ROLE, rows.bad, rows.problems, rows.counts)),
        (*describe_formats(files), *rows.details),
    )


def _has_logins(file: "RecognisedFile[Identities]") -> bool:
    """Tell whether a file has a column of aliases and one of customers."""
    wanted = choose_identity_columns(file.section)
    names = read_header(file.source, ROLE, file.section, wanted.names).names
    given = file.section.columns
    sources = (given.get(name, name.value) for name in _NEEDED)
    listed = ((each,) if isinstance(each, str) else each for each in sources)
    return all(
        not isinstance(each, tuple) or not frozenset(each).isdisjoint(names) for each in listed
    )


def _fill_times(frame: pl.DataFrame) -> pl.DataFrame:
    if "logged_in_at" not in frame.columns:
        unknown = pl.lit(None, pl.Datetime("us", "UTC")).alias("logged_in_at")
        frame = frame.with_columns(unknown)
    return frame.select("alias", "customer_id", "logged_in_at", NUMBERED)
