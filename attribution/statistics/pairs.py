"""Values that share orders: how credit moves between them when their effects change."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import expand_ranges, mark_run_starts, sum_by_place
from attribution.models.base import CreditRows
from attribution.statistics.credit import cut_into_batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Floats, Ints
    from attribution.models import ByEffect
    from attribution.models.base import Paths

PAIRS: Final = ("window", "model", "block", "value", "other", "conversions", "revenue")
"""Columns of pairs: see `Allocated.pairs`."""


def pair_shares(
    paths: "Paths", groups: "Ints", blocks: int, model: "ByEffect"
) -> list["Floats | Ints"]:
    """Return the sums of products of the shares that two values have in an order.

    `groups` has the resampling group of each order, ascending, from 0. Columns block, value,
    other, conversions (sum of s_value · s_other) and revenue (the same times the order's revenue,
    with the shares in it), in this order; one row for each group that has any, by group, which
    `add_pairs` adds up. With shares in proportion to effects E,
    ds_c = s_c (dE_c/E_c) - Σ_k s_c s_k (dE_k/E_k).
    """
    values = len(paths.vocabularies[paths.dimension].names)
    touched = np.flatnonzero(paths.journeys.last > paths.journeys.first)
    some, own = paths.take(touched), groups[touched] * blocks + paths.orders.block[touched]
    lengths = some.journeys.last - some.journeys.first
    pieces = [
        _multiply_shares(CreditRows(some.get_between(start, stop)), own[start:stop], values, model)
        for start, stop in cut_into_batches(groups[touched], lengths)
    ]
    if not pieces:
        return [np.zeros(0, dtype=np.int64)] * 3 + [np.zeros(0)] * 2
    keys, conversions, revenue = (np.concatenate(each) for each in zip(*pieces, strict=True))
    distinct, place = np.unique(keys, return_inverse=True)
    where, other = np.divmod(distinct, values)
    where, value = np.divmod(where, values)
    sums = (sum_by_place(place, amounts, len(distinct)) for amounts in (conversions, revenue))
    return [where % blocks, value, other, *sums]


def add_pairs(tables: "Iterable[pl.DataFrame]") -> pl.DataFrame:
    """Return one table of pairs without repeated ones, added up in the order of the rows.

    Groups are whole in a table and come in their order, so that the sums are the same however
    many tables there are; only one is in memory beside the sums.
    """
    types = dict.fromkeys(PAIRS, pl.Int64) | dict.fromkeys(PAIRS[-2:], pl.Float64)
    sums = pl.DataFrame(schema=types)
    for table in tables:
        sums = _add_table(pl.concat([sums, table]))
    return sums


def _add_table(table: pl.DataFrame) -> pl.DataFrame:
    if table.is_empty():
        return table
    columns = [table[name].to_numpy() for name in PAIRS[:-2]]
    shape = [int(column.max()) + 1 for column in columns]
    pairs, place = np.unique(np.ravel_multi_index(columns, shape), return_inverse=True)
    keys = zip(PAIRS, np.unravel_index(pairs, shape), strict=False)
    amounts = {name: sum_by_place(place, table[name].to_numpy(), len(pairs)) for name in PAIRS[-2:]}
    return pl.DataFrame({**dict(keys), **amounts})


def _multiply_shares(
    rows: CreditRows, cells: "Ints", values: int, model: "ByEffect"
) -> "tuple[Ints, Floats, Floats]":
    """Return the products of a batch of orders by key: (cell, value, other) as one integer."""
    credit = model.credit(rows)
    journey = np.repeat(np.arange(len(rows.lengths)), rows.lengths)
    distinct, place = np.unique(
        journey * values + rows.get_codes(rows.paths.dimension), return_inverse=True
    )
    journey, value = np.divmod(distinct, values)
    starts = np.flatnonzero(mark_run_starts(journey))
    counts = np.diff(np.append(starts, len(journey)))
    left = np.repeat(np.arange(len(journey)), np.repeat(counts, counts))
    first = np.repeat(starts, counts)
    right = expand_ranges(first, first + np.repeat(counts, counts))
    keys = (cells[journey[left]] * values + value[left]) * values + value[right]
    paid = rows.paths.orders.revenue.astype(np.float64)[journey[left]]
    known, cell = np.unique(keys, return_inverse=True)
    of_revenue = credit.weights if credit.of_revenue is None else credit.of_revenue
    shares = [sum_by_place(place, each, len(distinct)) for each in (credit.weights, of_revenue)]
    products = [each[left] * each[right] for each in shares]
    conversions = sum_by_place(cell, products[0], len(known))
    return known, conversions, sum_by_place(cell, products[1] * paid, len(known))
