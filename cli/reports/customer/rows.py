"""The touches and orders of one customer, and who that is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.dataset.identities import read_customer_resolver
from cli.reports.customer.errors import UnknownCustomerError
from cli.reports.nearest_ids import find_near_id

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run

_LATEST: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""An id that several share leads to whom its last login names."""


@dataclass(frozen=True, slots=True, eq=False)
class CustomerRows:
    """One customer's rows, as a shop has them."""

    customer: str
    touches: pl.DataFrame
    orders: pl.DataFrame


def find_customer(run: "Run", shop: "Dataset", given: str) -> CustomerRows:
    """Return the rows of the customer that an id leads to; raises UnknownCustomerError."""
    customer = _resolve(run, given)
    some = list(shop.stock.map_each(partial(_select_rows, customer)))
    touches = pl.concat([touches for touches, _ in some], how="diagonal")
    orders = pl.concat([orders for _, orders in some], how="diagonal")
    if not touches.height and not orders.height:
        raise UnknownCustomerError(given, find_near_id(shop.stock, "customer_id", given))
    return CustomerRows(customer, touches, orders)


def _resolve(run: "Run", given: str) -> str:
    """Return the customer of an id: that of an alias, else the id as the settings spell it."""
    resolver, _, _ = read_customer_resolver(run)
    row = pl.DataFrame(
        {"customer_id": [given], "ordered_at": [_LATEST]},
        schema={"customer_id": pl.String, "ordered_at": pl.Datetime("us", "UTC")},
    )
    found, _ = resolver.resolve_orders(row)
    customer = found["customer_id"][0]
    return given if customer is None else str(customer)


def _select_rows(
    customer: str, touches: pl.DataFrame | None, orders: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    assert touches is not None  # noqa: S101 - a page needs them
    mine = pl.col("customer_id") == customer
    return touches.filter(mine), orders.filter(mine)
