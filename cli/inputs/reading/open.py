"""A file before its rows are read: its header looked at, its columns chosen."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from cli.errors import MeritoError
from cli.inputs.detection.time_formats import parse_time_format
from cli.inputs.formats.columns.derived_columns import choose_columns
from cli.inputs.formats.totals_marks import choose_total_words, mark_totals
from cli.inputs.reading.columns.amount_currency import add_currency
from cli.inputs.reading.columns.clock_columns import find_clock
from cli.inputs.reading.columns.guest_addresses import describe_shared_ids, find_guests
from cli.inputs.reading.columns.header_zones import UTC, describe_row_zones, find_utc_column
from cli.inputs.reading.columns.joined_columns import name_columns
from cli.inputs.reading.columns.later_refunds import describe_unread_refunds, find_later_refunds
from cli.inputs.reading.columns.link_columns import find_links
from cli.inputs.reading.columns.message_columns import find_interactions
from cli.inputs.reading.columns.minor_amounts import describe_minor_amounts
from cli.inputs.reading.columns.planned_costs import refuse_planned_costs
from cli.inputs.reading.columns.refund_flags import describe_refund_flags
from cli.inputs.reading.columns.return_quantities import find_return_quantities
from cli.inputs.reading.columns.robot_flags import describe_robots
from cli.inputs.reading.columns.status_columns import find_status_columns
from cli.inputs.reading.columns.unused_columns import refuse_unit_prices
from cli.inputs.reading.columns.whole_taxes import describe_whole_taxes
from cli.inputs.tables.errors import (
    AttributeOfNoneError,
    MissingColumnsError,
    OtherColumnsError,
    OtherDelimiterError,
    UnknownAttributeError,
)
from cli.inputs.tables.first_rows import FirstRows
from cli.inputs.tables.header import read_header
from cli.inputs.tables.table import ReadPlan, Table
from cli.inputs.values.amounts import NumberFormat
from cli.inputs.vocabularies.letters import space_words
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cli.inputs.formats.recognise import RecognisedFile, Section
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.header import Header
    from cli.settings.sections.exports.export_formats import ExportFormat


def open_tables(
    recognised: "Sequence[RecognisedFile[Section]]",
    wanted: "Callable[[Section], RoleColumns]",
    zone: str,
    *,
    last_instant: bool,
) -> "Iterator[tuple[Table, ReadPlan]]":
    """Return the files of a role as `open_table` returns them, each opened when it is asked for.

    Raises `OtherColumnsError` where one lacks what the settings name and the first has,
    `OtherDelimiterError` where the delimiter of the settings cuts the first alone,
    `UnknownAttributeError` where none has the attribute of the report; some may lack it.
    """
    holders = _find_holders(recognised, wanted, zone, last_instant=last_instant)
    return _open_all(recognised, wanted, zone, holders, last_instant=last_instant)


def _open_all(
    recognised: "Sequence[RecognisedFile[Section]]",
    wanted: "Callable[[Section], RoleColumns]",
    zone: str,
    holders: frozenset[int],
    *,
    last_instant: bool,
) -> "Iterator[tuple[Table, ReadPlan]]":
    """Yield the files as `open_tables` returns them, by which have the attribute of the report."""
    first, elsewhere = None, None
    for place, file in enumerate(recognised):
        columns = wanted(file.section)
        if holders and place not in holders:
            columns = replace(columns, by=None)
        if columns.shared and len(recognised) > 1:
            elsewhere = elsewhere or _list_columns(recognised, columns)
            columns = replace(columns, elsewhere=elsewhere)
        try:
            table, plan = open_table(file, columns, zone, last_instant, first)
        except MissingColumnsError as error:
            absent = [
                theirs for theirs in error.wanted.values() if theirs in columns.columns.values()
            ]
            if first is None or not absent or not {*absent} <= {*first.header.names}:
                raise
            mark = file.section.delimiter
            if mark is not None and len(error.header) == 1:
                raise OtherDelimiterError(
                    error.file, first.source.name, columns.role, mark
                ) from None
            raise OtherColumnsError(error.file, first.source.name, columns.role, absent) from None
        first = first or table
        yield table, plan


def are_holders(
    recognised: "Sequence[RecognisedFile[Section]]",
    wanted: "Callable[[Section], RoleColumns]",
    zone: str,
    *,
    last_instant: bool,
) -> bool:
    """Tell whether all files have the attribute of the report; raises what `open_tables` does."""
    holders = _find_holders(recognised, wanted, zone, last_instant=last_instant)
    for _ in _open_all(recognised, wanted, zone, holders, last_instant=last_instant):
        pass
    return len(recognised) == 1 or len(holders) == len(recognised)


def _find_holders(
    recognised: "Sequence[RecognisedFile[Section]]",
    wanted: "Callable[[Section], RoleColumns]",
    zone: str,
    *,
    last_instant: bool,
) -> frozenset[int]:
    """Return the places of the files that have the attribute of the report, where several may.

    No file is opened where there is one alone, or no attribute is asked for. Raises
    `AttributeOfNoneError` where none has it.
    """
    if len(recognised) < 2 or all(wanted(file.section).by is None for file in recognised):
        return frozenset()
    absent = {
        place: error
        for place, file in enumerate(recognised)
        if (error := _find_absence(file, wanted(file.section), zone, last_instant=last_instant))
    }
    if len(absent) == len(recognised):
        raise AttributeOfNoneError(list(absent.values()))
    return frozenset(range(len(recognised))) - absent.keys()


def _find_absence(
    file: "RecognisedFile[Section]", wanted: "RoleColumns", zone: str, *, last_instant: bool
) -> UnknownAttributeError | None:
    """Return that a file has no attribute of the report, None where it has."""
    try:
        open_table(file, wanted, zone, last_instant)
    except UnknownAttributeError as error:
        return error
    except MeritoError:
        # What else is amiss is told when the files are opened in their order.
        return None
    return None


def _list_columns(
    files: "Sequence[RecognisedFile[Section]]", wanted: "RoleColumns"
) -> frozenset[str]:
    """Return the columns that some of the files have."""
    heads = (read_header(each.source, wanted.role, each.section, wanted.names) for each in files)
    return frozenset(name for head in heads for name in head.names)


def open_table(
    file: "RecognisedFile[Section]",
    wanted: "RoleColumns",
    zone: str,
    last_instant: bool,
    first: Table | None = None,
) -> "tuple[Table, ReadPlan]":
    """Return a file with its header looked at, and how it is read; see `read.read_files`.

    `first` is the first file of its role, None of that itself.
    """
    section = file.section
    form = file.named.form
    names = wanted.names
    if form is not None:
        names |= {name for theirs in form.recognise for name in theirs}
    head = read_header(file.source, wanted.role, section, names)
    wanted, said = find_links(file.source, head, wanted, form)
    make_table = partial(_make_table, file, head, FirstRows())
    table = make_table(wanted)
    refuse_unit_prices(table, wanted.columns)
    refuse_planned_costs(table)
    event = find_interactions(table)
    if event is not None:
        named = {**wanted.other_names, "interaction": (space_words(event),)}
        wanted = replace(wanted, other_names=named)
        table = make_table(wanted)
    refunds = partial(find_later_refunds, first=first)
    # A format that is known says itself whose address it reads, and what was refunded.
    for find in (find_clock, find_guests, refunds) if form is None else (find_clock,):
        joined = find(table)
        if joined is not None:
            said = (*said, joined.describe(table))
            wanted = joined.add_to(name_columns(wanted, table))
            table = make_table(wanted)
    statuses = find_status_columns(table)
    # A format that is known says itself what its rows are.
    pieces = find_return_quantities(table) if form is None else frozenset()
    if statuses or pieces:
        wanted = replace(wanted, status_columns=statuses, return_quantities=pieces)
        table = make_table(wanted)
    table = add_currency(table)
    plan = _make_plan(section, wanted, table, zone, last_instant=last_instant)
    return table._replace(notes=(*said, *_describe_columns(table, plan, form))), plan


def _describe_columns(table: Table, plan: ReadPlan, form: "ExportFormat | None") -> "Iterator[str]":
    """Yield what the first rows tell of columns that are read as they stand, or are not."""
    notes = (
        describe_shared_ids(table),
        describe_refund_flags(table),
        None if form is not None else describe_unread_refunds(table),
        describe_minor_amounts(table),
        describe_whole_taxes(table),
        describe_row_zones(table, plan),
        describe_robots(table),
    )
    return (note for note in notes if note is not None)


def _make_plan(
    section: "Section", wanted: "RoleColumns", table: Table, zone: str, *, last_instant: bool
) -> ReadPlan:
    """Return how a file is read; of the settings' zone only days are where its header says UTC."""
    days = section.timezone or zone
    utc = None if section.timezone else find_utc_column(table, wanted.sources)
    return ReadPlan(
        wanted.role,
        days if utc is None else UTC,
        days,
        parse_time_format(section.time_format, wanted.role),
        NumberFormat(section.decimal, section.thousands, absent=wanted.role == "costs"),
        section.encoding or "utf-8",
        last_instant,
        utc,
    )


def _make_table(
    file: "RecognisedFile[Section]", head: "Header", first: FirstRows, wanted: "RoleColumns"
) -> Table:
    columns = choose_columns(file.source.name, file.named.form, wanted, head)
    places = {field.name: pl.col(str(field.position)) for field in columns.fields}
    form, said, total = file.named.form, file.section.totals, columns.total
    watched: tuple[str, ...] = ()
    if total is None or said is not None:
        total = mark_totals(wanted.role, columns.fields, head, said)
        watched = () if total is None else choose_total_words(said)
    elif form is not None and form.fallback:
        # No program writes these files, and nobody says what else they call totals.
        usual = mark_totals(wanted.role, columns.fields, head, None)
        total = total if usual is None else total | usual
    return Table(
        file.source,
        head,
        columns.fields,
        wanted.role,
        columns.made,
        total,
        watched if wanted.role != Role.COSTS else (),
        columns.ignored,
        None if wanted.excuse is None else wanted.excuse(places),
        blank=tuple(word.strip().lower() for word in file.section.blank),
        first=first,
    )
