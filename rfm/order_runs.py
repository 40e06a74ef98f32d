"""Orders by customer: what is asked of a customer is asked of a slice."""

from concurrent.futures import ThreadPoolExecutor
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
_KEY, _OTHER = "key", "other"
"""Columns of the first and of the second hash of an order's customer."""
_RARE: Final = 16
"""Fewer than one of so many are few."""
_SORTED_BITS: Final = 63
"""Bits of a number that are sorted without a look at its sign."""
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
        return _gather(self.column, self.rows[numbers])

    def get_values(self, column: pl.Series) -> pl.Series:
        """Return, by number, what a column of the orders as they came has for each customer.

        All orders of a customer have the same.
        """
        return _gather(column, self.rows)


def _gather(column: pl.Series, rows: "NDArray[np.integer]") -> pl.Series:
    """Return some rows of a column: if many, of one piece, from which that takes half the time."""
    return (column.rechunk() if len(rows) * _RARE > len(column) else column).gather(rows)


class OrderRuns(NamedTuple):
    """Orders by customer, and those of a customer, a run, in the order of the rows; none is empty.

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
        """Group orders by customer; those that name none are left out.

        `orders` has one row an order: `customer_id` (String, or any other id), `ordered_on` (Date),
        `revenue` (Int64, ten-thousandths), `refunded` (Boolean).
        """
        if isinstance(orders, OrderRuns):
            return orders
        frame = orders.lazy().select(_COLUMNS).collect()
        known = frame[ID].is_not_null().arg_true() if frame[ID].null_count() else None
        found = group_by_customer(frame if known is None else frame[known])
        rows = found.order[found.begin]
        day, revenue, refunded = (found.columns[name] for name in _COLUMNS[1:])
        return cls(
            CustomerNames(frame[ID], (rows if known is None else known.gather(rows)).to_numpy()),
            np.arange(len(found.begin)),
            found.begin,
            day.to_physical().to_numpy().astype(np.int64),
            revenue.to_numpy(),
            refunded.to_numpy(),
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

    def find_first_days(self) -> "Integers":
        """Return the day of the first order of each run."""
        return np.asarray(np.minimum.reduceat(self.day, self.begin) if len(self.day) else self.day)

    def find_last_days(self) -> "Integers":
        """Return the day of the last order of each run."""
        return np.asarray(np.maximum.reduceat(self.day, self.begin) if len(self.day) else self.day)

    def count_wanted(self, wanted: "Bools") -> "Integers":
        """Return how many orders of each run are wanted."""
        return count_in_runs(wanted, self.begin)

    def merge(self, period: "Integers") -> "PeriodRuns":
        """Return runs with one element for all orders of a customer in a period.

        `period` has the number of each order's period.
        """
        order, revenue = order_in_runs(period, self.begin), self.revenue
        if order is not None:
            period, revenue = period[order], revenue[order]
        is_first = mark_changes(period)
        is_first[self.begin] = True
        begin = np.flatnonzero(is_first)
        return PeriodRuns(
            self.names,
            self.customer,
            np.cumsum(is_first)[self.begin] - 1,
            period[begin],
            np.diff(begin, append=len(period)),
            sum_runs(revenue, begin),
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


def order_in_runs(values: "Integers", begin: "Integers") -> "Integers | None":
    """Return the places of the values by run and value, None where they are so already.

    `begin` has the places where the runs begin. Numbers are sorted in a third of the time that
    their order takes: what is sorted has the run, the value and the place in the run in its bits.
    """
    falls = values[1:] < values[:-1]
    falls[begin[1:] - 1] = False
    if not falls.any():
        return None
    lengths = np.diff(begin, append=len(values))
    run = np.repeat(np.arange(len(begin)), lengths)
    start = np.repeat(begin, lengths)
    least = int(values.min())
    of_place, of_value = (int(most).bit_length() for most in (lengths.max(), values.max() - least))
    if len(begin).bit_length() + of_value + of_place > _SORTED_BITS:
        return np.lexsort((values, run))
    run <<= of_value
    run |= values - least
    run <<= of_place
    run |= np.arange(len(values)) - start
    start += pl.Series(run).sort().to_numpy() & (2**of_place - 1)
    return start


def number_day(day: "date") -> int:
    """Return the number of a day, as `OrderRuns.day` counts."""
    return int(pl.Series([day]).to_physical().item())


def mark_changes(values: "NDArray[np.generic]") -> "Bools":
    """Tell for each value whether it differs from the one before it."""
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def hash_ids(seed: int) -> pl.Expr:
    """Return a hash of each id."""
    return pl.col(ID).hash(seed)


class GroupedOrders(NamedTuple):
    """Orders by customer, those of a customer in the order of the rows."""

    order: pl.Series
    """The rows in their new order."""
    begin: "Integers"
    """The places where the customers begin."""
    columns: pl.DataFrame
    """What is known of the orders, in their new order."""


def group_by_customer(orders: pl.DataFrame) -> GroupedOrders:
    """Group orders that all name a customer, and what goes along.

    Text is compared and grouped much more slowly than numbers, and numbers alone are sorted in a
    third of the time that their order takes: what is sorted are the upper bits of a hash with the
    row below them. Ids that agree in those are told apart by a second hash.
    """
    # Both on all cores.
    hashes = orders.select(hash_ids(0).alias(_KEY), hash_ids(1).alias(_OTHER))
    keys, order = _sort_hashes(hashes.drop_in_place(_KEY))
    # Of a column in one piece rows are gathered in half the time.
    found = orders.drop(ID).with_columns(hashes.drop_in_place(_OTHER)).rechunk()[order]
    is_first, other = mark_changes(keys), found[_OTHER].to_numpy()
    mixed = keys[mark_changes(other) & ~is_first]
    if len(mixed):
        places, by_id = _order_mixed(keys, other, mixed)
        order = order.scatter(places, order.gather(by_id))
        found = pl.DataFrame([each.scatter(places, each.gather(by_id)) for each in found])
        is_first |= mark_changes(found[_OTHER].to_numpy())
    return GroupedOrders(order, np.flatnonzero(is_first), found.drop(_OTHER))


def _sort_hashes(hashes: pl.Series) -> "tuple[NDArray[np.uint64], pl.Series]":
    """Return the upper bits of the hashes, ascending, and the rows that they are of.

    Each half of the hashes in a thread of its own: Polars' sort on all cores gains little.
    """
    values = hashes.to_numpy()
    bits = np.uint64(len(values).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = np.empty(len(values), dtype=np.uint64)
    rows = np.empty(len(values), dtype=keys.dtype)

    def sort_half(upper: bool) -> "NDArray[np.uint64]":
        own = np.flatnonzero((values.view(np.int64) < 0) == upper).view(np.uint64)
        packed = values[own]
        packed &= ~low
        packed |= own
        return pl.Series(packed).sort(multithreaded=False).to_numpy()

    def put(half: "NDArray[np.uint64]", place: slice) -> None:
        np.right_shift(half, bits, out=keys[place])
        np.bitwise_and(half, low, out=rows[place])

    with ThreadPoolExecutor(2) as pool:
        lower, upper = pool.map(sort_half, (False, True))
        middle = len(lower)
        list(pool.map(put, (lower, upper), (slice(middle), slice(middle, None))))
    return keys, pl.Series(rows, dtype=pl.get_index_type())


def _order_mixed(
    keys: "NDArray[np.uint64]", other: "NDArray[np.uint64]", mixed: "NDArray[np.uint64]"
) -> "tuple[Integers, Integers]":
    """Return the places of the keys that several ids share, and the same by id."""
    ends = (np.searchsorted(keys, np.unique(mixed), side=side) for side in ("left", "right"))
    places = np.concatenate([np.arange(*each) for each in zip(*ends, strict=True)])
    return places, places[np.lexsort((places, other[places], keys[places]))]
