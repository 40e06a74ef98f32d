"""`merito value`: what customers are worth, and who is slipping away."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *ENGINE, "as_of", "customers", "show", *OUTPUT)
def value(options: Options) -> None:
    """Forecast what customers are worth and who slips away.

    The error of the same forecast on the latest days, which it has not seen, stands below.

    \b
      merito value --orders orders.csv
      merito value --customers -o values.csv
      merito value --show at_risk                  or value, holdout, parameters
      merito value --as-of 2026-06-30 --format json
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver  # noqa: PLC0415
    from cli.run import load_run, open_run  # noqa: PLC0415

    asked = choose_output(options, several=not options.customers)
    run = load_run(options)
    from cli.reports.value.report import build_value_report  # noqa: PLC0415
    from rfm.settings import Frequency  # noqa: PLC0415

    engaged = run.settings.rfm.frequency is Frequency.TOUCHPOINTS
    with open_run(run, options, "orders", *(["touchpoints"] if engaged else [])) as ready:
        report = build_value_report(ready, options, asked)
    deliver(report, asked, options)
