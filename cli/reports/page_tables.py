"""Tables that a page alone has: revenue by month, and customers by their scores."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.dataset.breakdown import MONTH, Breakdown, with_made
from cli.render.side_by_side import select_months
from cli.report import ColumnKind, Table
from cli.reports.comparison.report import find_request
from cli.reports.comparison.tables import ComparisonRequest, build_comparison
from cli.reports.rfm.report import build_customer_rows
from rfm.settings import Monetary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.reports.touch_days.days import DatedRequest

_DATA_DRIVEN: Final = frozenset({"markov", "shapley"})


def build_page_tables(
    run: "Run", shop: "Dataset", options: "Options", found: "ScoredCustomers"
) -> "Iterator[Table]":
    """Yield what a page shows beside the other tables of a report."""
    if options.by is None:
        yield from _build_months(run, shop, find_request(run, options))
    yield from build_score_grid(run, shop, found)


def build_score_grid(run: "Run", shop: "Dataset", found: "ScoredCustomers") -> "Iterator[Table]":
    """Yield the customers and their revenue by their scores, where these are of all money."""
    if run.settings.rfm.monetary is Monetary.TOTAL and shop.order_facts.counted.rows:
        yield _build_grid(build_customer_rows(run, shop, found))


def _build_months(
    run: "Run", shop: "Dataset", by_touch: "DatedRequest | None"
) -> "Iterator[Table]":
    """Yield the revenue by month and channel under the baseline, or the first model of rules.

    For each month it equals `merito compare --by month`, channels by their revenue of all months.
    """
    settings = run.settings
    rules = [model for model in settings.models if model.kind not in _DATA_DRIVEN]
    if not rules:
        return
    named = next((one for one in rules if one.name == settings.baseline_name), rules[0])
    alone = replace(run, settings=settings.with_models((named,)))
    table = _compare_months(alone, shop, by_touch)
    yield Table(
        name="months",
        title=f"{table.title}, by month",
        frame=select_months(table.frame),
        kinds={
            MONTH: ColumnKind.TEXT,
            "channel": ColumnKind.TEXT,
            "revenue": ColumnKind.MONEY,
        },
        exact=select_months(table.exact),
        baseline=named.name,
    )


def _compare_months(run: "Run", shop: "Dataset", by_touch: "DatedRequest | None") -> Table:
    if by_touch is not None:
        asked = ComparisonRequest(by_touch=by_touch._replace(by_month=True))
        return build_comparison(run, shop, asked).table
    parted = shop.with_blocks(_label_months, Breakdown(block=MONTH))
    return build_comparison(run, parted, ComparisonRequest()).table


def _label_months(_touches: "pl.DataFrame | None", orders: pl.DataFrame) -> pl.DataFrame:
    return with_made(orders, MONTH)


def _build_grid(customers: Table) -> Table:
    """Return the customers and their revenue by the scores r and fm."""
    keys = ("r", "fm")
    count, money = pl.len().cast(pl.Int64).alias("customers"), pl.col("monetary").sum()
    frame = customers.frame.group_by(keys).agg(count, money.alias("revenue")).sort(keys)
    exact = customers.exact.group_by(keys).agg(count, money.alias("revenue")).sort(keys)
    return Table(
        name="rfm_grid",
        title="Customers by recency and by frequency with money",
        frame=frame,
        kinds={
            "r": ColumnKind.COUNT,
            "fm": ColumnKind.COUNT,
            "customers": ColumnKind.COUNT,
            "revenue": ColumnKind.MONEY,
        },
        exact=exact,
    )
