"""One window and block of a comparison: the figures of each model as rows."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.comparison.figures import Figures, compute_columns
from attribution.comparison.measures import MEASURES, MeasureKind
from attribution.money import UNIT, convert_to_cents, round_to_cents, round_to_total

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.comparison.credit_cube import CreditCube

UNATTRIBUTED: Final = "(unattributed)"
"""Name of the row of orders whose journey is empty."""


class Page:
    """One window and block of a comparison; `names` are those of the values, unattributed last."""

    def __init__(
        self, sums: "CreditCube", window: int, block: int, baseline: int, names: list[str]
    ) -> None:
        self.conversions = sums.conversions[window, :, block]
        self.revenue = sums.revenue[window, :, block]
        """Revenue of each model and value, 1/10 000 of the unit, shape (models, values + 1)."""
        self.orders = int(sums.orders[block])
        self.paid = int(sums.paid[block])
        self.baseline = baseline
        self.names = names
        first = np.nan_to_num(self.revenue[baseline])
        last = len(names) - 1
        rows = sorted(range(last), key=lambda row: (-first[row], names[row]))
        self.rows = [*rows, last]

    def to_exact(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's rows, money in currency units."""
        money = self._get_figures(model, self.revenue[model], self.revenue[self.baseline], UNIT)
        return self._build_table(model, keys, dimension, money, pl.Float64())

    def to_printed(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's rows, money in cents that foot where credits add up."""
        own = self._round_to_cents(model, additive=additive)
        first = self._round_to_cents(self.baseline, additive=True)
        money = self._get_figures(model, own, first)
        return self._build_table(model, keys, dimension, money, pl.Int64())

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

    def _get_figures(
        self, model: int, revenue: "Floats", first: "Floats", unit: int = 1
    ) -> Figures:
        orders, paid = np.array(float(self.orders)), np.array(float(self.paid))
        return Figures(self.conversions[model], revenue / unit, first / unit, orders, paid / unit)

    def _build_table(
        self,
        model: int,
        keys: dict[str, str],
        dimension: str,
        money: Figures,
        unit: "pl.DataType",
    ) -> pl.DataFrame:
        exact = self._get_figures(model, self.revenue[model], self.revenue[self.baseline])
        columns = compute_columns(exact, money)
        series = [
            _to_series(columns[each.name], each.kind, unit).alias(each.name)
            if model != self.baseline or not each.against_baseline
            else pl.Series(each.name, [None] * len(self.names), _choose_type(each.kind, unit))
            for each in MEASURES
        ]
        table = pl.DataFrame([pl.Series(dimension, self.names), *series])
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        return table[self.rows].select(*labels, pl.all())


def _choose_type(kind: MeasureKind, unit: "pl.DataType") -> "pl.DataType":
    return unit if kind is MeasureKind.MONEY else pl.Float64()


def _to_series(values: "Floats", kind: MeasureKind, unit: "pl.DataType") -> pl.Series:
    return pl.Series(values, nan_to_null=True).cast(_choose_type(kind, unit))
