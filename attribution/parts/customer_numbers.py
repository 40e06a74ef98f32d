"""The customers of touches and orders, numbered: buyers, and all others only where asked for."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.parts.customer_codes import CustomerIndex, encode
from attribution.parts.customer_table import build_table

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from attribution.arrays import Codes


class NumberedRows(NamedTuple):
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
    there are strangers among them. Alone they are few enough for each touch to look for its
    customer among them; to number whoever is not found would take longer than to number all.
    """
    if strangers:
        known, numbers = encode(pl.concat([touches, buyers], rechunk=False), pool)
        return NumberedRows(known, *np.split(numbers, [len(touches)]))
    known, of_orders = encode(buyers, pool)
    return NumberedRows(known, build_table(known).find_customers(touches, pool), of_orders)
