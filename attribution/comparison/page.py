"""One window and block of a comparison: the figures of each model as rows."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from polars import selectors

from attribution.arrays import divide_with_default
from attribution.comparison.intervals import FIGURES
from attribution.money import UNIT, convert_to_cents, round_to_cents, round_to_total

if TYPE_CHECKING:
    from attribution.comparison.credit_cube import CreditCube


_CENT: Final = UNIT // 100

UNATTRIBUTED: Final = "(unattributed)"
"""Name of the row of orders whose journey is empty."""

_MONEY: Final = ("revenue", "revenue_change")


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
        revenue, first = self.revenue[model] / UNIT, self.revenue[self.baseline] / UNIT
        return self._build_table(model, keys, dimension, pl.Series(revenue), pl.Series(first))

    def to_printed(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's rows, money in cents that foot where credits add up."""
        own = self._round_to_cents(model, additive=additive)
        first = self._round_to_cents(self.baseline, additive=True)
        return self._build_table(model, keys, dimension, own, first)

    def to_total(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's total row, money in cents; nulls where credits do not add up."""
        whole = 1.0 if self.orders else None
        paid = 1.0 if self.paid else None
        known = additive and not np.isnan(self.revenue[model]).any()
        figures = (
            (float(self.orders), whole, round_to_cents(self.paid), paid) if known else (None,) * 4
        )
        row = {
            **keys,
            dimension: "Total",
            **dict(zip(FIGURES, (*figures, None, None), strict=True)),
        }
        types = dict.fromkeys(FIGURES, pl.Float64) | dict.fromkeys(_MONEY, pl.Int64)
        return pl.DataFrame([row], schema_overrides=types)

    def _round_to_cents(self, model: int, *, additive: bool) -> pl.Series:
        revenue = self.revenue[model]
        if not additive or np.isnan(revenue).any():
            return convert_to_cents(revenue)
        return pl.Series(round_to_total(revenue, self.names, round_to_cents(self.paid)))

    def _build_table(
        self,
        model: int,
        keys: dict[str, str],
        dimension: str,
        revenue: pl.Series,
        first: pl.Series,
    ) -> pl.DataFrame:
        own = model == self.baseline
        sums, firsts = self.revenue[model], self.revenue[self.baseline]
        columns = {
            "conversions": self.conversions[model],
            "conversions_share": divide_with_default(
                self.conversions[model], np.array(float(self.orders))
            ),
            "revenue": revenue,
            "revenue_share": divide_with_default(sums, np.array(float(self.paid))),
            "revenue_change": revenue - first,
            "revenue_change_share": divide_with_default(sums - firsts, firsts),
        }
        table = pl.DataFrame({dimension: self.names, **columns}).with_columns(
            pl.when(not own).then(pl.col("revenue_change", "revenue_change_share")),
        )
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        floats = selectors.float().fill_nan(None)
        return table[self.rows].with_columns(floats).select(*labels, dimension, *columns)
