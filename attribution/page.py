"""One window and block of a comparison: the figures of each model as rows."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from polars import selectors

from attribution.arrays import quotients
from attribution.intervals import FIGURES
from attribution.money import UNIT, cents, footed

if TYPE_CHECKING:
    from attribution.arrays import Floats
    from attribution.cube import Cube
    from attribution.sureness import Sure

_CENT: Final = UNIT // 100

UNATTRIBUTED: Final = "(unattributed)"
"""Name of the row of orders whose journey is empty."""

_MONEY: Final = ("revenue", "revenue_change")


def in_cents(amounts: "Floats") -> pl.Series:
    """Return amounts in 1/10 000 of the unit as Int64 cents, halves to even; NaN is null."""
    return pl.Series(np.rint(amounts / _CENT)).fill_nan(None).cast(pl.Int64)


class Page:
    """One window and block of a comparison; `names` are those of the values, unattributed last."""

    def __init__(
        self, sums: "Cube", window: int, block: int, baseline: int, names: list[str]
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

    def exact(
        self, model: int, keys: dict[str, str], dimension: str, sure: "Sure | None"
    ) -> pl.DataFrame:
        """Return one model's rows, money in currency units."""
        revenue, first = self.revenue[model] / UNIT, self.revenue[self.baseline] / UNIT
        table = self._table(model, keys, dimension, pl.Series(revenue), pl.Series(first))
        return table if sure is None else table.with_columns(sure.exact(self.rows))

    def printed(
        self,
        model: int,
        keys: dict[str, str],
        dimension: str,
        sure: "Sure | None",
        *,
        additive: bool,
    ) -> pl.DataFrame:
        """Return one model's rows, money in cents that foot where credits add up."""
        own = self._cents(model, additive=additive)
        first = self._cents(self.baseline, additive=True)
        table = self._table(model, keys, dimension, own, first)
        return table if sure is None else table.with_columns(sure.printed(self.rows))

    def total(
        self, model: int, keys: dict[str, str], dimension: str, *, additive: bool
    ) -> pl.DataFrame:
        """Return one model's total row, money in cents; nulls where credits do not add up."""
        whole = 1.0 if self.orders else None
        paid = 1.0 if self.paid else None
        known = additive and not np.isnan(self.revenue[model]).any()
        figures = (float(self.orders), whole, cents(self.paid), paid) if known else (None,) * 4
        row = {
            **keys,
            dimension: "Total",
            **dict(zip(FIGURES, (*figures, None, None), strict=True)),
        }
        types = dict.fromkeys(FIGURES, pl.Float64) | dict.fromkeys(_MONEY, pl.Int64)
        return pl.DataFrame([row], schema_overrides=types)

    def _cents(self, model: int, *, additive: bool) -> pl.Series:
        revenue = self.revenue[model]
        if not additive or np.isnan(revenue).any():
            return in_cents(revenue)
        return pl.Series(footed(revenue, self.names, cents(self.paid)))

    def _table(
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
            "conversions_share": quotients(self.conversions[model], np.array(float(self.orders))),
            "revenue": revenue,
            "revenue_share": quotients(sums, np.array(float(self.paid))),
            "revenue_change": revenue - first,
            "revenue_change_share": quotients(sums - firsts, firsts),
        }
        table = pl.DataFrame({dimension: self.names, **columns}).with_columns(
            pl.when(not own).then(pl.col("revenue_change", "revenue_change_share")),
        )
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        floats = selectors.float().fill_nan(None)
        return table[self.rows].with_columns(floats).select(*labels, dimension, *columns)
