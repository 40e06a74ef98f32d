"""`merito sensitivity`: whether a conclusion survives that touches are lost."""

from typing import TYPE_CHECKING

from cli.options import COSTS, ENGINE, FILES, OUTPUT, Options, takes

if TYPE_CHECKING:
    from cli.render.output_formats import Format
    from cli.report import Report

_SHOWN = ("ranges", "draws", "decisions")
"""The tables that `--show` names."""


@takes(
    *FILES,
    *COSTS,
    *ENGINE,
    "as_of",
    "from_day",
    "to_day",
    "last",
    "lookback",
    "model",
    "by",
    "top",
    "show",
    *OUTPUT,
)
def sensitivity(options: Options) -> None:
    """See which ranks and differences survive lost touches.

    \b
      merito sensitivity
      merito sensitivity --model last --model linear --model markov
      merito sensitivity --lookback 30d --lookback 7d
      merito sensitivity --by campaign --top 10
      merito sensitivity --show ranges > ranges.csv
      merito sensitivity --costs costs.csv --show decisions     keep or cut, and what flips it
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.report import UnknownTableError
    from cli.run import load_run, open_run

    asked = choose_output(options)
    if options.show is not None and options.show not in _SHOWN:
        raise UnknownTableError(options.show, _SHOWN)
    run = load_run(options)
    from cli.reports.sensitivity.report import build_sensitivity_report

    with open_run(run, options, "orders", "touchpoints") as ready:
        report = build_sensitivity_report(ready, options)
    deliver(_choose_tables(report, options, asked), asked, options)


def _choose_tables(report: "Report", options: Options, asked: "Format") -> "Report":
    """Return the table that is named; else those for people, or every draw for machines."""
    if options.show is None and asked.for_people:
        return report.with_tables(*(each for each in report.tables if each.name not in _SHOWN))
    return report.select_table(options.show or "draws")
