"""`merito compare`: the models side by side."""

from cli.options import COMPARISON, COSTS, ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *COSTS, *ENGINE, "as_of", *COMPARISON, "time_basis", "show", *OUTPUT)
def compare(options: Options) -> None:
    """Compare attribution models: what each gives to each channel.

    \b
      merito compare --touchpoints touchpoints.csv --orders orders.csv
      merito compare --lookback 7d --lookback 30d --model last --model linear
      merito compare --by campaign --from 2026-01-01 --to 2026-03-31
      merito compare --costs costs.csv --metric roas      or roi, cpa, cac, nc_roas
      merito compare --costs costs.csv --show blended     all orders over all costs
      merito compare --time-basis interaction --by month  credit in the month of its touch
      merito compare --show experiments        models held against what experiments measured
      merito compare --format csv > compare.csv
      merito compare --show effects            removal effects of the Markov models; or transitions
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver, wants_intervals
    from cli.run import load_run, open_run

    asked = choose_output(options)
    run = load_run(options)
    from cli.reports.comparison.report import build_compare_report

    intervals = wants_intervals(options, asked)
    with open_run(run, options, "orders", "touchpoints") as ready:
        report = build_compare_report(
            ready, options, intervals=intervals, for_people=asked.for_people
        )
    deliver(report, asked, options)
