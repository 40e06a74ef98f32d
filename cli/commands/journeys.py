"""`merito journeys`: how channels work together before an order."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes(
    *FILES,
    *ENGINE,
    *("as_of", "from_day", "to_day", "last", "lookback", "by"),
    *("show", "top", "history", "transform", "intervals"),
    *OUTPUT,
)
def journeys(options: Options) -> None:
    """Show how channels work together before an order.

    \b
      merito journeys
      merito journeys --show paths --top 30        or roles, length, lag, summary, sets, pairs, next
      merito journeys --show paths --transform exposure --format csv > paths.csv
      merito journeys --show next --history 2
      merito journeys --show roles --intervals --format csv
      merito journeys --by campaign --from 2026-01 --to 2026-03
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.run import load_run, open_run

    asked = choose_output(options, several=True)
    run = load_run(options)
    from cli.reports.journeys.report import build_journeys_report

    with open_run(run, options, "orders", "touchpoints") as ready:
        report = build_journeys_report(ready, options, asked)
    deliver(report, asked, options)
