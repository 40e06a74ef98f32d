"""The credit of a comparison where touches are lost at random, draw by draw."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.bootstrap import rank_revenue
from attribution.comparison.credit_cube import build_cube
from attribution.comparison.folding import FoldedRows
from attribution.comparison.row_names import UNATTRIBUTED, name_rows
from attribution.comparison.spending import round_costs
from attribution.lost_touches import NOTHING_LOST
from attribution.money import UNIT, round_to_cents, round_to_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints
    from attribution.comparison.comparison import Labels
    from attribution.comparison.credit_cube import CreditCube
    from attribution.comparison.spending import Spending
    from attribution.lost_touches import Loss
    from attribution.plan import NamedModel
    from attribution.results import AttributionResults

_CENT = UNIT // 100


@dataclass(frozen=True)
class Draws:
    """Credit of every model under every window and loss.

    Arrays have shape (models, values, windows, losses): their cells in order are the rows of the
    table. Values are in the order of a comparison, unattributed last; the first loss is none.
    """

    models: "tuple[NamedModel, ...]"
    lookbacks: "tuple[str, ...]"
    losses: "tuple[Loss, ...]"
    values: tuple[str, ...]
    dimension: str
    conversions: "Floats"
    """NaN where a data-driven model says nothing; so is revenue."""
    revenue: "Floats"
    """1/10 000 of the currency unit."""
    baseline: "Floats"
    """Revenue of the model that others are compared with, shape (values, windows, losses)."""
    baseline_additive: bool
    """Whether the credits of several values add up under that model."""
    ranks: "Ints"
    """Ranks by revenue from 1 among all values, ties by name; 0 where there is none: undefined,
    others, unattributed."""
    compared: tuple[bool, ...]
    """Of each model whether it is another one than the baseline."""
    paid: int
    """Net revenue of all orders, 1/10 000 of the unit."""
    cost: "Floats | None" = None
    """1/10 000 of the unit, shape (values,), NaN where unknown; None without costs."""
    spent: "Floats | None" = None
    """The same, NaN for others of which some have no costs: they have no quotient."""

    @cached_property
    def cents(self) -> "Floats":
        """Revenue as printed, whole cents that foot with all orders where credits add up."""
        found = np.rint(self.revenue / _CENT)
        total = round_to_cents(self.paid)
        models, _, windows, losses = self.revenue.shape
        for model, window, loss in np.ndindex(models, windows, losses):
            page = self.revenue[model, :, window, loss]
            if self.models[model].model.additive and not np.isnan(page).any():
                found[model, :, window, loss] = round_to_total(page, self.values, total)
        return found

    @cached_property
    def roas(self) -> "Floats | None":
        """Revenue for each unit of cost, NaN where either is unknown or nothing was spent."""
        if self.spent is None:
            return None
        return divide_with_default(self.revenue, self.spent[:, None, None])

    def fold_past(self, top: int | None) -> "Draws":
        """Return the draws with all values past the first `top` as one, `(others)`, without a rank.

        Undefined under models that count an order once for each of several values.
        """
        named = len(self.values) - 1
        if top is None or top >= named:
            return self
        rows = FoldedRows(list(range(top)), list(range(top, named)), [named])
        conversions, revenue = (
            np.stack(
                [
                    rows.add_up(own, additive=each.model.additive)
                    for each, own in zip(self.models, amounts, strict=True)
                ]
            )
            for amounts in (self.conversions, self.revenue)
        )
        ranks = np.zeros(revenue.shape, dtype=np.int64)
        ranks[:, :top] = self.ranks[:, :top]
        return replace(
            self,
            values=tuple(rows.select_names(self.values)),
            conversions=conversions,
            revenue=revenue,
            baseline=rows.add_up(self.baseline, additive=self.baseline_additive),
            ranks=ranks,
            cost=None if self.cost is None else rows.add_up_known(self.cost),
            spent=None if self.spent is None else rows.add_up(self.spent, additive=True),
        )

    def to_exact(self) -> pl.DataFrame:
        """Return one row for each model, value, lookback and loss.

        Columns model, the dimension's (channel), lookback, lost_share, draw (0 where nothing is
        lost), conversions, revenue (currency units) and rank (by revenue among the values, ties by
        name; null for `(unattributed)`). With spending cost (null where no row of costs names the
        value) and roas (null where there is none) follow, and values that only costs have. A
        data-driven model that says nothing has nulls. Rows by model as in the plan, the baseline's
        revenue in the first window with nothing lost (largest first), name, window, loss;
        `(unattributed)` last.
        """
        cost = None if self.cost is None else self.cost / UNIT
        return self._build_table(pl.Series(self.revenue.ravel() / UNIT).fill_nan(None), cost)

    def to_printed(self) -> pl.DataFrame:
        """Return the same rows, revenue and cost as Int64 cents that foot."""
        cost = None if self.cost is None else round_costs(self.cost, self.values)
        revenue = pl.Series(self.cents.ravel()).fill_nan(None).cast(pl.Int64)
        table = self._build_table(revenue, cost)
        return table if cost is None else table.with_columns(pl.col("cost").cast(pl.Int64))

    def _build_table(self, revenue: pl.Series, cost: "Floats | None") -> pl.DataFrame:
        shape = self.revenue.shape
        returns = {}
        if cost is not None and self.roas is not None:
            returns = {
                "cost": spread_labels(cost.tolist(), 1, shape).fill_nan(None),
                "roas": pl.Series(self.roas.ravel()).fill_nan(None),
            }
        return pl.DataFrame(
            {
                "model": spread_labels([each.name for each in self.models], 0, shape),
                self.dimension: spread_labels(self.values, 1, shape),
                "lookback": spread_labels(self.lookbacks, 2, shape),
                "lost_share": spread_labels([float(each.share) for each in self.losses], 3, shape),
                "draw": spread_labels([each.draw for each in self.losses], 3, shape),
                "conversions": pl.Series(self.conversions.ravel()).fill_nan(None),
                "revenue": revenue,
                "rank": pl.Series(self.ranks.ravel()).replace(0, None),
                **returns,
            }
        )


def spread_labels(
    labels: "Sequence[str] | Sequence[float]", axis: int, shape: tuple[int, ...]
) -> pl.Series:
    """Return the label of each cell of an array, in the order of its rows."""
    inner = int(np.prod(shape[axis + 1 :]))
    places = np.arange(int(np.prod(shape))) // inner % shape[axis]
    return pl.Series(labels).gather(places)


def build_draws(
    findings: "AttributionResults",
    thinned: "Sequence[CreditCube]",
    losses: "Sequence[Loss]",
    labels: "Labels",
    spending: "Spending | None" = None,
) -> Draws:
    """Return what nothing lost and each of some losses come to, one cube for each loss."""
    further = [] if spending is None else spending.list_further(findings.values.names)
    values = [*findings.values.names, *further]
    cubes = [each.insert_values(len(further)) for each in (build_cube(findings), *thinned)]
    models = findings.plan.models
    baseline = [named.name for named in models].index(labels.baseline)
    names = name_rows(values)
    order = [*_order_by_revenue(names, cubes[0].revenue[0, baseline, 0, :-1]), len(names)]
    labelled = tuple([*names, UNATTRIBUTED][place] for place in order)
    cost = None if spending is None else spending.build_cost(values, None)[0, order]
    shown = [place for place, named in enumerate(models) if named.name not in labels.left_out]
    revenue = _stack([each.revenue for each in cubes], order)
    amounts = revenue[shown]
    return Draws(
        models=tuple(models[place] for place in shown),
        lookbacks=tuple(labels.lookbacks),
        losses=(NOTHING_LOST, *losses),
        values=labelled,
        dimension=findings.plan.dimension,
        conversions=_stack([each.conversions for each in cubes], order)[shown],
        revenue=amounts,
        baseline=revenue[baseline],
        baseline_additive=models[baseline].model.additive,
        ranks=_rank_values(amounts, labelled),
        compared=tuple(place != baseline for place in shown),
        paid=int(cubes[0].paid[0]),
        cost=cost,
        spent=cost,
    )


def _stack(credit: "list[Floats]", order: list[int]) -> "Floats":
    """Return the credit of all orders in each loss, shape (models, values, windows, losses)."""
    whole = np.stack([each[:, :, 0] for each in credit], axis=-1)
    return np.moveaxis(whole[:, :, order], 0, 2)


def _rank_values(revenue: "Floats", values: "Sequence[str]") -> "Ints":
    """Return ranks by revenue, arrays of shape (models, values, windows, losses)."""
    found = np.zeros(revenue.shape, dtype=np.int64)
    by_name = np.array(sorted(range(len(values) - 1), key=values.__getitem__), int)
    models, _, windows, losses = revenue.shape
    for model, window, loss in np.ndindex(models, windows, losses):
        amounts = revenue[model, by_name, window, loss]
        found[model, by_name, window, loss] = rank_revenue(amounts)
    found[np.isnan(revenue)] = 0
    return found


def _order_by_revenue(names: "Sequence[str]", revenue: "Floats") -> list[int]:
    amounts = np.nan_to_num(revenue)
    return sorted(range(len(names)), key=lambda place: (-amounts[place], names[place]))
