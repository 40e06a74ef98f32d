"""The customers of touches and orders, numbered: buyers, and all others only where asked for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.parts.customer_codes import CustomerIndex, encode
from attribution.parts.customer_table import build_table

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from attribution.arrays import Codes


@dataclass(frozen=True, slots=True)
class NumberedRows:
    """The customer of each touch and order, by number."""

    known: CustomerIndex
    of_touches: "Codes"
    """One past the last number: a touch of somebody who was not numbered."""
    of_orders: "Codes"


def number_rows(
    touches: pl.Series, buyers: pl.Series, pool: "Executor", *, strangers: bool
) -> NumberedRows:
    """Return the customers of orders as numbers, with `strangers` those of touches alone as well.

    `touches` and `buyers` are ids, String without nulls. Buyers stand in one order whether or not
    there are strangers among them.
    """
    known, of_orders = encode(buyers, pool)
    table = build_table(known.ids)
    of_touches = table.find_customers(touches, pool)
    rows = NumberedRows(known, of_touches, of_orders)
    return _with_strangers(rows, touches, pool) if strangers else rows


def _with_strangers(rows: NumberedRows, touches: pl.Series, pool: "Executor") -> NumberedRows:
    """Return rows with the customers numbered who have none so far, after others of their group."""
    known = rows.known
    unknown = np.flatnonzero(rows.of_touches == len(known.groups))
    others, numbers = encode(touches.gather(unknown), pool)
    new = np.arange(len(others.groups), dtype=np.uint32)
    new += np.searchsorted(known.groups, others.groups, side="right").astype(np.uint32)
    old = np.arange(len(known.groups) + 1, dtype=np.uint32)
    old[:-1] += np.searchsorted(others.groups, known.groups).astype(np.uint32)
    of_touches = np.take(old, rows.of_touches)
    of_touches[unknown] = np.take(new, numbers)
    every = _merge(known, others, old[:-1], new)
    return NumberedRows(every, of_touches, np.take(old, rows.of_orders))


def _merge(
    known: CustomerIndex, others: CustomerIndex, old: "Codes", new: "Codes"
) -> CustomerIndex:
    """Return the customers of two indices by the numbers that they are given."""
    places = np.empty(len(old) + len(new), dtype=np.int64)
    groups = np.empty_like(places)
    places[old], places[new] = known.places, others.places + len(known.distinct)
    groups[old], groups[new] = known.groups, others.groups
    return CustomerIndex(pl.concat([known.distinct, others.distinct]), places, groups)
