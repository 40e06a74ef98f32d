"""The models side by side: what each gives to each channel, and where it differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.money import UNIT, cents, footed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints
    from attribution.plan import Plan
    from attribution.statistics import Statistics
    from attribution.vocabulary import Vocabulary

UNATTRIBUTED = "(unattributed)"
"""Name of the row of orders whose journey is empty."""

NOTHING = "(none)"
"""Name of the row of touches or orders that have no value."""

WHOLE = "(all)"
"""Name of the block that holds every order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row for each lookback, block, model and channel; see `comparison` for the columns."""

    exact: pl.DataFrame
    """Revenue and its change as Float64 in currency units."""
    printed: pl.DataFrame
    """The same rows, revenue and its change as Int64 cents that foot."""
    totals: pl.DataFrame
    """One row for each lookback, block and model, columns as `printed`; null where not additive."""


@dataclass(frozen=True, slots=True)
class Cube:
    """Credit added up over the groups; arrays have shape (windows, models, blocks, values + 1)."""

    conversions: "Floats"
    revenue: "Floats"
    """1/10 000 of the currency unit."""
    orders: "Ints"
    """Orders of each block, shape (blocks,)."""
    paid: "Ints"
    """Net revenue of each block, shape (blocks,)."""


def cube(statistics: "Statistics", plan: "Plan", blocks: int, values: int) -> Cube:
    """Add credit up over the groups, in their order."""
    shape = (len(plan.windows), len(plan.models), blocks, values + 1)
    table = statistics.credit.sort("group", maintain_order=True)
    places = [table[name].to_numpy() for name in ("window", "model", "block", "value")]
    cells = np.ravel_multi_index(places, shape)

    def summed(name: str) -> "Floats":
        sums = np.bincount(cells, table[name].to_numpy(), minlength=int(np.prod(shape)))
        return sums.astype(np.float64, copy=False).reshape(shape)

    conversions, revenue = summed("conversions"), summed("revenue")
    totals = statistics.orders.group_by("block").agg(pl.all().sum())
    orders, paid = np.zeros((2, blocks), dtype=np.int64)
    orders[totals["block"].to_numpy()] = totals["orders"].to_numpy()
    paid[totals["block"].to_numpy()] = totals["revenue"].to_numpy()
    return Cube(conversions, revenue, orders, paid)


def with_whole(parts: Cube) -> Cube:
    """Return a cube with one block more in front: the sum of all."""

    def grown(cells: "Floats") -> "Floats":
        return np.concatenate([cells.sum(axis=2, keepdims=True), cells], axis=2)

    return Cube(
        grown(parts.conversions),
        grown(parts.revenue),
        np.concatenate([[parts.orders.sum()], parts.orders]),
        np.concatenate([[parts.paid.sum()], parts.paid]),
    )


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that the rows of a comparison carry."""

    lookbacks: "Sequence[str]"
    """Text of each window of the plan."""
    baseline: str
    """Name of the model that changes refer to."""
    block: str | None = None
    """Column of the order attribute that the report is broken down by."""


def comparison(
    statistics: "Statistics",
    plan: "Plan",
    labels: Labels,
    values: "Vocabulary",
    blocks: "Vocabulary | None" = None,
) -> Comparison:
    """Return the comparison of all models.

    Columns: lookback, the block's (if any), model, the dimension's (channel), conversions,
    conversions_share, revenue, revenue_share, revenue_change, revenue_change_share. Shares are of
    all orders of the block, unattributed included; null where there are none. Changes are against
    the baseline model, null for itself; revenue_change_share is null where the baseline has
    nothing. Rows by lookback, block ((all) first), model as in the plan, the baseline's revenue
    (largest first), name; `(unattributed)` last.
    """
    sums = cube(statistics, plan, 1 if blocks is None else len(blocks.names), len(values.names))
    names = [NOTHING if name is None else name for name in values.names] + [UNATTRIBUTED]
    block_names: list[str | None] = [None]
    if blocks is not None:
        sums = with_whole(sums)
        block_names = [WHOLE, *(NOTHING if name is None else name for name in blocks.names)]
    baseline = [named.name for named in plan.models].index(labels.baseline)
    exact, printed, totals = [], [], []
    for window, lookback in enumerate(labels.lookbacks):
        for block, block_name in enumerate(block_names):
            keys = {"lookback": lookback} | (
                {} if block_name is None or labels.block is None else {labels.block: block_name}
            )
            page = _Page(sums, window, block, baseline, names)
            for model, named in enumerate(plan.models):
                own = {**keys, "model": named.name}
                exact.append(page.exact(model, own, plan.dimension))
                printed.append(page.printed(model, own, plan.dimension, named.model.additive))
                totals.append(page.total(own, plan.dimension, named.model.additive))
    return Comparison(pl.concat(exact), pl.concat(printed), pl.concat(totals))


