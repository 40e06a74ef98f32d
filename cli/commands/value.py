"""`merito value`: what customers are worth, and who is slipping away."""

from cli.options import COSTS, DAYS, ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *COSTS, *ENGINE, "as_of", "customers", "show", "top", *DAYS, *OUTPUT)
def value(options: Options) -> None:
    """Forecast what customers are worth and who slips away.

    The error of the same forecast on the latest days, which it has not seen, stands below.

    \b
      merito value --orders orders.csv
      merito value --customers -o values.csv
      merito value --show at_risk                  or value, holdout, parameters
      merito value --show acquisition --from 2026-01    LTV and CAC by the channel that won them
      merito value --as-of 2026-06-30 --format json
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.run import load_run, open_run

    asked = choose_output(options, several=not options.customers)
    run = load_run(options)
    from cli.reports.value.report import (
        build_value_report,
        choose_value_tables,
        needs_touches,
    )

    names = choose_value_tables(run, options, asked)
    roles = ("orders", "touchpoints") if needs_touches(run, names) else ("orders",)
    with open_run(run, options, *roles) as ready:
        report = build_value_report(ready, options, names, brief=asked.for_people)
    deliver(report, asked, options)
