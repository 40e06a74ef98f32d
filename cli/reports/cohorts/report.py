"""Customers by the period of their first order: who comes back, and what they are worth."""

from functools import partial
from typing import TYPE_CHECKING, Final

from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.ledger import build_cohort_lines
from cli.reports.build import build_report, find_as_of_day
from cli.reports.cohorts.metrics import CohortMetric
from cli.reports.cohorts.tables import build_cohort_table
from cli.reports.customer_groups import add_groups
from rfm.cohorts.cohort_sums import CohortSums, sum_cohorts

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.report import LedgerLine, Report, Table
    from rfm.cohorts.choices import Period

_ALWAYS: Final = DateRange(None, None)


def build_cohort_report(run: "Run", metric: CohortMetric, *, intervals: bool) -> "Report":
    """Return the cohorts of the files' customers."""
    shop = open_orders_alone(run, _ALWAYS)
    found = find_cohorts(run, shop, intervals=intervals)
    table = describe_cohorts(run, shop, found, metric)
    return build_report("cohorts", run, shop, (table,), _build_ledger(shop, found))


def find_cohorts(run: "Run", shop: "Dataset", *, intervals: bool = False) -> CohortSums:
    """Return what the cohorts of a shop's customers hold, for intervals by their groups as well."""
    as_of, period = find_as_of_day(run, shop), run.settings.cohorts.period
    step = partial(_sum, as_of=as_of, period=period, grouped=intervals)
    return CohortSums.add_up(list(shop.stock.map_each(step)))


def describe_cohorts(
    run: "Run", shop: "Dataset", found: CohortSums, metric: CohortMetric
) -> "Table":
    """Return the table of the cohorts."""
    return build_cohort_table(
        found,
        find_as_of_day(run, shop),
        run.settings.cohorts.period,
        metric,
        currency=run.settings.currency,
        first_day=shop.order_facts.first_day,
        chance=run.settings.uncertainty,
    )


def _sum(
    _touches: "pl.DataFrame | None",
    orders: "pl.DataFrame",
    as_of: "date",
    period: "Period",
    *,
    grouped: bool,
) -> CohortSums:
    return sum_cohorts(add_groups(orders) if grouped else orders, as_of, period)


def _build_ledger(shop: "Dataset", found: CohortSums) -> "tuple[LedgerLine, ...]":
    unknown = shop.order_facts.nameless
    lines = build_cohort_lines(found.orders, (unknown.rows, unknown.amount))
    return (*shop.identity_lines, *shop.orders.lines, *lines)
