"""How sure each figure of a comparison is: intervals and ranks, page by page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.comparison.credit_cube import insert_values
from attribution.comparison.intervals import (
    ModelCredit,
    ReplicatedReturns,
    Replicates,
    compute_bounds,
    judge_stability,
)
from attribution.comparison.measures import BOUNDS, COLUMNS, RETURN_BOUNDS, MeasureKind
from attribution.comparison.replicates import WHOLE, ComparisonReplicates
from attribution.money import UNIT, convert_to_cents
from attribution.plan import Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from attribution.arrays import Floats, Ints
    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import CalibrationReplicates
    from attribution.comparison.intervals import BlockTotals, Stability
    from attribution.comparison.page import Page, PageCredit
    from attribution.comparison.replicates import Pair
    from attribution.comparison.spending import ComparisonSums
    from attribution.results import AttributionResults


@dataclass(frozen=True, slots=True)
class ModelIntervals:
    """The intervals of one model on one page, and whose rank is stable."""

    ends: "Mapping[str, Floats]"
    """Columns of `measures.BOUNDS`, with costs `measures.RETURN_BOUNDS` as well, NaN as null."""
    ranks: "Sequence[Stability | None]"
    """None for rows without a rank."""

    def to_exact(self) -> list[pl.Series]:
        """Return the columns that every comparison has, money in currency units."""
        return [*self._list_bounds(BOUNDS, _to_units), self._list_ranks()]

    def to_printed(self) -> list[pl.Series]:
        """Return the columns that every comparison has, money in cents."""
        return [*self._list_bounds(BOUNDS, convert_to_cents), self._list_ranks()]

    def to_exact_returns(self) -> list[pl.Series]:
        """Return the columns that costs add, money in currency units; none without costs."""
        return self._list_bounds(RETURN_BOUNDS, _to_units)

    def to_printed_returns(self) -> list[pl.Series]:
        """Return the columns that costs add, money in cents; none without costs."""
        return self._list_bounds(RETURN_BOUNDS, convert_to_cents)

    def _list_bounds(
        self, names: "Sequence[str]", money: "Callable[[Floats], pl.Series]"
    ) -> list[pl.Series]:
        return [
            (
                money(self.ends[name])
                if COLUMNS[name].kind is MeasureKind.MONEY
                else pl.Series(self.ends[name], nan_to_null=True)
            ).alias(name)
            for name in names
            if name in self.ends
        ]

    def _list_ranks(self) -> pl.Series:
        words = [None if rank is None else rank.value for rank in self.ranks]
        return pl.Series("rank_stable", words, dtype=pl.String)


def _to_units(amounts: "Floats") -> pl.Series:
    return pl.Series(amounts / UNIT, nan_to_null=True)


class PageIntervals:
    """The intervals of all pages."""

    def __init__(
        self,
        findings: "AttributionResults",
        resampling: "Resampling",
        baseline: int,
        sums: "ComparisonSums",
        calibration: "CalibrationReplicates | None" = None,
    ) -> None:
        self._draws = ComparisonReplicates(findings, resampling)
        self._new = None if sums.new is None else self._draws.select_facet(Facet.NEW)
        self._further = len(sums.values) - len(findings.values.names)
        self._calibration = calibration
        self._baseline = baseline
        self._broken_down = findings.blocks is not None

    def select_page(
        self, page: "Page", window: int, block: int
    ) -> "Callable[[int], ModelIntervals]":
        """Return what gives a model's intervals on a page; block -1 holds all orders."""
        place = block if self._broken_down else WHOLE
        first, sums = self._draw(page, (window, self._baseline, place))

        def build_intervals(model: int) -> ModelIntervals:
            own, cell = model == self._baseline, (window, model, place)
            credit, totals = (first, sums) if own else self._draw(page, cell)
            people = self._count_contributors(self._draws, cell)
            ends = compute_bounds(
                _fold(credit, page, model),
                None if own else _fold(first, page, self._baseline),
                totals,
                page.rows.bound_customers(people),
                self._get_returns(page, cell),
            )
            ranks = judge_stability(credit, people, page.names, len(page.names) - page.values)
            return ModelIntervals(ends, page.rows.select_words(ranks))

        return build_intervals

    def _draw(self, page: "Page", cell: tuple[int, int, int]) -> "tuple[Replicates, BlockTotals]":
        """Return the credit of a window, model and block, and what its shares are of."""
        credit = self._draws.credit(*cell)
        totals = self._draws.sum_totals(credit, cell[-1])
        return self._adjust(credit, page.credit, cell), totals

    def _get_returns(self, page: "Page", cell: tuple[int, int, int]) -> ReplicatedReturns | None:
        if self._new is None or page.new is None or page.cost is None:
            return None
        _, model, _ = cell
        return ReplicatedReturns(
            page.rows.add_up(page.cost, additive=True),
            _fold(self._adjust(self._new.credit(*cell), page.new, cell), page, model),
            page.rows.bound_customers(self._count_contributors(self._new, cell)),
            page.margin,
        )

    def _adjust(
        self, credit: "Pair", point: "PageCredit", cell: tuple[int, int, int]
    ) -> Replicates:
        """Return replicates of credit with the values that costs add, calibrated if need be."""
        window, model, _ = cell
        conversions, revenue = (insert_values(each, self._further, axis=0) for each in credit)
        if self._calibration is not None:
            conversions, revenue = (
                self._calibration.apply_to(each, window, model) for each in (conversions, revenue)
            )
        own = ModelCredit(point.conversions[model], point.revenue[model])
        return Replicates(conversions, revenue, own)

    def _count_contributors(
        self, draws: ComparisonReplicates, cell: tuple[int, int, int]
    ) -> "Ints":
        window, model, _ = cell
        people = draws.count_contributors(*cell)
        people = np.concatenate([people[:-1], np.zeros(self._further, np.int64), people[-1:]])
        if self._calibration is None:
            return people
        return self._calibration.bound_contributors(people, window, model)


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
