"""A finished report on its way out: notes to standard error, the report where it should go."""

import io
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.comparison.measures import Metric
from cli.dataset.date_range import parse_date_range
from cli.engines.choice import parse_engine
from cli.errors import MeritoError, suggest_nearest
from cli.outputs.destinations import (
    UnwritableError,
    choose_format,
    measure_height,
    measure_width,
    open_file,
    open_stdout,
    wants_color,
    write_file,
    write_folder,
    write_stdout,
)
from cli.outputs.targets import refuse_foreign
from cli.render import render
from cli.render.output_formats import Dialect, Format, RenderOptions
from cli.report import Language, NumberStyle, refuse_bad_top, refuse_unknown_metric
from cli.standard_error import print_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import StrEnum

    from cli.options import Options
    from cli.report import Report, Table
    from cli.streams.row_stream import RowStream


class UnknownDialectError(MeritoError):
    """A CSV dialect was named that does not exist."""

    def __init__(self, name: str) -> None:
        hint = suggest_nearest(name, Dialect)
        super().__init__(f'no dialect named "{name}"{hint} Dialects: {", ".join(Dialect)}')


class RowFormatError(MeritoError):
    """A format was asked for that cannot hold rows without end."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"these rows are written as csv, tsv or parquet, not as {name}: there may be very many;"
            " without --format a terminal shows the first of them"
        )


def choose_output(
    options: "Options",
    *,
    folder: bool = False,
    several: bool = False,
    metrics: "type[StrEnum]" = Metric,
) -> Format:
    """Return the format a report is asked for; called before anything is read.

    `metrics` are those that the report can show.

    A report of several tables is text in a pipe as well, unless one of them is chosen.

    Raises UnknownDialectError, UnknownEngineError, UnknownFormatError, UnknownExtensionError, and
    where the metric, the rows or the days are none, UnknownMetricError, BadTopError and what
    `parse_date_range` raises: whoever mistypes an option does not wait for the files.
    """
    refuse_unknown_metric(options.metric, metrics)
    refuse_bad_top(options.top)
    parse_date_range(options)
    if options.dialect not in list(Dialect):
        raise UnknownDialectError(options.dialect)
    parse_engine(options.engine)
    is_tty = sys.stdout is not None and (sys.stdout.isatty() or (several and options.show is None))
    return choose_format(options.format, None if folder else options.output, is_tty=is_tty)


def wants_intervals(options: "Options", asked: Format) -> bool:
    """Tell whether a comparison shall have intervals: as said, else by the format."""
    if options.intervals is not None:
        return options.intervals
    return asked.uncertain


def is_folder(options: "Options") -> bool:
    """Tell whether a folder of files is asked for: the output is one, or has no extension.

    One table of several, or a format other than CSV, is a file whatever its name. Raises
    UnwritableError where there can be no file of the name.
    """
    output = options.output
    if output is None or options.show is not None or options.format not in ("auto", Format.CSV):
        return False
    try:
        return output.is_dir() or not output.suffix
    except OSError as error:
        raise UnwritableError(output, error) from None


def deliver(report: "Report", asked: Format, options: "Options") -> None:
    """Render a report, write it to the output file or standard output, and tell its notes.

    What a table has below it is among the notes of the formats that have no such place.
    """
    if not asked.captioned:
        below = (
            line for table in report.tables for line in (*_describe_doubts(table), *table.caption)
        )
        report = report._replace(notes=(*report.notes, *below))
    elif asked.for_people and report.name == "report":
        report = report._replace(head=(report.summary,), notes=report.notes[1:])
    look = _choose_render_options(report, options)
    report = _localise(report, asked, look)
    content = render(report, asked, look)
    tell_notes(_choose_notes(report, options, content), options)
    if options.output is None:
        write_stdout(content)
    else:
        write_file(content, options.output)


def _choose_notes(report: "Report", options: "Options", content: bytes) -> "tuple[str, ...]":
    """Return what is told beside a report: all with -v, for a log the ledger in full.

    On a terminal the ledger is one readable sentence, where the report does not begin with it.
    """
    if options.verbose:
        return (*report.details, *report.notes)
    if report.head or sys.stderr is None or not sys.stderr.isatty():
        return report.notes
    screens = (table.overview.line.encode() for table in report.tables if table.overview)
    said = any(line in content for line in screens)
    return (*(() if said else (report.summary,)), *report.notes[1:])


def _describe_doubts(table: "Table") -> tuple[str, ...]:
    """Return what a reader of intervals should know, where no legend says it."""
    if table.replicates is None:
        return ()
    said = f"_low and _high: 95 % intervals over {table.replicates:,} resamplings of customers"
    return (f"{said}; sampling error only, one channel at a time",)


def choose_row_format(options: "Options") -> Format:
    """Return the format of rows that are written as they are made, or the terminal's table.

    Raises RowFormatError, and what `choose_output` raises.
    """
    asked = choose_output(options)
    if asked not in {Format.TABLE, Format.CSV, Format.TSV, Format.PARQUET}:
        raise RowFormatError(asked)
    return asked


def deliver_rows(
    stream: "RowStream", describe: "Callable[[], Report]", asked: Format, options: "Options"
) -> None:
    """Write rows as they are made, to the output file or standard output, and tell the notes.

    `describe` is asked once all are written.
    """
    # Here, since few reports are written so.
    from cli.streams.parquet import write_parquet  # noqa: PLC0415
    from cli.streams.separated import write_separated  # noqa: PLC0415

    with open_stdout() if options.output is None else open_file(options.output) as file:
        if asked is Format.PARQUET:
            write_parquet(stream, file)
        else:
            write_separated(stream, asked, Dialect(options.dialect), file)
    tell_notes(_choose_notes(describe(), options, b""), options)


def deliver_below(text: str, more: "Callable[[], Report | None]", options: "Options") -> None:
    """Write a text to standard output and a report, if there is one, as tables below it.

    A report that cannot be made is a note: the text does not need it.
    """
    content = text.encode()
    try:
        report = more()
    except MeritoError as error:
        report = None
        tell_notes([f"the files say no more: {error}"], options)
    if report is not None:
        look = _choose_render_options(report, options)
        report = _localise(report, Format.TABLE, look)
        tell_notes(_choose_notes(report, options, content), options)
        content += b"\n" + render(report, Format.TABLE, look)
    write_stdout(content)


def deliver_folder(reports: "Mapping[str, Report]", options: "Options") -> None:
    """Write reports to a folder under their names, all or none, and tell the first one's notes."""
    contents: dict[str, bytes] = {}
    manifest: dict[str, str] = {}
    # Those that can say so come last and tell which others they belong to.
    for name in sorted(reports, key=lambda name: Path(name).suffix == ".json"):
        asked = choose_format(None, Path(name), is_tty=False)
        report = reports[name]._replace(manifest=dict(manifest))
        look = _choose_render_options(report, options)
        contents[name] = render(_localise(report, asked, look), asked, look)
        manifest[name] = sha256(contents[name]).hexdigest()
    first = next(iter(reports.values()))
    tell_notes(_choose_notes(first, options, b""), options)
    if options.output is not None:
        refuse_foreign((options.output / name for name in contents), force=options.force)
        # Here, since single files ask for none.
        from cli.outputs.former_files import list_former_files  # noqa: PLC0415

        former = list_former_files(options.output, contents)
        write_folder(contents, options.output, former)
        if former:
            gone = f"{options.output}: removed what only the run before wrote: {', '.join(former)}"
            tell_notes([gone], options)


def _choose_render_options(report: "Report", options: "Options") -> RenderOptions:
    to_file = options.output is not None or sys.stdout is None
    return RenderOptions(
        dialect=Dialect(options.dialect),
        tidy=options.tidy,
        numbers=NumberStyle(str(report.configuration["numbers"])),
        width=measure_width(sys.stdout or io.StringIO(), os.environ),
        height=None if to_file else measure_height(sys.stdout, os.environ),
        color=not to_file and wants_color(sys.stdout, os.environ, no_color=options.no_color),
        encoding="utf-8" if to_file else sys.stdout.encoding,
    )


def _localise(report: "Report", asked: Format, look: RenderOptions) -> "Report":
    """Return a report with the numbers in its sentences as people write them, if they read it.

    A page in another language writes them when it translates the sentences.
    """
    translated = asked is Format.HTML and report.configuration["language"] != Language.EN
    if translated or not asked.captioned:
        return report
    # Here, since usage errors load no data library.
    from cli.render.localised_report import localise_report  # noqa: PLC0415

    return localise_report(report, look.numbers, look.encoding)


def tell_notes(notes: "Iterable[str]", options: "Options") -> None:
    """Print notes on standard error, unless quiet."""
    if not options.quiet:
        for note in notes:
            print_message(note)
