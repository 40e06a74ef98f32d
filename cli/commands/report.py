"""`merito report`: every report the files allow."""

from typing import TYPE_CHECKING

from cli.options import COMPARISON, COSTS, ENGINE, FILES, OUTPUT, Options, takes

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.render.output_formats import Format
    from cli.reports.full import Extent


@takes(*FILES, *COSTS, *ENGINE, "as_of", "since", *COMPARISON, "show", *OUTPUT)
def report(options: Options) -> None:
    """Print every report the files allow, or write all to files.

    \b
      merito report
      merito report -o reports/            compare.csv, journeys_roles.csv, …, rfm.csv,
                                           cohorts.csv, value.csv, …, check.json
      merito report -o report.xlsx         a sheet each, with totals and charts
      merito report -o report.html         one page to forward: highlights, charts, tables
      merito report --since 30d            and who moved between segments (migration.csv)
      merito report --show rfm > rfm.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, is_folder
    from cli.run import load_run

    folder = is_folder(options)
    asked = choose_output(options, folder=folder, several=True)
    run = load_run(options)
    if not run.settings.touchpoints.files and not _compares(options):
        _deliver_customers(run, options, asked, folder=folder)
    elif folder:
        _deliver_files(run, options)
    else:
        _deliver_report(run, options, asked)


def _deliver_files(run: "Run", options: Options) -> None:
    """Deliver every report as a file of its own."""
    from cli.delivery import deliver_folder
    from cli.reports.full import build_folder_reports
    from cli.run import open_run

    with open_run(run, options, "orders", "touchpoints") as ready:
        reports = build_folder_reports(ready, options, intervals=options.intervals is True)
    deliver_folder(reports, options)


def _deliver_report(run: "Run", options: Options, asked: "Format") -> None:
    """Deliver the reports as one."""
    from cli.delivery import deliver, wants_intervals
    from cli.reports.full import build_full_report
    from cli.run import open_run

    intervals = wants_intervals(options, asked)
    with open_run(run, options, "orders", "touchpoints") as ready:
        made = build_full_report(ready, options, _choose_extent(asked), intervals=intervals)
    deliver(made.select_table(options.show), asked, options)


def _compares(options: Options) -> bool:
    """Tell whether something is asked of models, which orders alone do not allow."""
    asked = (options.by, options.metric, options.model, options.lookback, options.intervals)
    days = (options.from_day, options.to_day, options.last, options.top)
    return any(each is not None and each != [] for each in (*asked, *days))


def _choose_extent(asked: "Format") -> "Extent":
    """Return how much of each report is printed: less for people than in a page or a workbook."""
    from cli.render.output_formats import Format
    from cli.reports.full import Extent

    extents = {Format.XLSX: Extent.WORKBOOK, Format.HTML: Extent.PAGE}
    return extents.get(asked, Extent.EXCERPT if asked.for_people else Extent.TABLES)


def _deliver_customers(run: "Run", options: Options, asked: "Format", *, folder: bool) -> None:
    """Deliver what orders allow where no touchpoints are named."""
    from cli.delivery import deliver, deliver_folder
    from cli.reports.customers_alone import build_customer_files, build_customer_report
    from cli.run import open_run

    with open_run(run, options, "orders") as ready:
        if folder:
            deliver_folder(build_customer_files(ready), options)
            return
        made = build_customer_report(ready, options, _choose_extent(asked))
    deliver(made.select_table(options.show), asked, options)
