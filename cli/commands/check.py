"""`merito check`: what was read, dropped and matched, and what is odd about it."""

from typing import TYPE_CHECKING

import typer

from cli.options import COSTS, ENGINE, FILES, OUTPUT, Options, takes

if TYPE_CHECKING:
    from cli.render.output_formats import Format
    from cli.report import Report


@takes(
    *FILES,
    *COSTS,
    *ENGINE,
    "as_of",
    "from_day",
    "to_day",
    "last",
    "lookback",
    "ignore",
    "show",
    "top",
    *OUTPUT,
)
def check(options: Options) -> None:
    """Show what was read, what it covers, and what is odd about it.

    Exits with 1 where a finding is an error. With -q only findings that are warnings or errors are
    printed, and nothing where there are none.

    \b
      merito check --touchpoints touchpoints.csv --orders orders.csv
      merito check -q                              for the nightly job
      merito check --ignore few-orders
      merito check --show ledger --format csv      or files, coverage, findings, unassigned
      merito check --format json
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.reports.check.finding_names import parse_ignored
    from cli.run import load_run, open_run

    asked, left_out = choose_output(options, several=True), parse_ignored(options.ignore)
    run = load_run(options)
    from cli.reports.check.report import build_check_report

    roles = ("orders", "touchpoints") if run.settings.touchpoints.files else ("orders",)
    with open_run(run, options, *roles) as ready:
        found = build_check_report(ready, options, left_out)
    report = _choose_tables(found.report, options, asked)
    if report.tables or options.output is not None:
        deliver(report, asked, options)
    if found.failed:
        raise typer.Exit(1)


def _choose_tables(report: "Report", options: Options, asked: "Format") -> "Report":
    """Return the table that is named, else what a page has room for; with -q what is not fine."""
    from cli.render.output_formats import Format
    from cli.reports.check.tables import select_grave

    if options.show is None and asked.for_people:
        report = report.with_tables(*(each for each in report.tables if each.name != "unassigned"))
    if not options.quiet or asked is Format.JSON or options.show not in (None, "findings"):
        return report.select_table(options.show)
    findings = select_grave(report.select_table("findings").get_single_table())
    silent = findings.frame.is_empty() and options.show is None and options.output is None
    return report.with_tables(*(() if silent else (findings,)))
