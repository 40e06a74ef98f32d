"""Credit by window, model, block and value."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from attribution.money import UNIT, round_to_cents, round_to_total
from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.plan import View
    from attribution.results import AttributionResults

_CENT: Final = UNIT // 100
_NOISE: Final = 1e-6
"""By how much sums that are whole numbers may miss them, and for their size:"""
_RELATIVE_NOISE: Final = 1e-13

FIGURES: Final = ("conversions", "revenue")
"""What credit consists of."""


@dataclass(frozen=True)
class CreditCube:
    """Credit added up over the groups; arrays have shape (windows, models, blocks, values + 1)."""

    conversions: "Floats"
    """NaN where a data-driven model says nothing."""
    revenue: "Floats"
    """1/10 000 of the currency unit."""
    orders: "Ints"
    """Orders of each block, shape (blocks,)."""
    paid: "Ints"
    """Net revenue of each block, shape (blocks,)."""
    dated: bool = False
    """Whether credit has the days of its touches: orders are none, the credit itself is all."""

    def sum_conversions(self, window: int, block: int) -> "Floats":
        """Return what the shares of conversions are of, shape (models,)."""
        if self.dated:
            return sum_credit(self.conversions[window, :, block])
        return np.full(self.conversions.shape[1], float(self.orders[block]))

    def sum_revenue(self, window: int, block: int) -> "Floats":
        """Return what the shares of revenue are of, 1/10 000 of the unit, shape (models,)."""
        if self.dated:
            return sum_credit(self.revenue[window, :, block])
        return np.full(self.revenue.shape[1], float(self.paid[block]))

    def round_revenue(self, window: int, block: int) -> "Ints":
        """Return the same as cents, see `foot_blocks`; 0 for a model that says nothing."""
        if not self.dated:
            return np.full(self.revenue.shape[1], round_to_cents(int(self.paid[block])))
        return self._footed[window, :, block]

    @cached_property
    def _footed(self) -> "Ints":
        """What each model gives as cents, shape (windows, models, blocks)."""
        return np.array([[foot_blocks(each) for each in models] for models in self.revenue])

    def insert_values(self, count: int) -> "CreditCube":
        """Return a cube with so many values more that no touch has: nothing is given to them."""
        return replace(
            self,
            conversions=insert_values(self.conversions, count),
            revenue=insert_values(self.revenue, count),
        )


def insert_values(cells: "Floats", count: int, axis: int = -1) -> "Floats":
    """Return cells with 0 for further values before the last one of an axis, which is nobody.

    NaN where all of the others are: nothing is known of further ones either.
    """
    if not count:
        return cells
    last = np.take(cells, [-1], axis=axis)
    zeros = np.repeat(np.where(np.isnan(last), np.nan, 0.0), count, axis=axis)
    some = np.take(cells, range(cells.shape[axis] - 1), axis=axis)
    return np.concatenate([some, zeros, last], axis=axis)


def sum_credit(cells: "Floats") -> "Floats":
    """Return sums over the last axis, without the noise of their last digits."""
    total = cells.sum(axis=-1)
    whole = np.rint(total)
    summed: Floats = np.where(np.isclose(total, whole, _RELATIVE_NOISE, _NOISE), whole, total)
    return summed


def foot_blocks(revenue: "Floats") -> "Ints":
    """Return revenue of all blocks and of each as cents, shape (blocks,); NaN is 0.

    `revenue` has shape (blocks, values + 1). What is no whole number of cents is the sum of its
    values, each rounded. Blocks that are the parts of whole orders add up to these.
    """
    known = np.nan_to_num(revenue)
    totals = sum_credit(known)
    whole = totals % _CENT == 0
    cents = np.where(whole, totals // _CENT, np.rint(known / _CENT).sum(axis=1)).astype(np.int64)
    parts = totals[1:]
    if len(parts) and whole[0] and abs(totals[0] - parts.sum()) < _CENT / 2:
        names = [f"{place:09}" for place in range(len(parts))]
        cents[1:] = round_to_total(parts, names, int(cents[0]))
    return cents


def build_cube(findings: "AttributionResults") -> CreditCube:
    """Return all credit; several blocks have their sum as one block more in front."""
    plan, values = findings.plan, len(findings.values.names)
    # Without an order there is no block, but still the sum of all.
    blocks = 1 if findings.blocks is None else max(1, len(findings.blocks.names))
    sums = _sum_over_groups(findings, (len(plan.windows), len(plan.models), blocks, values + 1))
    for (view, place), estimate in findings.estimates.items():
        own = view.position, place
        if not estimate.defined:
            _blank(sums, own)
        elif not estimate.by_journey:
            reached = find_reached_orders(findings, view)
            credit = estimate.point.credit(*(each.sum(keepdims=True) for each in reached.touched))
            for cells, shares, alone in zip(sums, credit, reached.alone, strict=True):
                cells[own][0] = [*shares[0], alone.sum()]
    if findings.dated:
        for place in findings.indivisible:
            _blank(sums, (slice(None), place))
    totals = findings.statistics.orders.group_by("block").agg(pl.all().sum())
    orders, paid = np.zeros((2, blocks), dtype=np.int64)
    orders[totals["block"].to_numpy()] = totals["orders"].to_numpy()
    paid[totals["block"].to_numpy()] = totals["revenue"].to_numpy()
    whole = CreditCube(sums[0], sums[1], orders, paid, findings.dated)
    return whole if findings.blocks is None else _with_whole(whole)


def _blank(sums: "list[Floats]", cells: "tuple[int | slice, int]") -> None:
    for each in sums:
        each[cells] = np.nan


def _sum_over_groups(findings: "AttributionResults", shape: tuple[int, ...]) -> "list[Floats]":
    """Return the credit that is known by group, added up in the groups' order."""
    table = build_credit_table(findings).sort("group", maintain_order=True)
    places = [table[name].to_numpy() for name in ("window", "model", "block", "value")]
    cells, size = np.ravel_multi_index(places, shape), int(np.prod(shape))
    sums = (np.bincount(cells, table[name].to_numpy(), size) for name in FIGURES)
    return [each.astype(np.float64, copy=False).reshape(shape) for each in sums]


