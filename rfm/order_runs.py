"""Orders by customer and day: what is asked of a customer is asked of a slice."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Integers = NDArray[np.int64]

ID: Final = "customer_id"
NUMBER: Final = "number"
"""Column of the number of a customer, see `CustomerNames`."""
_KEY, _OTHER, _AMOUNT = "key", "other", "amount"
"""Columns of the rows that are sorted."""
_RARE: Final = 16
"""Fewer than one of so many are few."""
_COLUMNS: Final = (ID, "ordered_on", "revenue", "refunded")


@dataclass(frozen=True, slots=True)
class CustomerNames:
    """The ids of customers who are known by number; looked up late, since that takes long."""

    column: pl.Series
    """Of the orders, as they came."""
    rows: "NDArray[np.integer]"
    """The row of one order of each customer."""

    @property
    def count(self) -> int:
        """Number of customers."""
        return len(self.rows)

    def select(self, numbers: "Integers") -> pl.Series:
        """Return the ids of some numbers."""
        return self.column.gather(self.rows[numbers])

    def get_values(self, column: pl.Series) -> pl.Series:
        """Return, by number, what a column of the orders as they came has for each customer.

        All orders of a customer have the same.
        """
        return column.gather(self.rows)


class OrderRuns(NamedTuple):
    """Orders by customer, and those of a customer, a run, by day; no run is empty.

    Arrays have one element an order but for `customer` and `begin`, which have one a run. In what
    order customers follow each other nothing tells.
    """

    names: CustomerNames
    customer: "Integers"
    """The number of each run's customer, ascending."""
    begin: "Integers"
    """Place of each run's first order."""
    day: "Integers"
    """Days since 1970."""
    revenue: "Integers"
    """Ten-thousandths."""
    refunded: "Bools"

    @classmethod
    def of(cls, orders: "pl.LazyFrame | pl.DataFrame | OrderRuns") -> "OrderRuns":
        """Sort orders; those that name no customer are left out.

        `orders` has one row an order: `customer_id` (String, or any other id), `ordered_on` (Date),
        `revenue` (Int64, ten-thousandths), `refunded` (Boolean).
        """
        if isinstance(orders, OrderRuns):
            return orders
        frame = orders.lazy().select(_COLUMNS).collect()
        ids, *columns = (frame[name] for name in _COLUMNS)
        known = ids.is_not_null().arg_true() if ids.null_count() else None
        if known is not None:
            ids, *columns = (column.gather(known) for column in (ids, *columns))
        days, revenue, refunded = columns
        day = days.to_physical().to_numpy()
        lowest = day.min(initial=np.iinfo(day.dtype).max)
        rest = day - lowest
        rest <<= 1
        rest |= refunded.to_numpy()
        found = sort_by_customer(ids, rest.view(np.uint32), revenue)
        begin = np.flatnonzero(found.is_first)
        rows = found.order[begin]
        has_refund = (found.rest.astype(np.uint8) & 1).view(np.bool_)
        day = found.rest
        day >>= 1
        day += lowest
        return cls(
            CustomerNames(frame[ID], rows if known is None else known.to_numpy()[rows]),
            np.arange(len(begin)),
            begin,
            day,
            found.amounts,
            has_refund,
        )

    @property
    def lengths(self) -> "Integers":
        """Number of orders of each run."""
        return np.diff(self.begin, append=len(self.day))

    def keep(self, wanted: "Bools") -> "OrderRuns":
        """Return the orders for which `wanted` is true, of the customers who have any."""
        if wanted.all():
            return self
        counts = self.count_wanted(wanted)
        some = counts > 0
        left = counts[some]
        return OrderRuns(
            self.names,
            self.customer[some],
            np.cumsum(left) - left,
            self.day[wanted],
            self.revenue[wanted],
            self.refunded[wanted],
        )

    def sum(self, amounts: "Integers") -> "Integers":
        """Return the sum of one amount an order for each run."""
        return sum_runs(amounts, self.begin)

    def count_wanted(self, wanted: "Bools") -> "Integers":
        """Return how many orders of each run are wanted."""
        return count_in_runs(wanted, self.begin)

    def merge(self, period: "Integers") -> "PeriodRuns":
        """Return runs with one element for all orders of a customer in a period.

        `period` has the number of each order's period, none smaller on a later day.
        """
        is_first = mark_changes(period)
        is_first[self.begin] = True
        begin = np.flatnonzero(is_first)
        return PeriodRuns(
            self.names,
            self.customer,
            np.cumsum(is_first)[self.begin] - 1,
            period[begin],
            np.diff(begin, append=len(period)),
            sum_runs(self.revenue, begin),
        )

    def count_until(self, last_day: "date") -> "Bools":
        """Return which orders count that were made up to a day: those not refunded."""
        return ~self.refunded & (self.day <= number_day(last_day))


