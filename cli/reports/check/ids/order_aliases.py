"""Touches that name orders in place of customers, as networks of affiliates do."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from cli.reports.check.subject import CheckSubject

_LOOKED_AT: Final = 100
"""Ids of each part of the customers."""
_MOSTLY: Final = 0.5


def names_orders(facts: "CheckSubject") -> bool:
    """Tell whether most ids of touches that are no customer's with orders are those of orders."""
    ids = pl.concat(list(facts.shop.stock.map_each(_list_strangers))).unique()
    found = sum(facts.shop.stock.map_each(partial(_count_orders, ids)))
    return bool(len(ids)) and found >= _MOSTLY * len(ids)


def _list_strangers(touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.Series:
    """Return some ids of touches whose customers have no order."""
    assert touches is not None  # noqa: S101 - a shop without is never checked
    ids = touches["customer_id"].unique()
    known = orders["customer_id"].drop_nulls().implode()
    return ids.filter(~ids.is_in(known)).sort().head(_LOOKED_AT)


def _count_orders(ids: pl.Series, touches: pl.DataFrame | None, orders: pl.DataFrame) -> int:  # noqa: ARG001 - what a stock maps takes both
    """Return how many of some ids are ids of orders."""
    return int(orders["order_id"].unique().is_in(ids.implode()).sum())
