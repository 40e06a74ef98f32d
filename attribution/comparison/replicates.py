"""The credit of a comparison in each replicate of its customers."""

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import count_by_place, divide_with_default
from attribution.bootstrap import GroupReplicates
from attribution.comparison.credit_cube import (
    FIGURES,
    build_credit_table,
    find_reached_orders,
    sum_cells_by_group,
    sum_totals_by_group,
)
from attribution.comparison.intervals import BlockTotals
from attribution.markov.effects import NOISE

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.bootstrap import Resampling
    from attribution.markov.effects import Effects
    from attribution.plan import AnyFacet, View
    from attribution.results import AttributionResults

    Pair = tuple[Floats, Floats]
    """Conversions and revenue."""

WHOLE: Final = -1
"""In place of a block: all of them together."""


class ComparisonReplicates:
    """Every figure of a comparison in each replicate; see definitions §8.

    Whole groups of customers are drawn again, credit is added up with the weights of a replicate,
    chains are estimated anew, and all is multiplied up to the number of customers.
    """

    def __init__(self, findings: "AttributionResults", resampling: "Resampling") -> None:
        self._findings = findings
        self._resampling = resampling
        self._groups = GroupReplicates(resampling, findings.statistics.customers)
        self._collect_values = len(findings.values.names)
        keys = ["window", "model", "block"]
        credit = build_credit_table(findings)
        self._credit = credit.partition_by(keys, as_dict=True)
        self._whole = credit.partition_by(keys[:2], as_dict=True)
        self._views = {(view.position, place): view for view, place in findings.estimates}
        self._effects = cache(self._get_effects)
        self._totals = cache(self._draw_totals)

    def select_facet(self, facet: "AnyFacet") -> "ComparisonReplicates":
        """Return the replicates of a facet; chains are not estimated again."""
        found = ComparisonReplicates(self._findings.select_facet(facet), self._resampling)
        found._effects = self._effects
        return found

    def sum_totals(self, credit: "Pair", block: int = WHOLE) -> BlockTotals:
        """Return what a model's shares are of: all orders of a block, or its credit in it.

        The second where credit has the days of its touches.
        """
        if not self._findings.dated:
            return self.get_totals(block)
        return BlockTotals(*(each.sum(axis=0) for each in credit))

    def get_totals(self, block: int = WHOLE) -> BlockTotals:
        """Return all orders of a block, drawn once for all models."""
        return self._totals(block)

    def _draw_totals(self, block: int) -> BlockTotals:
        orders = self._findings.statistics.orders
        table = orders if block == WHOLE else orders.filter(pl.col("block") == block)
        return BlockTotals(
            *(self._groups.draw(sums[None, :])[0] for sums in sum_totals_by_group(table))
        )

    def credit(self, window: int, place: int, block: int = WHOLE) -> "Pair":
        """Return conversions and revenue, 1/10 000 of the unit, of a model under a window.

        Arrays of shape (values + 1, replicates), the last row unattributed.
        """
        view = self._views.get((window, place))
        if view is None:
            return self._get_known(window, place, block)
        estimate = self._findings.estimates[view, place]
        if not estimate.defined:
            nothing = np.full((self._collect_values + 1, len(self._groups.weights)), np.nan)
            return nothing, nothing
        if estimate.by_journey:
            return self._share_by_journey(window, place, block)
        return self._share_by_total(view, place)

    def _get_known(self, window: int, place: int, block: int) -> "Pair":
        """Return what is known by group."""
        table = self._build_table(window, place, block)
        if table is None:
            nothing = (
                np.zeros((self._collect_values + 1, len(self._groups.weights)))
                * self._groups.factors
            )
            return nothing, nothing
        cells, count = table["value"].to_numpy(), self._collect_values + 1
        conversions, revenue = (
            self._groups.draw(sum_cells_by_group(cells, table["group"], table[name], count))
            for name in FIGURES
        )
        return conversions, revenue

    def _build_table(self, window: int, place: int, block: int) -> pl.DataFrame | None:
        if block == WHOLE:
            return self._whole.get((window, place))
        return self._credit.get((window, place, block))

    def _share_by_total(self, view: "View", place: int) -> "Pair":
        """Return all orders with a journey shared out by the effects of the replicate."""
        reached = find_reached_orders(self._findings, view)
        touched = [self._groups.draw(each[None, :])[0] for each in reached.touched]
        credit = self._effects(view, place).credit_replicates(*touched)
        conversions, revenue = (
            np.concatenate([shares.T, self._groups.draw(alone[None, :])])
            for shares, alone in zip(credit, reached.alone, strict=True)
        )
        return conversions, revenue

    def _share_by_journey(self, window: int, place: int, block: int) -> "Pair":
        """Return orders shared out one by one, to first order in the change of the effects.

        With shares in proportion to effects E, a relative change e of the effects moves the credit
        of c by C_c e_c - Σ_k M_ck e_k, C the credit and M the sums of products of shares.
        """
        view = self._views[window, place]
        before, after = self._findings.estimates[view, place].point, self._effects(view, place)
        conversions, revenue = self._get_known(window, place, block)
        products = [self._sum_products(window, place, block, name) for name in FIGURES]
        conversions[:-1] += self._groups.factors * _move_credit(
            products[0], before.conversions, after.conversions
        )
        revenue[:-1] += self._groups.factors * _move_credit(
            products[1], before.revenue, after.revenue
        )
        return conversions, revenue

    def _sum_products(self, window: int, place: int, block: int, name: str) -> "Floats":
        """Return the sums of products of shares, shape (values, values)."""
        allocated = self._findings.allocated
        shape = (self._collect_values, self._collect_values)
        if allocated is None:
            return np.zeros(shape)
        mine = (pl.col("window") == window) & (pl.col("model") == place)
        if block != WHOLE:
            mine &= pl.col("block") == block
        table = allocated.pairs.filter(mine)
        cells = table["value"].to_numpy() * self._collect_values + table["other"].to_numpy()
        sums = np.bincount(cells, table[name].to_numpy(), self._collect_values**2)
        return sums.astype(np.float64, copy=False).reshape(shape)

    def _get_effects(self, view: "View", place: int) -> "Effects":
        return self._findings.estimates[view, place].effects(self._groups.weights)

    def get_effects(self, window: int, place: int) -> "Effects":
        """Return the removal effects of a Markov model, shape (replicates, values)."""
        return self._effects(self._views[window, place], place)

    def count_contributors(self, window: int, place: int, block: int = WHOLE) -> "Ints":
        """Return the customers who contribute to each value, shape (values + 1,).

        To a data-driven model those do whose orders' journeys hold the value.
        """
        findings = self._findings
        view = self._views.get((window, place))
        people = findings.statistics.people
        model = place if view is None else findings.find_learner(view)
        mine = (pl.col("window") == window) & (pl.col("model") == model)
        # Of a single block nothing is said that is not said of the whole.
        alone = findings.blocks is not None and len(findings.blocks.names) == 1
        table = people.filter(mine & (pl.col("block") == (WHOLE if alone else block)))
        value, customers = (table[name].to_numpy() for name in ("value", "customers"))
        return count_by_place(value, customers, self._collect_values + 1)


def _move_credit(products: "Floats", before: "Floats", after: "Floats") -> "Floats":
    """Return what changed effects, shape (replicates, values), move, (values, replicates)."""
    change = np.where(before > NOISE, divide_with_default(after, before, 1) - 1, 0).T
    change[np.isnan(change)] = 0
    moved: Floats = products.sum(axis=1)[:, None] * change
    # Not a product of matrices, whose digits would depend on the linear algebra library.
    moved -= np.einsum("ck,kr->cr", products, change, optimize=False)
    return moved