class _Page:
    """One window and block of a comparison."""

    def __init__(
        self, sums: Cube, window: int, block: int, baseline: int, names: list[str]
    ) -> None:
        self.conversions = sums.conversions[window, :, block]
        self.revenue = sums.revenue[window, :, block]
        self.orders = int(sums.orders[block])
        self.paid = int(sums.paid[block])
        self.baseline = baseline
        first = self.revenue[baseline]
        last = len(names) - 1
        rows = sorted(range(last), key=lambda row: (-first[row], names[row]))
        self.rows = [*rows, last]
        self.names = names

    def exact(self, model: int, keys: dict[str, str], dimension: str) -> pl.DataFrame:
        """Return one model's rows, money in currency units."""
        revenue, first = self.revenue[model] / UNIT, self.revenue[self.baseline] / UNIT
        return self._table(model, keys, dimension, revenue, first)

    def printed(
        self, model: int, keys: dict[str, str], dimension: str, additive: bool
    ) -> pl.DataFrame:
        """Return one model's rows, money in cents."""
        return self._table(
            model, keys, dimension, self._cents(model, additive), self._cents(self.baseline, True)
        )

    def total(self, keys: dict[str, str], dimension: str, additive: bool) -> pl.DataFrame:
        """Return one model's total row, money in cents; nulls where credits do not add up."""
        whole = 1.0 if self.orders else None
        paid = 1.0 if self.paid else None
        figures = (float(self.orders), whole, cents(self.paid), paid) if additive else (None,) * 4
        row = {
            **keys,
            dimension: "Total",
            **dict(zip(_FIGURES, (*figures, None, None), strict=True)),
        }
        types = dict.fromkeys(_FIGURES, pl.Float64) | dict.fromkeys(_MONEY, pl.Int64)
        return pl.DataFrame([row], schema_overrides=types)

    def _cents(self, model: int, additive: bool) -> "Ints":
        if not additive:
            rounded: Ints = np.rint(self.revenue[model] / (UNIT // 100)).astype(np.int64)
            return rounded
        return footed(self.revenue[model], self.names, cents(self.paid))

    def _table(
        self,
        model: int,
        keys: dict[str, str],
        dimension: str,
        revenue: "Floats | Ints",
        first: "Floats | Ints",
    ) -> pl.DataFrame:
        own = model == self.baseline
        sums, firsts = self.revenue[model], self.revenue[self.baseline]
        columns = {
            "conversions": self.conversions[model],
            "conversions_share": _quotients(self.conversions[model], self.orders),
            "revenue": revenue,
            "revenue_share": _quotients(sums, self.paid),
            "revenue_change": revenue - first,
            "revenue_change_share": _quotients(sums - firsts, firsts),
        }
        table = pl.DataFrame({dimension: self.names, **columns}).with_columns(
            pl.when(not own).then(pl.col("revenue_change", "revenue_change_share").fill_nan(None)),
            pl.col("conversions_share", "revenue_share").fill_nan(None),
        )
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        return table[self.rows].select(*labels, dimension, *columns)


def _quotients(part: "Floats", whole: "Floats | int") -> "Floats":
    """Divide, NaN where the divisor is 0; Polars would multiply by a constant's reciprocal."""
    divisors = np.broadcast_to(np.asarray(whole, dtype=np.float64), part.shape)
    out: Floats = np.full(part.shape, np.nan)
    return np.divide(part, divisors, out=out, where=divisors != 0)


_FIGURES = (
    "conversions",
    "conversions_share",
    "revenue",
    "revenue_share",
    "revenue_change",
    "revenue_change_share",
)
_MONEY = ("revenue", "revenue_change")
