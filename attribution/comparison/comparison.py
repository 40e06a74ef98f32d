"""The models side by side: what each gives to each channel, and where it differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from attribution.block_groups import regroup_results
from attribution.comparison.calibration import NOT_CAUSED, CalibrationReplicates
from attribution.comparison.experiments import MeasuredReplicates
from attribution.comparison.folding import fold_past
from attribution.comparison.page import UNATTRIBUTED, Page
from attribution.comparison.page_intervals import PageIntervals
from attribution.comparison.spending import build_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from attribution.block_groups import BlockGroups
    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.comparison.page_intervals import ModelIntervals
    from attribution.comparison.spending import ComparisonSums, Spending
    from attribution.results import AttributionResults

NOTHING = "(none)"
"""Name of the row of touches or orders that have no value."""

WHOLE = "(all)"
"""Name of the block that holds every order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row for each lookback, block, model and channel; see `compare_models` for the columns."""

    exact: pl.DataFrame
    """Revenue and its change as Float64 in currency units."""
    printed: pl.DataFrame
    """The same rows, revenue and its change as Int64 cents that foot."""
    folded: int
    """Values that are added up in each row `(others)`."""
    totals: pl.DataFrame
    """One row for each lookback, block and model, columns as `printed`; null where not additive."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that the rows of a comparison carry."""

    lookbacks: "Sequence[str]"
    """Text of each window of the plan."""
    baseline: str
    """Name of the model that changes refer to."""
    block: str | None = None
    """Column of the order attribute that the report is broken down by."""
    groups: "BlockGroups | None" = None
    """What is shown in place of the blocks, where they are put together; None: themselves."""
    left_out: "frozenset[str]" = frozenset()
    """Names of models that are not shown."""
    top: int | None = None
    """How many values have rows of their own, the others being added up; None: all."""


def compare_models(
    findings: "AttributionResults",
    labels: Labels,
    resampling: "Resampling | None" = None,
    spending: "Spending | None" = None,
    calibration: "Calibration | None" = None,
) -> Comparison:
    """Return the comparison of all models.

    Columns: lookback, the block's (if any), model, the dimension's (channel), conversions,
    conversions_share, revenue, revenue_share, revenue_change, revenue_change_share. Shares are of
    all orders of the block, unattributed included; null where there are none. Changes are against
    the baseline model, null for itself; revenue_change_share is null where the baseline has
    nothing. A data-driven model that says nothing has nulls. With resampling each of the six has
    `_low` and `_high`, and there is rank_stable: see `intervals`. With spending, which needs the
    facet of new customers, the columns of `measures.RETURNS` follow, and rows of values that only
    costs have; cost is null where no row of costs names the value. Rows by lookback,
    block ((all) first), model as in the plan, the baseline's revenue (largest first), name; the
    values past the first ones as `(others)`, then `(unattributed)`: see `folding`. With a
    calibration, which every calibrated model needs, `(not caused)` is the last row of each model.
    Where credit has the days of its touches, shares are of what each model credits, and models
    without a part of the order for each touch have nulls.
    """
    plan = findings.plan
    baseline = [named.name for named in plan.models].index(labels.baseline)
    parted = findings.parted or findings
    if labels.groups is not None:
        parted = regroup_results(findings, labels.groups)
    sums = build_sums(findings, spending, calibration)
    if parted is not findings:
        sums = sums.with_blocks_of(build_sums(parted, spending, calibration))
    names = [NOTHING if name is None else name for name in sums.values] + [UNATTRIBUTED]
    names += [] if calibration is None else [NOT_CAUSED]
    additive = tuple(each.model.additive for each in plan.models)
    first = sums.credit.revenue[0, baseline, 0]
    folding = fold_past(first, names, len(sums.values), additive, labels.top)
    sure: _Intervals | None = None
    if resampling is not None:
        sure = _Intervals(findings, parted, sums, baseline, resampling, calibration)
    exact, printed, totals = [], [], []
    for window, block, keys in _iterate_keys(parted, labels):
        page = Page(sums, window, block, baseline, folding)
        ends = None if sure is None else sure.select_page(page, window, block)
        for model, named in enumerate(plan.models):
            if named.name not in labels.left_out:
                own = {**keys, "model": named.name}
                digits, cents = _build_rows(page, model, own, plan.dimension, ends)
                exact.append(digits)
                printed.append(cents)
                totals.append(page.to_total(model, own, plan.dimension))
    return Comparison(
        pl.concat(exact),
        pl.concat(printed),
        folding.folded,
        pl.concat(totals, how="diagonal"),
    )


def _iterate_keys(
    parted: "AttributionResults", labels: Labels
) -> "Iterator[tuple[int, int, dict[str, str]]]":
    """Yield window, block (0: all orders) and what names the rows of each page."""
    blocks = () if parted.blocks is None else parted.blocks.names
    names = [WHOLE, *(NOTHING if name is None else name for name in blocks)]
    column = None if parted.blocks is None else labels.block
    for window, lookback in enumerate(labels.lookbacks):
        for block, name in enumerate(names):
            own = {} if column is None else {column: name}
            yield window, block, {"lookback": lookback, **own}


class _Intervals:
    """The intervals of the pages: of all orders, and of the blocks, which may be put together."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a comparison is made from
        self,
        findings: "AttributionResults",
        parted: "AttributionResults",
        sums: "ComparisonSums",
        baseline: int,
        resampling: "Resampling",
        calibration: "Calibration | None",
    ) -> None:
        factors = _draw_factors(calibration, resampling)
        self._whole = self._parts = PageIntervals(findings, resampling, baseline, sums, factors)
        if parted is not findings:
            self._parts = PageIntervals(parted, resampling, baseline, sums, factors)

    def select_page(self, page: Page, window: int, block: int) -> "Callable[[int], ModelIntervals]":
        """Return the intervals of a page by the position of the model."""
        own = self._parts if block else self._whole
        return own.select_page(page, window, block - 1)


def _draw_factors(
    calibration: "Calibration | None", resampling: "Resampling"
) -> CalibrationReplicates | None:
    if calibration is None:
        return None
    return CalibrationReplicates(calibration, MeasuredReplicates(calibration.measured, resampling))


def _build_rows(
    page: Page,
    model: int,
    keys: dict[str, str],
    dimension: str,
    ends: "Callable[[int], ModelIntervals] | None",
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of one model, exact and printed: credit, then what costs make of it."""
    exact = page.to_exact(model, keys, dimension)
    printed = page.to_printed(model, keys, dimension)
    returns = page.to_exact_returns(model), page.to_printed_returns(model)
    if ends is None:
        return exact.with_columns(returns[0]), printed.with_columns(returns[1])
    sure = ends(model)
    return (
        exact.with_columns(*sure.to_exact(), *returns[0], *sure.to_exact_returns()),
        printed.with_columns(*sure.to_printed(), *returns[1], *sure.to_printed_returns()),
    )
