"""How sure each figure of a comparison is: intervals and ranks, page by page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.intervals import (
    ModelCredit,
    Replicates,
    compute_bounds,
    judge_stability,
)
from attribution.comparison.measures import BOUNDS, COLUMNS, MeasureKind
from attribution.comparison.replicates import WHOLE, ComparisonReplicates
from attribution.money import UNIT, convert_to_cents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from attribution.arrays import Floats
    from attribution.bootstrap import Resampling
    from attribution.comparison.intervals import Stability
    from attribution.comparison.page import Page
    from attribution.results import AttributionResults


@dataclass(frozen=True, slots=True)
class ModelIntervals:
    """The intervals of one model on one page, and whose rank is stable."""

    ends: "Mapping[str, Floats]"
    """Columns of `measures.BOUNDS`, NaN as null."""
    ranks: "Sequence[Stability | None]"
    """None for rows without a rank."""

    def to_exact(self) -> list[pl.Series]:
        """Return the columns, money in currency units."""
        return self._build_columns(lambda amounts: pl.Series(amounts / UNIT, nan_to_null=True))

    def to_printed(self) -> list[pl.Series]:
        """Return the columns, money in cents."""
        return self._build_columns(convert_to_cents)

    def _build_columns(self, money: "Callable[[Floats], pl.Series]") -> list[pl.Series]:
        columns = [
            (
                money(ends)
                if COLUMNS[name].kind is MeasureKind.MONEY
                else pl.Series(ends, nan_to_null=True)
            ).alias(name)
            for name, ends in ((name, self.ends[name]) for name in BOUNDS)
        ]
        words = [None if rank is None else rank.value for rank in self.ranks]
        return [*columns, pl.Series("rank_stable", words, dtype=pl.String)]


class PageIntervals:
    """The intervals of all pages."""

    def __init__(
        self, findings: "AttributionResults", resampling: "Resampling", baseline: int
    ) -> None:
        self._draws = ComparisonReplicates(findings, resampling)
        self._baseline = baseline
        self._broken_down = findings.blocks is not None

    def select_page(
        self, page: "Page", window: int, block: int
    ) -> "Callable[[int], ModelIntervals]":
        """Return what gives a model's intervals on a page; block -1 holds all orders."""
        place = block if self._broken_down else WHOLE
        totals = self._draws.get_totals(place)
        first = self._get_replicates(page, window, self._baseline, place)

        def build_intervals(model: int) -> ModelIntervals:
            own = model == self._baseline
            credit = first if own else self._get_replicates(page, window, model, place)
            people = self._draws.count_contributors(window, model, place)
            ends = compute_bounds(
                _fold(credit, page, model),
                None if own else _fold(first, page, self._baseline),
                totals,
                page.rows.bound_customers(people),
            )
            ranks = judge_stability(credit, people, page.names)
            return ModelIntervals(ends, page.rows.select_words(ranks))

        return build_intervals

    def _get_replicates(self, page: "Page", window: int, model: int, block: int) -> Replicates:
        point = ModelCredit(page.conversions[model], page.revenue[model])
        return Replicates(*self._draws.credit(window, model, block), point)


def _fold(credit: Replicates, page: "Page", model: int) -> Replicates:
    """Return the credit of each row of a page: sums of replicates, whose intervals are no sums."""
    conversions, revenue, *point = (
        page.fold(model, each)
        for each in (
            credit.conversions,
            credit.revenue,
            credit.point.conversions,
            credit.point.revenue,
        )
    )
    return Replicates(conversions, revenue, ModelCredit(*point))
