"""What costs add to a comparison: what stands below it, and what does not match."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.measures import Metric, needs_costs
from attribution.comparison.row_names import WHOLE
from attribution.money import UNIT
from cli.dataset.breakdown import MONTH
from cli.reports.returns.errors import CostsNeededError, UnknownCostAttributeError
from cli.reports.returns.matching import (
    find_costs_without_touches,
    find_touches_without_costs,
    list_cost_notes,
    list_month_notes,
    list_touch_notes,
)
from cli.reports.returns.wording import (
    describe_new_customers,
    describe_returns,
    describe_target,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.results import AttributionResults
    from cli.dataset.breakdown import Breakdown
    from cli.reports.returns.costs import RunCosts
    from cli.settings import Settings

_TOTAL: Final = (
    "Total: all orders over all costs, with the orders of channels without costs and those that no"
    " touch explains"
)
"""What stands below figures of costs, whose total may lie beyond every row."""


def refuse_lacking_costs(metric: Metric, costs: "RunCosts | None", breakdown: "Breakdown") -> None:
    """Raise CostsNeededError or UnknownCostAttributeError where a metric cannot be computed."""
    if not needs_costs(metric):
        return
    if costs is None:
        raise CostsNeededError(f"--metric {metric}")
    if costs.spending is None:
        raise UnknownCostAttributeError(f"--metric {metric}", breakdown.dimension)


def describe_costs(  # noqa: PLR0913 - what stands below each comparison
    costs: "RunCosts | None",
    settings: "Settings",
    exact: pl.DataFrame,
    findings: "AttributionResults",
    metric: Metric,
    *,
    of_new: bool,
) -> "Iterator[str]":
    """Yield what stands below a comparison that has costs.

    `exact` are its rows at full precision, of all values; `of_new` tells whether any of them is of
    new customers.
    """
    if costs is None or costs.spending is None:
        return
    if needs_costs(metric):
        yield _TOTAL
    whole = _select_whole(exact, findings)
    target = describe_target(whole, settings, findings.plan.dimension)
    yield from () if target is None else (target,)
    yield describe_returns(costs, settings)
    if of_new:
        yield from describe_new_customers(findings)


def list_unmatched_notes(
    costs: "RunCosts | None",
    findings: "AttributionResults",
    exact: pl.DataFrame,
    settings: "Settings",
) -> "Iterator[str]":
    """Yield days without costs, costs that nothing matches, and channels that lack them.

    These look paid and have none. `exact` are the rows of the comparison at full precision.
    """
    if costs is None:
        return
    dimension = findings.plan.dimension
    if costs.spending is None:
        yield f"costs: left out, since they cannot be told apart by {dimension}"
        return
    if costs.uncovered is not None:
        yield f"{costs.uncovered.sentence}; {costs.uncovered.remedy}"
    spent, currency = costs.spending.whole, settings.currency
    unmatched = find_costs_without_touches(spent, findings.values.names)
    yield from list_cost_notes(unmatched, dimension, currency)
    if costs.spending.blocks is not None:
        yield from list_month_notes(costs.spending.blocks, set(exact[MONTH]), currency)
    if dimension == "channel":
        credited = _list_credited(_select_whole(exact, findings), findings, settings)
        yield from list_touch_notes(find_touches_without_costs(credited, spent), currency)


def _select_whole(exact: pl.DataFrame, findings: "AttributionResults") -> pl.DataFrame:
    """Return the rows of a comparison's first window that are of all orders."""
    first = exact.filter(pl.col("lookback") == exact["lookback"].first())
    block = exact.columns[1]
    parted = findings.parted or findings
    return first if parted.blocks is None else first.filter(pl.col(block) == WHOLE)


def _list_credited(
    rows: pl.DataFrame, findings: "AttributionResults", settings: "Settings"
) -> dict[str, int]:
    """Return the revenue that the baseline gives to each channel, 1/10 000 of the unit."""
    own = rows.filter(pl.col("model") == settings.baseline_name)
    revenue = (pl.col("revenue").fill_null(0) * UNIT).round().cast(pl.Int64)
    touched = frozenset(findings.values.names)
    found = own.select(findings.plan.dimension, revenue).rows()
    return {name: amount for name, amount in found if name in touched}
