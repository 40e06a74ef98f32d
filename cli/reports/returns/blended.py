"""Everything that was sold over everything that was spent."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.bootstrap import compute_interval
from attribution.choices import TimeBasis
from attribution.comparison.figures import COMPUTE, Figures
from attribution.comparison.intervals import FEW
from attribution.comparison.measures import COLUMNS
from attribution.comparison.replicates import ComparisonReplicates
from attribution.money import UNIT, convert_to_cents
from attribution.plan import Facet
from cli.report import ColumnKind, Table
from cli.reports.returns.costs import BLENDED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribution.arrays import Floats
    from attribution.bootstrap import Resampling
    from attribution.results import AttributionResults
    from cli.reports.returns.costs import RunCosts
    from cli.settings import Settings

_MEASURES: Final = (
    "conversions",
    "revenue",
    "new_conversions",
    "new_revenue",
    "cost",
    "roas",
    "roi",
    "cpa",
    "cac",
    "nc_roas",
)
_SHARE: Final = "cost_to_revenue"
_CAPTION: Final = (
    "roas = revenue / cost, cost_to_revenue = cost / revenue: some tools call the one marketing"
    " efficiency (MER), some the other"
)


def build_blended_table(
    findings: "AttributionResults",
    costs: "RunCosts",
    settings: "Settings",
    resampling: "Resampling | None",
) -> Table:
    """Return one row: all orders, unattributed ones included, and all costs of the days.

    Columns as in a comparison, and cost_to_revenue; with resampling `_low` and `_high` of all but
    cost, null where fewer than 10 customers bought, or of new customers where fewer did.
    """
    margin = float(settings.returns.known_margin)
    columns = _compute(_sum_up(findings, costs.total, margin))
    if resampling is not None:
        drawn = _compute(_resample(findings, costs.total, margin, resampling))
        columns |= _compute_bounds(drawn, findings)
    kinds = {name: _get_kind(name) for name in columns}
    currency = f" in {settings.currency}" if settings.currency else ""
    return Table(
        name=BLENDED,
        title=f"All orders over all costs{currency}, {costs.first} to {costs.last}",
        frame=_build_row(columns, kinds, convert_to_cents),
        kinds=kinds,
        exact=_build_row(columns, kinds, lambda money: pl.Series(money / UNIT, nan_to_null=True)),
        caption=(_CAPTION, *_describe_days(settings)),
    )


def _describe_days(settings: "Settings") -> "tuple[str, ...]":
    by_touch = settings.returns.time_basis is TimeBasis.INTERACTION
    return ("orders count on their own day: all of them together have no touch",) * by_touch


def _build_row(
    columns: "Mapping[str, Floats]",
    kinds: "Mapping[str, ColumnKind]",
    to_money: "Callable[[Floats], pl.Series]",
) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (
                to_money(np.ravel(each))
                if kinds[name] is ColumnKind.MONEY
                else pl.Series(np.ravel(each), nan_to_null=True)
            ).alias(name)
            for name, each in columns.items()
        ]
    )


def _get_kind(name: str) -> ColumnKind:
    if name.startswith(_SHARE):
        return ColumnKind.RATIO
    return ColumnKind(COLUMNS[name].kind)


def _compute(figures: Figures) -> "dict[str, Floats]":
    found = {name: COMPUTE[name](figures) for name in _MEASURES}
    share = divide_with_default(figures.cost, figures.revenue, figures.no_denominator)
    return found | {_SHARE: share}


def _compute_bounds(
    drawn: "Mapping[str, Floats]", findings: "AttributionResults"
) -> "dict[str, Floats]":
    people, new = (int(table["customers"].sum()) for table in _list_orders(findings))
    columns: dict[str, Floats] = {}
    for name, values in drawn.items():
        if name != "cost":
            of_new = name != _SHARE and COLUMNS[name].of_new
            few = (new if of_new else people) < FEW
            ends = compute_interval(np.full_like(values, np.nan) if few else values)
            columns |= {f"{name}_low": ends.low, f"{name}_high": ends.high}
    return columns


def _sum_up(findings: "AttributionResults", cost: int, margin: float) -> Figures:
    names = ("orders", "revenue")
    tables = _list_orders(findings)
    sums = [np.array([float(table[name].sum())]) for table in tables for name in names]
    return _make_figures(sums, cost, margin, np.nan)


def _list_orders(findings: "AttributionResults") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the counted orders by group, and those of new customers."""
    return findings.statistics.orders, findings.facets[Facet.NEW].orders


def _resample(
    findings: "AttributionResults", cost: int, margin: float, resampling: "Resampling"
) -> Figures:
    draws = ComparisonReplicates(findings, resampling)
    totals = draws.get_totals(), draws.select_facet(Facet.NEW).get_totals()
    sums = [each[None, :] for block in totals for each in (block.orders, block.paid)]
    return _make_figures(sums, cost, margin, np.inf)


def _make_figures(sums: "list[Floats]", cost: int, margin: float, no_denominator: float) -> Figures:
    orders, paid, new_orders, new_paid = sums
    spent = np.full((1, 1), float(cost)) if orders.ndim > 1 else np.array([float(cost)])
    return Figures(
        *(orders, paid, paid, orders, paid, spent, new_orders, new_paid),
        margin=margin,
        no_denominator=no_denominator,
    )
