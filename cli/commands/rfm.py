"""`merito rfm`: segments by recency, frequency and monetary value."""

from cli.options import ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *ENGINE, "as_of", "customers", *OUTPUT)
def rfm(options: Options) -> None:
    """Segment customers by recency, frequency and monetary value.

    \b
      merito rfm --orders orders.csv
      merito rfm --customers -o customers.csv
      merito rfm --as-of 2026-06-30
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver  # noqa: PLC0415
    from cli.run import load_run, open_run  # noqa: PLC0415

    asked = choose_output(options)
    run = load_run(options)
    from cli.reports.rfm.report import build_rfm_report  # noqa: PLC0415
    from rfm.settings import Frequency  # noqa: PLC0415

    engaged = run.settings.rfm.frequency is Frequency.TOUCHPOINTS
    with open_run(run, options, "orders", *(["touchpoints"] if engaged else [])) as ready:
        report = build_rfm_report(ready, options)
    deliver(report, asked, options)
