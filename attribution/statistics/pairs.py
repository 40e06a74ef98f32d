"""Values that share orders: how credit moves between them when their effects change."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from attribution.arrays import expand_ranges, mark_run_starts, sum_by_place
from attribution.models.base import CreditRows, RowCredit
from attribution.statistics.batches import cut_into_batches
from attribution.statistics.large_customers import merge_orders, split_orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attribution.arrays import Floats, Ints
    from attribution.models import ByEffect
    from attribution.models.base import Paths
    from attribution.statistics.large_customers import AlikeOrders

PAIRS: Final = ("window", "model", "block", "value", "other", "conversions", "revenue")
"""Columns of pairs: see `Allocated.pairs`."""


def pair_shares(
    paths: "Paths", groups: "Ints", blocks: int, model: "ByEffect"
) -> list["Floats | Ints"]:
    """Return the sums of products of the shares that two values have in an order.

    `groups` has the resampling group of each order, ascending, from 0. Columns block, value,
    other, conversions (sum of s_value · s_other) and revenue (the same times the order's revenue,
    with the shares in it), in this order; values are cells of the `Filing`; one row for each group
    that has any, by group, which `add_pairs` adds up. With shares in proportion to effects E,
    ds_c = s_c (dE_c/E_c) - Σ_k s_c s_k (dE_k/E_k).
    """
    values, periods = paths.filing.count, paths.filing.periods
    touched = np.flatnonzero(paths.journeys.last > paths.journeys.first)
    some, own = paths.take(touched), groups[touched] * blocks + paths.orders.block[touched]
    pieces = [
        _multiply_shares(shares, values, periods)
        for shares in _list_shares(some, groups[touched], own, model)
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


class _Shares(NamedTuple):
    """The shares of each value in some journeys, by journey; arrays of shape (shares,)."""

    journey: "Ints"
    value: "Ints"
    of_orders: "Floats"
    of_revenue: "Floats"
    cells: "Ints"
    """Of each journey, as the next two, shape (journeys,)."""
    orders: "Ints"
    revenue: "Floats"


def _list_shares(
    paths: "Paths", groups: "Ints", cells: "Ints", model: "ByEffect"
) -> "Iterator[_Shares]":
    """Yield the shares of values in orders that all have a touch, batch by batch."""
    split = split_orders(paths)
    rest = slice(None) if split is None else split.by_row
    some = paths if split is None else paths.take(split.by_row)
    lengths = some.journeys.last - some.journeys.first
    for start, stop in cut_into_batches(groups[rest], lengths):
        rows = CreditRows(some.get_between(start, stop))
        yield _share_by_row(rows, cells[rest][start:stop], model)
    if split is not None:
        for alike in merge_orders(paths, groups, cells, split):
            yield _share_by_value(alike, model)


def _share_by_row(rows: CreditRows, cells: "Ints", model: "ByEffect") -> _Shares:
    values = rows.paths.filing.count
    credit = model.credit(rows)
    journey = np.repeat(np.arange(len(rows.lengths)), rows.lengths)
    distinct, place = np.unique(journey * values + rows.get_filed(), return_inverse=True)
    journey, value = np.divmod(distinct, values)
    return _Shares(
        journey,
        value,
        sum_by_place(place, credit.weights, len(distinct)),
        sum_by_place(place, _get_paid(credit), len(distinct)),
        cells,
        np.ones(len(cells), dtype=np.int64),
        rows.paths.orders.revenue.astype(np.float64),
    )


def _share_by_value(alike: "AlikeOrders", model: "ByEffect") -> _Shares:
    rows = alike.rows
    credit = model.credit_values(rows)
    journey = np.repeat(np.arange(len(rows.lengths)), rows.lengths)
    value = rows.codes.astype(np.int64)
    weights, paid = credit.weights, _get_paid(credit)
    return _Shares(journey, value, weights, paid, alike.cells, alike.orders, alike.revenue)


def _get_paid(credit: RowCredit) -> "Floats":
    return credit.weights if credit.of_revenue is None else credit.of_revenue


def _multiply_shares(shares: _Shares, values: int, periods: int) -> "tuple[Ints, Floats, Floats]":
    """Return the products of a batch of orders by key: (cell, value, other) as one integer.

    Where credit is dated the other's shares of all periods count as one.
    """
    journey, value = shares.journey, shares.value
    starts = np.flatnonzero(mark_run_starts(journey))
    counts = np.diff(np.append(starts, len(journey)))
    left = np.repeat(np.arange(len(journey)), np.repeat(counts, counts))
    first = np.repeat(starts, counts)
    right = expand_ranges(first, first + np.repeat(counts, counts))
    own = journey[left]
    known, cell = np.unique(
        (shares.cells[own] * values + value[left]) * values + value[right] // periods,
        return_inverse=True,
    )
    products = [each[left] * each[right] for each in (shares.of_orders, shares.of_revenue)]
    conversions = sum_by_place(cell, products[0] * shares.orders[own], len(known))
    return known, conversions, sum_by_place(cell, products[1] * shares.revenue[own], len(known))
