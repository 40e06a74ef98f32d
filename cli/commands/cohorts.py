"""`merito cohorts`: customers by their first order, and who comes back."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *ENGINE, "as_of", "period", "metric", "intervals", *OUTPUT)
def cohorts(options: Options) -> None:
    """Follow customers from their first order on: who comes back.

    \b
      merito cohorts --orders orders.csv
      merito cohorts --period quarter --metric revenue_per_customer    or revenue, repeat_share
      merito cohorts --intervals -o cohorts.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.reports.cohorts.metrics import CohortMetric
    from cli.run import load_run, open_run

    asked = choose_output(options, metrics=CohortMetric)
    run = load_run(options)
    from cli.reports.cohorts.report import build_cohort_report

    with open_run(run, options, "orders") as ready:
        metric = CohortMetric(options.metric or CohortMetric.RETENTION)
        report = build_cohort_report(ready, metric, intervals=options.intervals is True)
    deliver(report, asked, options)
