"""One window and block of a comparison: the figures of each model as rows."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.comparison.figures import Figures, compute_columns
from attribution.comparison.measures import MEASURES, MeasureKind
from attribution.money import UNIT, convert_to_cents, round_to_cents, round_to_total

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.comparison.credit_cube import CreditCube
    from attribution.comparison.folding import Folding

UNATTRIBUTED: Final = "(unattributed)"
"""Name of the row of orders whose journey is empty."""


class Page:
    """One window and block of a comparison, its values folded into rows."""

    def __init__(
        self, sums: "CreditCube", window: int, block: int, baseline: int, folding: "Folding"
    ) -> None:
        self.conversions = sums.conversions[window, :, block]
        self.revenue = sums.revenue[window, :, block]
        """Revenue of each model and value, 1/10 000 of the unit, shape (models, values + 1)."""
        self.orders = int(sums.orders[block])
        self.paid = int(sums.paid[block])
        self.baseline = baseline
        self.names = names = folding.names
        self.additive = folding.additive
        first = np.nan_to_num(self.revenue[baseline])
        last = len(names) - 1
        rows = sorted(range(last), key=lambda row: (-first[row], names[row]))
        self.rows = folding.order_rows([*rows, last])

    def to_exact(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's rows, money in currency units."""
        exact = self._fold_figures(model, self.revenue[model], self.revenue[self.baseline])
        money = replace(
            exact,
            revenue=exact.revenue / UNIT,
            baseline_revenue=exact.baseline_revenue / UNIT,
            paid=exact.paid / UNIT,
        )
        return self._build_table(model, keys, dimension, (exact, money), pl.Float64())

    def to_printed(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's rows, money in cents that foot where credits add up."""
        own = self._round_to_cents(model, additive=additive)
        first = self._round_to_cents(self.baseline, additive=True)
        exact = self._fold_figures(model, self.revenue[model], self.revenue[self.baseline])
        money = self._fold_figures(model, own, first)
        return self._build_table(model, keys, dimension, (exact, money), pl.Int64())

    def to_total(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's total row, money in cents; nulls where credits do not add up."""
        known = additive and not np.isnan(self.revenue[model]).any()
        orders, paid, cents = (
            np.array([float(each)]) for each in (self.orders, self.paid, round_to_cents(self.paid))
        )
        exact = Figures(orders, paid, paid, orders, paid)
        money = Figures(orders, cents, cents, orders, cents)
        columns = compute_columns(exact, money)
        totals = [
            _to_series(columns[each.name], each.kind, pl.Int64()).alias(each.name)
            if known and not each.against_baseline
            else pl.Series(each.name, [None], _choose_type(each.kind, pl.Int64()))
            for each in MEASURES
        ]
        labels = (pl.Series(name, [text]) for name, text in {**keys, dimension: "Total"}.items())
        return pl.DataFrame([*labels, *totals])

    def _round_to_cents(self, model: int, *, additive: bool) -> "Floats":
        """Return whole cents, NaN where a model says nothing."""
        revenue = self.revenue[model]
        if not additive or np.isnan(revenue).any():
            return convert_to_cents(revenue).cast(pl.Float64).fill_null(np.nan).to_numpy()
        return round_to_total(revenue, self.names, round_to_cents(self.paid)).astype(np.float64)

    def _fold_figures(self, model: int, revenue: "Floats", first: "Floats") -> Figures:
        """Return what one model says of each row; amounts are rounded before they are added up."""
        orders, paid = np.array(float(self.orders)), np.array(float(self.paid))
        return Figures(
            self.fold(model, self.conversions[model]),
            self.fold(model, revenue),
            self.fold(self.baseline, first),
            orders,
            paid,
        )

    def fold(self, model: int, amounts: "Floats") -> "Floats":
        """Return what a model gives to each value, one or more amounts each, as rows."""
        return self.rows.add_up(amounts, additive=self.additive[model])

    def _build_table(
        self,
        model: int,
        keys: dict[str, str],
        dimension: str,
        figures: tuple[Figures, Figures],
        unit: "pl.DataType",
    ) -> pl.DataFrame:
        """Return rows from exact figures and those of money in the unit that is shown."""
        names = self.rows.select_names(self.names)
        columns = compute_columns(*figures)
        series = [
            _to_series(columns[each.name], each.kind, unit).alias(each.name)
            if model != self.baseline or not each.against_baseline
            else pl.Series(each.name, [None] * len(names), _choose_type(each.kind, unit))
            for each in MEASURES
        ]
        table = pl.DataFrame([pl.Series(dimension, names), *series])
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        return table.select(*labels, pl.all())


def _choose_type(kind: MeasureKind, unit: "pl.DataType") -> "pl.DataType":
    return unit if kind is MeasureKind.MONEY else pl.Float64()


def _to_series(values: "Floats", kind: MeasureKind, unit: "pl.DataType") -> pl.Series:
    return pl.Series(values, nan_to_null=True).cast(_choose_type(kind, unit))