def build_credit_table(findings: "AttributionResults") -> pl.DataFrame:
    """Return the credit that is known by group, of all models that have any."""
    credit = findings.statistics.credit
    if findings.allocated is None:
        return credit
    return pl.concat([credit, findings.allocated.credit])


class ReachedOrders(NamedTuple):
    """Counted orders of a view by group, conversions and revenue, arrays of shape (200,)."""

    touched: "tuple[Floats, Floats]"
    """Those with a journey."""
    alone: "tuple[Floats, Floats]"
    """Those whose journey is empty."""


def find_reached_orders(findings: "AttributionResults", view: "View") -> ReachedOrders:
    """Return the orders of a view that a data-driven model looks at."""
    reach, nobody = findings.statistics.reach, len(findings.values.names)
    mine = (pl.col("window") == view.position) & (pl.col("model") == findings.find_learner(view))
    alone = _sum_by_group(reach.filter(mine & (pl.col("value") == nobody)), FIGURES)
    whole = sum_totals_by_group(findings.statistics.orders)
    touched = [every - some for every, some in zip(whole, alone, strict=True)]
    return ReachedOrders((touched[0], touched[1]), (alone[0], alone[1]))


def sum_totals_by_group(orders: pl.DataFrame) -> "list[Floats]":
    """Return how many orders each group has and what they brought, arrays of shape (200,)."""
    return _sum_by_group(orders, ("orders", "revenue"))


def _sum_by_group(table: pl.DataFrame, names: tuple[str, ...]) -> "list[Floats]":
    nowhere = np.zeros(table.height, dtype=np.int64)
    return [sum_cells_by_group(nowhere, table["group"], table[name], 1)[0] for name in names]


def sum_cells_by_group(cells: "Ints", group: pl.Series, amounts: pl.Series, count: int) -> "Floats":
    """Return the sums of amounts by cell and group, shape (count, 200)."""
    places = cells * GROUPS + group.to_numpy()
    sums = np.bincount(places, amounts.to_numpy(), count * GROUPS)
    return sums.astype(np.float64, copy=False).reshape(count, GROUPS)


def with_blocks_of(whole: CreditCube, parts: CreditCube) -> CreditCube:
    """Return the sum of all blocks of one cube, followed by the blocks of another."""
    return replace(
        whole,
        conversions=np.concatenate(
            [whole.conversions[:, :, :1], parts.conversions[:, :, 1:]], axis=2
        ),
        revenue=np.concatenate([whole.revenue[:, :, :1], parts.revenue[:, :, 1:]], axis=2),
        orders=np.concatenate([whole.orders[:1], parts.orders[1:]]),
        paid=np.concatenate([whole.paid[:1], parts.paid[1:]]),
    )


def _with_whole(parts: CreditCube) -> CreditCube:
    """Return a cube with one block more in front: the sum of all."""

    def prepend_sum(cells: "Floats") -> "Floats":
        return np.concatenate([cells.sum(axis=2, keepdims=True), cells], axis=2)

    return replace(
        parts,
        conversions=prepend_sum(parts.conversions),
        revenue=prepend_sum(parts.revenue),
        orders=np.concatenate([[parts.orders.sum()], parts.orders]),
        paid=np.concatenate([[parts.paid.sum()], parts.paid]),
    )
