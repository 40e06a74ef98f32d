"""The orders of some customers, in the one order that every engine agrees on."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.arrays import find_equal_neighbours, mark_run_starts
from attribution.parts.instants import build_clock, sort_rows

if TYPE_CHECKING:
    from attribution.arrays import Bools, Codes, Ints


class Orders(NamedTuple):
    """Orders of some customers by (customer, time, id); every array has shape (orders,)."""

    customer: "Ints"
    at: "Ints"
    """Microseconds since 1970, UTC."""
    revenue: "Ints"
    """Net revenue in 1/10 000 of the currency unit."""
    counted: "Bools"
    """False for refunded orders and those outside the report's range: they end journeys only."""
    refunded: "Bools"
    named: "Bools"
    """Whether the order says whose it is."""
    block: "Codes"
    """Code of the order attribute that the report is broken down by; 0 without one."""
    row: "Ints"
    """Place of each order in `ids`."""
    ids: pl.Series
    """`order_id` of all orders of the input, String."""

    def get_id(self, order: int) -> str:
        """Return the id of one of the orders."""
        return str(self.ids[int(self.row[order])])

    def take(self, rows: "Ints") -> "Orders":
        """Return some of the orders."""
        return Orders(
            np.take(self.customer, rows),
            np.take(self.at, rows),
            np.take(self.revenue, rows),
            np.take(self.counted, rows),
            np.take(self.refunded, rows),
            np.take(self.named, rows),
            np.take(self.block, rows),
            np.take(self.row, rows),
            self.ids,
        )

    def get_part(self, orders: slice) -> "Orders":
        """Return neighbouring orders."""
        return Orders(
            self.customer[orders],
            self.at[orders],
            self.revenue[orders],
            self.counted[orders],
            self.refunded[orders],
            self.named[orders],
            self.block[orders],
            self.row[orders],
            self.ids,
        )

    def find_previous(self) -> "Ints":
        """Return the instant of the customer's latest strictly earlier order, shape (orders,).

        The smallest integer where there is none.
        """
        never = np.iinfo(np.int64).min
        first = np.ones(len(self.at), dtype=np.bool_)
        first[1:] = (self.customer[1:] != self.customer[:-1]) | (self.at[1:] != self.at[:-1])
        places = np.flatnonzero(first)
        before = np.full(len(places), never, dtype=np.int64)
        same = self.customer[places[1:]] == self.customer[places[:-1]]
        before[1:][same] = self.at[places[:-1]][same]
        return np.repeat(before, np.diff(np.append(places, len(first))))

    def find_new(self) -> "Bools":
        """Tell which orders are by new customers, shape (orders,); the orders are sorted.

        Those have no strictly earlier order that was not refunded. An order without a customer is
        neither by a new one nor by another.
        """
        heads = self.find_first()
        first = np.full(int(self.customer.max(initial=-1)) + 1, np.iinfo(np.int64).max)
        first[self.customer[heads]] = self.at[heads]
        new: Bools = self.named & (self.at <= first[self.customer])
        return new

    def find_first(self) -> "Ints":
        """Return the place of each customer's first order that was not refunded; they are sorted.

        An order without a customer is the first of a customer of its own.
        """
        kept = np.flatnonzero(~self.refunded)
        first: Ints = kept[mark_run_starts(self.customer[kept])]
        return first

    def sort_rows(self) -> "Orders":
        """Return the orders by (customer, time, id)."""
        times = build_clock(self.at)
        ticks = times.to_ticks(self.at)
        rows = sort_rows(self.customer, ticks, times.bits)
        key = np.take(self.customer << times.bits | ticks, rows)
        tied = find_equal_neighbours(key)
        if len(tied):
            table = pl.DataFrame(
                {"key": key[tied], "id": self.ids.gather(self.row[rows[tied]]), "row": rows[tied]}
            )
            rows[tied] = table.sort("key", "id")["row"].to_numpy()
        return self.take(rows)


class OrderColumns:
    """What parts take their orders from: one table of orders, row by row.

    Columns order_id, customer_id (null: unknown), ordered_at, revenue, counted, optional refunded
    (without it: what is not counted).
    """

    def __init__(self, orders: pl.DataFrame) -> None:
        self._at = orders["ordered_at"].to_physical().to_numpy()
        self._revenue = orders["revenue"].to_numpy()
        self._counted = orders["counted"].to_numpy()
        known = "refunded" in orders.columns
        self._refunded = orders["refunded"].to_numpy() if known else ~self._counted
        self._named = orders["customer_id"].is_not_null().to_numpy()
        self._ids = orders["order_id"]

    def select_rows(self, rows: "Ints", customer: "Ints", block: "Codes | None") -> Orders:
        """Return some orders, whose customers are numbered; `block` has the code of every row."""
        return Orders(
            customer,
            np.take(self._at, rows),
            np.take(self._revenue, rows),
            np.take(self._counted, rows),
            np.take(self._refunded, rows),
            np.take(self._named, rows),
            np.zeros(len(rows), dtype=np.uint32) if block is None else np.take(block, rows),
            rows,
            self._ids,
        )
