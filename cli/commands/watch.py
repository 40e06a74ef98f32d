"""`merito watch`: KPIs against their targets and their own past."""

import typer

from cli.options import COSTS, ENGINE, FILES, OUTPUT, Options, takes


@takes(*FILES, *COSTS, *ENGINE, "as_of", *OUTPUT)
def watch(options: Options) -> None:
    """Judge KPIs by their targets and their own past.

    The KPIs are those of merito.yaml (kpis:). Exits with 1 where one of them is unknown, misses its
    target, or is odd in the bad direction. With -q only those are printed, and nothing where there
    are none.

    \b
      merito watch
      merito watch -q                              for the nightly job: mail only where one is off
      merito watch --as-of 2026-06-30
      merito watch -o kpis.csv
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver
    from cli.render.output_formats import Format
    from cli.run import load_run, open_run

    asked = choose_output(options)
    run = load_run(options)
    from cli.reports.watch.report import watch_shop
    from cli.reports.watch.request import list_watch_roles

    with open_run(run, options, *list_watch_roles(run.settings)) as ready:
        report, found = watch_shop(ready)
    # A file has all of them, whoever is to be silent: it is read later.
    off_alone = options.quiet and options.output is None and asked is not Format.JSON
    if found.is_off or not off_alone:
        table = found.build_table(for_people=asked.for_people, off_alone=off_alone)
        deliver(report.with_tables(table), asked, options)
    if found.is_off:
        raise typer.Exit(1)