class PeriodRuns(NamedTuple):
    """What customers bought in each period in which they did, see `OrderRuns`."""

    names: CustomerNames
    customer: "Integers"
    """The number of each run's customer, ascending."""
    begin: "Integers"
    """Place of each run's first period."""
    period: "Integers"
    orders: "Integers"
    revenue: "Integers"
    """Ten-thousandths."""

    @property
    def lengths(self) -> "Integers":
        """Number of periods of each run."""
        return np.diff(self.begin, append=len(self.period))

    def sum(self, amounts: "Integers") -> "Integers":
        """Return the sum of one amount a period for each run."""
        return sum_runs(amounts, self.begin)


def sum_runs(amounts: "Integers", begin: "Integers") -> "Integers":
    """Return the sum of the amounts of each run, given the places where they begin."""
    return np.asarray(np.add.reduceat(amounts, begin) if len(begin) else begin)


def count_in_runs(wanted: "Bools", begin: "Integers") -> "Integers":
    """Return how many of each run are wanted, given the places where they begin.

    Few of many are looked up, which is less work than to go through all.
    """
    if np.count_nonzero(wanted) * _RARE > len(wanted):
        return sum_runs(wanted.astype(np.int64), begin)
    places = np.flatnonzero(wanted)
    runs = np.searchsorted(begin, places, side="right") - 1
    return np.bincount(runs, minlength=len(begin)).astype(np.int64, copy=False)


def number_day(day: "date") -> int:
    """Return the number of a day, as `OrderRuns.day` counts."""
    return int(pl.Series([day]).to_physical().item())


def mark_changes(values: "NDArray[np.generic]") -> "Bools":
    """Tell for each value whether it differs from the one before it."""
    return np.concatenate([values[:1] == values[:1], values[1:] != values[:-1]])


def hash_ids(ids: pl.Series, seed: int) -> "NDArray[np.uint64]":
    """Return a hash of each id."""
    return ids.hash(seed).to_numpy()


class SortedIds(NamedTuple):
    """Rows sorted by their id, then by a number."""

    order: "NDArray[np.unsignedinteger]"
    """The rows in their new order; so all arrays."""
    is_first: "Bools"
    """Whether a row is the first of its id."""
    rest: "Integers"
    """The number of each row."""
    amounts: "Integers"
    """The amount of each row."""


def sort_by_customer(ids: pl.Series, rest: "NDArray[np.uint32]", amounts: pl.Series) -> SortedIds:
    """Sort rows by id and by a number of 0 or more, each with an amount.

    Text is compared and grouped much more slowly than numbers: what is sorted are hashes of the
    ids, with `rest` in place of their lowest bits. A second hash tells whether two ids have the
    same first one; then ids are ranked as they are. Memory that is new takes more time than what
    is done with it, so arrays are changed where they are.
    """
    bits = int(rest.max(initial=0)).bit_length()
    codes = hash_ids(ids, 0) >> np.uint64(bits)
    found, others = _sort(codes, rest, bits, {_AMOUNT: amounts, _OTHER: hash_ids(ids, 1)})
    if (mark_changes(others[_OTHER].to_numpy()) & ~found.is_first).any():
        ranks = ids.rank("dense").to_numpy().astype(np.uint64)
        found, _ = _sort(ranks, rest, bits, {_AMOUNT: amounts})
    return found


def _sort(
    codes: "NDArray[np.uint64]",
    rest: "NDArray[np.uint32]",
    bits: int,
    along: "dict[str, pl.Series | NDArray[np.uint64]]",
) -> tuple[SortedIds, pl.DataFrame]:
    """Return rows sorted, and the columns that go along, taken at once: on all cores.

    `codes` are written over.
    """
    codes <<= np.uint64(bits)
    codes |= rest
    rows = pl.DataFrame({_KEY: codes, **along})
    order = rows[_KEY].arg_sort()
    found = rows[order]
    keys = found[_KEY].to_numpy()
    np.right_shift(keys, np.uint64(bits), out=codes)
    is_first = mark_changes(codes)
    own = np.bitwise_and(keys, np.uint64(2**bits - 1), out=codes).view(np.int64)
    return SortedIds(order.to_numpy(), is_first, own, found[_AMOUNT].to_numpy()), found
