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
    from cli.configured import configured  # noqa: PLC0415
    from cli.delivery import deliver, prepared  # noqa: PLC0415
    from cli.engines.working import working  # noqa: PLC0415

    asked = prepared(options)
    loaded = configured(options)
    from cli.reports.segments import rfm_report  # noqa: PLC0415
    from rfm.settings import Frequency  # noqa: PLC0415

    engaged = loaded.settings.rfm.frequency is Frequency.TOUCHPOINTS
    with working(loaded, options, "orders", *(["touchpoints"] if engaged else [])) as ready:
        report = rfm_report(ready, options)
    deliver(report, asked, options)
