"""The comparison, and the check of what it was made from."""

from typing import TYPE_CHECKING

import polars as pl

from cli.report import LedgerLine, Report, Table
from cli.reports.assembly import assembled
from cli.reports.check import files_table, ledger_table
from cli.reports.comparison import compared
from cli.reports.dates import date_range
from cli.reports.ledger import journey_lines, touch_lines
from cli.reports.metric import metric_of
from cli.reports.shop import Shop, read_shop

if TYPE_CHECKING:
    from attribution.statistics import Counts
    from cli.options import Options
    from cli.settings import Loaded


def compare_report(loaded: "Loaded", options: "Options") -> Report:
    """Return the comparison of models."""
    shop, table, counts = comparison_of(loaded, options)
    return assembled("compare", loaded, shop, (table,), comparison_ledger(shop, counts), counts)


def check_report(loaded: "Loaded", options: "Options") -> Report:
    """Return what was read and what became of each row."""
    shop, _, counts = comparison_of(loaded, options)
    report = assembled("check", loaded, shop, (), comparison_ledger(shop, counts), counts)
    return report.with_tables(files_table(report.files), ledger_table(report.ledger))


def comparison_of(loaded: "Loaded", options: "Options") -> "tuple[Shop, Table, Counts]":
    """Read the files and return them, the comparison, and what became of the touches."""
    metric = metric_of(options.metric)
    days = date_range(options.from_day, options.to_day)
    shop = read_shop(loaded, days, options.by)
    table, statistics = compared(shop, loaded.settings, metric)
    return shop, table, statistics.counts[0]


def comparison_ledger(shop: Shop, counts: "Counts") -> tuple[LedgerLine, ...]:
    """Return what became of each touch, of each order row, and of the orders counted."""
    counted = shop.frame.filter("counted")
    touches = () if shop.touches is None else (*shop.touches.lines, *touch_lines(counts))
    journeys = journey_lines(counts, counted.height, int(counted["revenue"].sum()))
    return (*touches, *shop.orders.lines, *_outside(shop), *journeys)


def _outside(shop: Shop) -> tuple[LedgerLine, ...]:
    """Return the orders that count but lie outside the range of the report."""
    out = shop.frame.filter(~pl.col("counted") & ~pl.col("refunded"))
    if not out.height:
        return ()
    line = f"not among the {shop.days}"
    return (LedgerLine("journeys", line, out.height, int(out["revenue"].sum())),)
