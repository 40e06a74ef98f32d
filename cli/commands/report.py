"""`merito report`: every report the files allow."""

from cli.options import COMPARISON, ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *ENGINE, "as_of", *COMPARISON, "show", *OUTPUT)
def report(options: Options) -> None:
    """Print the comparison and the segments, or write them to a folder.

    \b
      merito report
      merito report -o reports/            compare.csv, rfm.csv, rfm_customers.csv, check.json
      merito report --show rfm > rfm.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.configured import configured  # noqa: PLC0415
    from cli.delivery import (  # noqa: PLC0415
        deliver,
        deliver_folder,
        is_folder,
        prepared,
        with_intervals,
    )
    from cli.engines.working import working  # noqa: PLC0415

    folder = is_folder(options)
    asked = prepared(options, folder=folder)
    loaded = configured(options)
    from cli.reports.whole import folder_reports, whole_report  # noqa: PLC0415

    if folder:
        intervals = options.intervals is True
        with working(loaded, options, "orders", "touchpoints") as ready:
            reports = folder_reports(ready, options, intervals=intervals)
        deliver_folder(reports, options)
    else:
        intervals = with_intervals(options, asked)
        with working(loaded, options, "orders", "touchpoints") as ready:
            made = whole_report(ready, options, intervals=intervals)
        deliver(made.only(options.show), asked, options)
