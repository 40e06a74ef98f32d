"""The models side by side: what each gives to each channel, and where it differs."""

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from attribution.block_groups import regroup_results
from attribution.comparison.folding import fold_past
from attribution.comparison.page import Page
from attribution.comparison.row_names import (
    BESIDE_BLOCKS,
    NOT_CAUSED,
    UNATTRIBUTED,
    WHOLE,
    name_rows,
)
from attribution.comparison.spending import build_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from attribution.block_groups import BlockGroups
    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.comparison.comparison_intervals import ComparisonIntervals
    from attribution.comparison.folding import Folding
    from attribution.comparison.page_intervals import ModelIntervals
    from attribution.comparison.spending import Spending
    from attribution.results import AttributionResults


class Comparison(NamedTuple):
    """One row for each lookback, block, model and channel.

    Columns: lookback, the block's (if any), model, the dimension's (channel), conversions,
    conversions_share, revenue, revenue_share, revenue_change, revenue_change_share. Shares are of
    all orders of the block, unattributed included; null where there are none. Changes are against
    the baseline model, null for itself; revenue_change_share is null where the baseline has
    nothing. A data-driven model that says nothing has nulls. With resampling each of the six has
    `_low` and `_high`, and there is rank_stable: see `intervals`. With spending the columns of
    `measures.RETURNS` follow, and rows of values that only costs have; cost is null where no row
    of costs names the value. Rows by lookback, block ((all) first), model as in the plan, the
    baseline's revenue (largest first), name; the values past the first ones as `(others)`, then
    `(unattributed)`: see `folding`. With a calibration `(not caused)` is the last row of each
    model. Where credit has the days of its touches, shares are of what each model credits, and
    models without a part of the order for each touch have nulls.
    """

    exact: pl.DataFrame
    """Revenue and its change as Float64 in currency units."""
    printed: pl.DataFrame
    """The same rows, revenue and its change as Int64 cents that foot."""
    folded: int
    """Values that are added up in each row `(others)`."""
    totals: pl.DataFrame
    """One row for each lookback, block and model, columns as `printed`; null where not additive."""


class Labels(NamedTuple):
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
    hidden_blocks: "frozenset[str]" = frozenset()
    """Names of blocks that are not shown."""
    top: int | None = None
    """How many values have rows of their own, the others being added up; None: all."""


def compare_models(
    findings: "AttributionResults",
    labels: Labels,
    resampling: "Resampling | None" = None,
    spending: "Spending | None" = None,
    calibration: "Calibration | None" = None,
) -> Comparison:
    """Return the comparison of all models, with intervals where there is a resampling.

    Spending needs the facet of new customers, and every calibrated model the calibration.
    """
    pages = _Pages(findings, labels, spending, calibration)
    sure = None if resampling is None else pages.draw_intervals(resampling, calibration)
    rows = list(pages.build_rows(sure))
    return Comparison(
        pl.concat(each.exact for each in rows),
        pl.concat(each.printed for each in rows),
        pages.folding.folded,
        pl.concat((each.total for each in rows), how="diagonal"),
    )


class _ModelRows(NamedTuple):
    """What one model says on one page."""

    exact: pl.DataFrame
    printed: pl.DataFrame
    total: pl.DataFrame


class _Pages:
    """The windows and blocks of a comparison, each with the rows of its models."""

    def __init__(
        self,
        findings: "AttributionResults",
        labels: Labels,
        spending: "Spending | None",
        calibration: "Calibration | None",
    ) -> None:
        self.findings = findings
        self.parted = _part(findings, labels)
        """The same in the blocks that are shown."""
        self.sums = build_sums(findings, spending, calibration)
        if self.parted is not findings:
            self.sums = self.sums.with_blocks_of(build_sums(self.parted, spending, calibration))
        self._labels = labels
        self._models = findings.plan.models
        self.baseline = [named.name for named in self._models].index(labels.baseline)
        self.folding = self._fold([] if calibration is None else [NOT_CAUSED])

    def _fold(self, further: list[str]) -> "Folding":
        """Return which values have rows of their own; `further` ones are nobody's as well."""
        values = self.sums.values
        names = [*name_rows(values), UNATTRIBUTED, *further]
        additive = tuple(each.model.additive for each in self._models)
        first = self.sums.credit.revenue[0, self.baseline, 0]
        return fold_past(first, names, len(values), additive, self._labels.top)

    def draw_intervals(
        self, resampling: "Resampling", calibration: "Calibration | None"
    ) -> "ComparisonIntervals":
        """Return the intervals of all pages."""
        # Here, since a comparison without intervals resamples nobody.
        from attribution.comparison.comparison_intervals import (  # noqa: PLC0415
            ComparisonIntervals,
        )

        found = (self.findings, self.parted)
        return ComparisonIntervals(*found, self.sums, self.baseline, resampling, calibration)

    def build_rows(self, sure: "ComparisonIntervals | None") -> "Iterator[_ModelRows]":
        """Yield what each model that is shown says on each page, page by page."""
        for window, block, keys in self._iterate_keys():
            page = Page(self.sums, window, block, self.baseline, self.folding)
            ends = None if sure is None else sure.select_page(page, window, block)
            for model, named in enumerate(self._models):
                if named.name not in self._labels.left_out:
                    own = {**keys, "model": named.name}
                    yield _build_rows(page, model, own, self.findings.plan.dimension, ends)

    def _iterate_keys(self) -> "Iterator[tuple[int, int, dict[str, str]]]":
        """Yield window, block (0: all orders) and what names the rows of each page."""
        blocks = () if self.parted.blocks is None else self.parted.blocks.names
        names = [WHOLE, *name_rows(blocks, BESIDE_BLOCKS)]
        column = None if self.parted.blocks is None else self._labels.block
        for window, lookback in enumerate(self._labels.lookbacks):
            for block, name in enumerate(names):
                if name in self._labels.hidden_blocks:
                    continue
                own = {} if column is None else {column: name}
                yield window, block, {"lookback": lookback, **own}


def _part(findings: "AttributionResults", labels: Labels) -> "AttributionResults":
    """Return the findings in the blocks that are shown: groups, or periods of the touches."""
    if labels.groups is not None:
        return regroup_results(findings, labels.groups)
    return findings.parted or findings


def _build_rows(
    page: Page,
    model: int,
    keys: dict[str, str],
    dimension: str,
    ends: "Callable[[int], ModelIntervals] | None",
) -> _ModelRows:
    """Return the rows of one model: credit, then what costs make of it."""
    exact = page.to_exact(model, keys, dimension)
    printed = page.to_printed(model, keys, dimension)
    total = page.to_total(model, keys, dimension)
    returns = page.to_exact_returns(model), page.to_printed_returns(model)
    if ends is None:
        return _ModelRows(exact.with_columns(returns[0]), printed.with_columns(returns[1]), total)
    sure = ends(model)
    return _ModelRows(
        exact.with_columns(*sure.to_exact(), *returns[0], *sure.to_exact_returns()),
        printed.with_columns(*sure.to_printed(), *returns[1], *sure.to_printed_returns()),
        total,
    )
