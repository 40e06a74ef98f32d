"""Who moved between two days, from which segment to which."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.ledger import build_migration_lines
from cli.reports.build import build_report, find_as_of_day
from cli.reports.customer_groups import add_groups
from cli.reports.migration.metrics import MoveMetric
from cli.reports.migration.tables import build_migration_table
from cli.reports.rfm.segment_map import build_segment_map
from cli.reports.rfm.tables import build_parameters, count_engagement
from rfm.migration.dated_customers import DatedCustomers, DatePair, TouchPair, measure_at_both
from rfm.migration.migration import Migration, compute_migration
from rfm.settings import Frequency

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.report import LedgerLine, Report, Table
    from cli.settings import Settings

_ALWAYS: Final = DateRange(None, None)


def build_migration_report(run: "Run", metric: MoveMetric, *, intervals: bool) -> "Report":
    """Return who moved from the day of the settings' `rfm.since` to the as-of day.

    Raises `DatesNotInOrderError` and `NobodyBeforeError`.
    """
    engaged = run.settings.rfm.frequency is Frequency.TOUCHPOINTS
    shop = open_orders_alone(run, _ALWAYS, touches=engaged)
    found = find_migration(run, shop, intervals=intervals)
    table = describe_migration(run, found, metric)
    ledger = _build_ledger(shop, found)
    notes = tuple(str(note) for note in found.notes)
    return build_report("migration", run, shop, (table,), ledger, more=notes)


def find_migration(run: "Run", shop: "Dataset", *, intervals: bool = False) -> Migration:
    """Return who moved among the customers of a shop, for intervals by their groups as well."""
    settings, as_of = run.settings, find_as_of_day(run, shop)
    since = settings.rfm.find_since(as_of)
    assert since is not None  # noqa: S101 - who asks for moves has said since when
    dates = _pair_dates(settings, since, as_of)
    dated = shop.stock.map_prepared(
        partial(_measure, settings=settings, dates=dates, grouped=intervals)
    )
    return compute_migration(dated, dates, build_segment_map(settings), settings.rfm.scores)


def describe_migration(run: "Run", found: Migration, metric: MoveMetric) -> "Table":
    """Return the table of the moves."""
    return build_migration_table(found, run.settings, metric)


def _pair_dates(settings: "Settings", since: "date", as_of: "date") -> DatePair:
    after = build_parameters(settings, as_of)
    return DatePair(replace(after, as_of=since), after)


def _measure(
    touches: "pl.DataFrame | None",
    orders: "pl.DataFrame",
    settings: "Settings",
    dates: DatePair,
    *,
    grouped: bool,
) -> DatedCustomers:
    """Return the customers of cleaned orders at both days."""
    orders = add_groups(orders) if grouped else orders
    if touches is None or dates.after.frequency is not Frequency.TOUCHPOINTS:
        return measure_at_both(orders, dates)
    before, after = (
        count_engagement(touches, settings, each) for each in (dates.before, dates.after)
    )
    return measure_at_both(orders, dates, TouchPair(before, after))


def _build_ledger(shop: "Dataset", found: Migration) -> "tuple[LedgerLine, ...]":
    unknown = shop.order_facts.nameless
    lines = build_migration_lines(found.sums, (unknown.rows, unknown.amount))
    return (*shop.identity_lines, *shop.orders.lines, *lines)
