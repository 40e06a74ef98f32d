"""`merito rfm`: segments by recency, frequency and monetary value."""

import os
from dataclasses import replace

from cli.errors import MeritoError
from cli.options import ENGINE, FILES, OUTPUT, Options, takes


class TwoReportsError(MeritoError):
    """Options of two reports were given at once."""

    def __init__(self, given: list[str]) -> None:
        listed = " and ".join(given)
        super().__init__(f"{listed} are reports of their own; leave one of them out")


class NoIntervalsError(MeritoError):
    """Intervals were asked for of a table that has none."""

    def __init__(self) -> None:
        super().__init__(
            "--intervals: segments and customers are counted, not estimated; --show channels and"
            " --since DAY have intervals"
        )


class MetricWithoutSinceError(MeritoError):
    """A metric was named where no matrix shows it."""

    def __init__(self) -> None:
        super().__init__("--metric says what --since shows; give --since a day as well")


@takes(*FILES, *ENGINE, "as_of", "customers", "since", "metric", "show", "intervals", *OUTPUT)
def rfm(options: Options) -> None:
    """Segment customers by recency, frequency and monetary value.

    \b
      merito rfm --orders orders.csv
      merito rfm --customers -o customers.csv
      merito rfm --as-of 2026-06-30
      merito rfm --show own                       your own segments, those of merito.yaml
      merito rfm --show channels --intervals      which channels brought the customers of each
      merito rfm --since 30d --metric revenue     or customers, share; who moved, to the as-of day
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads no data library.
    from cli.delivery import choose_output, deliver, wants_intervals
    from cli.report import UnknownTableError
    from cli.reports.migration.metrics import MoveMetric
    from cli.reports.rfm.table_names import RfmTable
    from cli.run import load_run, open_run

    options = _refuse_contradictions(options)
    asked = choose_output(options, metrics=MoveMetric)
    if options.show is not None and options.show not in list(RfmTable):
        raise UnknownTableError(options.show, list(RfmTable))
    run = load_run(options)
    from cli.reports.migration.report import build_migration_report
    from cli.reports.rfm.report import build_rfm_report, list_rfm_roles

    with open_run(run, options, *list_rfm_roles(run.settings, options)) as ready:
        if options.since is None:
            intervals = wants_intervals(options, asked)
            report = build_rfm_report(
                ready, options, intervals=intervals, for_people=asked.for_people
            )
        else:
            metric = MoveMetric(options.metric or MoveMetric.CUSTOMERS)
            intervals = options.intervals is True
            report = build_migration_report(ready, metric, intervals=intervals)
    deliver(report, asked, options)


def _refuse_contradictions(options: Options) -> Options:
    """Return the options, without the metric of the environment where it is for other reports."""
    said = {
        "--customers": options.customers,
        "--since": options.since is not None,
        "--show": options.show is not None,
    }
    given = [option for option, is_given in said.items() if is_given]
    if len(given) > 1:
        raise TwoReportsError(given)
    if options.since is not None:
        return options
    _refuse_intervals(options)
    if options.metric != os.environ.get("MERITO_METRIC"):
        raise MetricWithoutSinceError
    return replace(options, metric=None)


def _refuse_intervals(options: Options) -> None:
    """Raise NoIntervalsError where they are asked for in vain, unless the environment asks."""
    asked = options.intervals is True and "MERITO_INTERVALS" not in os.environ
    if asked and options.show != "channels":
        raise NoIntervalsError
