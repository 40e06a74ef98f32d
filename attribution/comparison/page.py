"""One window and block of a comparison: the figures of each model as rows."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from attribution.comparison.figures import Figures, compute_columns
from attribution.comparison.measures import MEASURES, RETURNS, MeasureKind
from attribution.comparison.spending import round_costs
from attribution.money import UNIT, convert_to_cents, list_cents, round_to_cents, round_to_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats
    from attribution.comparison.credit_cube import CreditCube
    from attribution.comparison.folding import Folding
    from attribution.comparison.measures import Measure
    from attribution.comparison.spending import ComparisonSums

_CENT: Final = UNIT // 100


class PageCredit:
    """The credit of some orders on one page; arrays have shape (models, values + 1)."""

    def __init__(self, sums: "CreditCube", window: int, block: int) -> None:
        self.conversions = sums.conversions[window, :, block]
        self.revenue = sums.revenue[window, :, block]
        """1/10 000 of the unit."""
        self.orders = sums.sum_conversions(window, block)
        """What shares are of, shape (models,), as the next ones."""
        self.paid = sums.sum_revenue(window, block)
        self.cents = sums.round_revenue(window, block)


class _Amounts(NamedTuple):
    """The money of one model, of each value or row."""

    revenue: "Floats"
    baseline_revenue: "Floats"
    cost: "Floats"
    new_revenue: "Floats"

    def divide(self, by: float) -> "_Amounts":
        return _Amounts(
            self.revenue / by, self.baseline_revenue / by, self.cost / by, self.new_revenue / by
        )


class Page:
    """One window and block of a comparison, its values folded into rows."""

    def __init__(
        self, sums: "ComparisonSums", window: int, block: int, baseline: int, folding: "Folding"
    ) -> None:
        self.credit = PageCredit(sums.credit, window, block)
        self.new = None if sums.new is None else PageCredit(sums.new, window, block)
        """That of new customers' orders; None without costs, as the next."""
        self.cost = None if sums.cost is None else sums.cost[block]
        """1/10 000 of the unit, one for each name."""
        self.margin = sums.margin
        self.baseline = baseline
        self.names = names = folding.names
        self.additive = folding.additive
        self.values = folding.values
        first = np.nan_to_num(self.credit.revenue[baseline])
        rows = sorted(range(self.values), key=lambda row: (-first[row], names[row]))
        self.rows = folding.order_rows([*rows, *range(self.values, len(names))])

    def to_exact(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's rows, money in currency units."""
        return self._build_table(keys, dimension, self._list_exact(model, MEASURES))

    def to_exact_returns(self, model: int) -> list[pl.Series]:
        """Return the columns of what one model says of costs, none without costs."""
        return [] if self.cost is None else self._list_exact(model, RETURNS)

    def to_printed(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's rows, money in cents that foot where credits add up."""
        return self._build_table(keys, dimension, self._list_printed(model, MEASURES))

    def to_printed_returns(self, model: int) -> list[pl.Series]:
        """Return the columns of what one model says of costs, none without costs."""
        return [] if self.cost is None else self._list_printed(model, RETURNS)

    def _list_exact(self, model: int, measures: "Sequence[Measure]") -> list[pl.Series]:
        amounts = self._fold_amounts(model, self._get_amounts(model))
        exact = self._make_figures(model, amounts)
        money = self._make_figures(model, amounts.divide(UNIT))
        columns = compute_columns(exact, money, lambda shown: shown / UNIT)
        return [self._to_column(each, model, columns, pl.Float64()) for each in measures]

    def _list_printed(self, model: int, measures: "Sequence[Measure]") -> list[pl.Series]:
        exact = self._make_figures(model, self._fold_amounts(model, self._get_amounts(model)))
        money = self._make_figures(model, self._fold_amounts(model, self._round_amounts(model)))
        columns = compute_columns(exact, money, lambda shown: np.rint(shown / _CENT))
        return [self._to_column(each, model, columns, pl.Int64()) for each in measures]

    def to_total(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's total row, money in cents; nulls where credits do not add up."""
        revenue = self.credit.revenue[model]
        known = self.additive[model] and not np.isnan(revenue).any()
        columns = self._compute_totals(model)
        totals = [
            _to_series(columns[each.name], each.kind, pl.Int64()).alias(each.name)
            if known and not each.against_baseline
            else pl.Series(each.name, [None], _choose_type(each.kind, pl.Int64()))
            for each in (MEASURES if self.cost is None else (*MEASURES, *RETURNS))
        ]
        labels = (pl.Series(name, [text]) for name, text in {**keys, dimension: "Total"}.items())
        return pl.DataFrame([*labels, *totals])

    def _compute_totals(self, model: int) -> "dict[str, Floats]":
        """Return every measure of all orders and all costs together."""
        known = np.array([]) if self.cost is None else self.cost[~np.isnan(self.cost)]
        cost = float(known.sum()) if len(known) else np.nan
        count = self.credit.orders[[model]]
        unknown = np.array([np.nan])
        new_orders, new_paid, new_cents = unknown, unknown, unknown
        if self.new is not None:
            new_orders, new_paid = self.new.orders[[model]], self.new.paid[[model]]
            new_cents = self.new.cents[[model]].astype(np.float64)

        def make_figures(money: "Floats", cost: float, new_money: "Floats") -> Figures:
            spent = np.array([cost])
            return Figures(
                count, money, money, count, money, spent, new_orders, new_money, margin=self.margin
            )

        return compute_columns(
            make_figures(self.credit.paid[[model]], cost, new_paid),
            make_figures(
                self.credit.cents[[model]].astype(np.float64), _round_known(cost), new_cents
            ),
            lambda shown: np.rint(shown / _CENT),
        )

    def _get_amounts(self, model: int) -> _Amounts:
        unknown = np.full(len(self.names), np.nan)
        return _Amounts(
            self.credit.revenue[model],
            self.credit.revenue[self.baseline],
            unknown if self.cost is None else self.cost,
            unknown if self.new is None else self.new.revenue[model],
        )

    def _round_amounts(self, model: int) -> _Amounts:
        """Return whole cents, NaN where a model says nothing."""
        unknown = np.full(len(self.names), np.nan)
        return _Amounts(
            self._round_to_cents(self.credit, model),
            self._round_to_cents(self.credit, self.baseline),
            unknown if self.cost is None else round_costs(self.cost, self.names),
            unknown if self.new is None else self._round_to_cents(self.new, model),
        )

    def _round_to_cents(self, credit: PageCredit, model: int) -> "Floats":
        revenue = credit.revenue[model]
        if not self.additive[model] or np.isnan(revenue).any():
            return convert_to_cents(revenue).cast(pl.Float64).fill_null(np.nan).to_numpy()
        return round_to_total(revenue, self.names, int(credit.cents[model])).astype(np.float64)

    def _fold_amounts(self, model: int, amounts: _Amounts) -> _Amounts:
        """Return the money of each row; amounts are rounded before they are added up."""
        return _Amounts(
            self.fold(model, amounts.revenue),
            self.fold(self.baseline, amounts.baseline_revenue),
            self.rows.add_up_known(amounts.cost),
            self.fold(model, amounts.new_revenue),
        )

    def _make_figures(self, model: int, amounts: _Amounts) -> Figures:
        """Return what one model says of each row, with money in the unit of the amounts."""
        conversions = self.fold(model, self.credit.conversions[model])
        new, partly_paid = np.array(np.nan), np.array(False)
        if self.new is not None:
            new = self.fold(model, self.new.conversions[model])
        if self.cost is not None:
            partly_paid = self.rows.find_partly_known(self.cost)
        return Figures(
            conversions,
            amounts.revenue,
            amounts.baseline_revenue,
            self.credit.orders[model],
            self.credit.paid[model],
            amounts.cost,
            new,
            amounts.new_revenue,
            partly_paid,
            self.margin,
        )

    def fold(self, model: int, amounts: "Floats") -> "Floats":
        """Return what a model gives to each value, one or more amounts each, as rows."""
        return self.rows.add_up(amounts, additive=self.additive[model])

    def _to_column(
        self, measure: "Measure", model: int, columns: "dict[str, Floats]", unit: "pl.DataType"
    ) -> pl.Series:
        if model == self.baseline and measure.against_baseline:
            kind = _choose_type(measure.kind, unit)
            return pl.Series(measure.name, [None] * len(columns["revenue"]), kind)
        return _to_series(columns[measure.name], measure.kind, unit).alias(measure.name)

    def _build_table(
        self, keys: dict[str, str], dimension: str, columns: list[pl.Series]
    ) -> pl.DataFrame:
        names = self.rows.select_names(self.names)
        labels = (pl.Series(name, [text] * len(names), pl.String) for name, text in keys.items())
        return pl.DataFrame([*labels, pl.Series(dimension, names), *columns])


def _round_known(amount: float) -> float:
    return amount if np.isnan(amount) else round_to_cents(int(amount))


def _choose_type(kind: MeasureKind, unit: "pl.DataType") -> "pl.DataType":
    return unit if kind is MeasureKind.MONEY else pl.Float64()


def _to_series(values: "Floats", kind: MeasureKind, unit: "pl.DataType") -> pl.Series:
    chosen = _choose_type(kind, unit)
    return list_cents(values) if chosen == pl.Int64 else pl.Series(values, nan_to_null=True)
