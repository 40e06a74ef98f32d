"""Touches and orders cut into parts that hold whole groups of customers."""

from functools import cached_property
from itertools import count as counting
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from attribution.lost_touches import Loss, hash_touches, is_kept
from attribution.parts import vocabulary
from attribution.parts.bins import Bins, put_into_bins
from attribution.parts.buckets import GROUPS, compute_crc32
from attribution.parts.customer_numbers import number_rows
from attribution.parts.orders import OrderColumns, Orders
from attribution.parts.timeline import Touches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from attribution.arrays import Codes, Hashes, Ints
    from attribution.parts.bins import Column
    from attribution.parts.vocabulary import Names, Vocabulary

    Sliceable = pl.Series | Column | range
    "A column, whatever holds it."


ANONYMOUS = "\x00order "
"""Begins the stand-in for the customer of an order that names none: nobody's id begins so."""

CELLS_A_PART: Final = 1 << 20
"""Cells of group, block and value that each model has in a part, more or less: some 16 MB."""

_NUMBER, _AT, _FIRST_CODE = range(3)
"""Columns of touches by part: customer, time and the attributes; then dates, then rows."""

_ROW = 1
"""Column of orders by part, after the customer."""


class Part(NamedTuple):
    """The rows of some customers, numbered from 0 within the part."""

    touches: Touches
    orders: Orders
    groups: "Ints"
    """Resampling group of each customer of the part, ascending, shape (customers,)."""
    vocabularies: "Mapping[str, Vocabulary]"
    blocks: int = 1
    """Number of values of the order attribute that the report is broken down by."""
    strangers: int = 0
    """Touches that are in no part, all counted in the first: see `Parts.without_orders`."""
    keys: "Hashes | None" = None
    """What decides about each touch whether it is lost, see `lost_touches.hash_touches`; None where
    none is to be."""
    customers: pl.Series | None = None
    """Id of each customer by number, String, null for one who is unknown; None where nobody asks
    for them."""

    def split_by_group(self) -> "list[Part]":
        """Return the same by resampling group, ascending; there are no keys to lose touches by."""
        groups = np.unique(self.groups)
        ends = np.searchsorted(self.groups, groups, side="right").tolist()
        touches = np.searchsorted(ends, self.touches.customer, side="right")
        orders = np.searchsorted(ends, self.orders.customer, side="right")
        pieces = []
        for place, (first, last) in enumerate(zip([0, *ends], ends, strict=False)):
            own = self.touches.take(np.flatnonzero(touches == place))
            bought = self.orders.take(np.flatnonzero(orders == place))
            piece = self._replace(
                touches=own._replace(customer=own.customer - first),
                orders=bought._replace(customer=bought.customer - first),
                groups=self.groups[first:last],
                strangers=0 if place else self.strangers,
                keys=None,
                customers=None if self.customers is None else self.customers[first:last],
            )
            pieces.append(piece)
        return pieces


def list_buyers(orders: pl.DataFrame) -> pl.Series:
    """Return whose orders are, String: those that name no customer are each of one of their own."""
    if not orders["customer_id"].null_count():
        return orders["customer_id"]
    anonymous = pl.lit(ANONYMOUS) + pl.col("order_id")
    return orders.select(pl.col("customer_id").fill_null(anonymous)).to_series()


class Parts:
    """The whole input, each part made only when it is asked for.

    `touches` has columns customer_id, touched_at (Datetime us UTC), channel and the other
    attributes named in `attributes`; optional dated_only (Boolean) and touchpoint_id. `orders`
    has order_id, customer_id (null: unknown), ordered_at, revenue (1/10 000 of the unit), counted
    (Boolean), optional refunded (without it: what is not counted), and the attribute named by
    `block`, if any. Other columns are not looked at. Repeated touchpoint ids and touches without a
    customer are not expected.

    `without_orders` counts the touches of customers who have no order: they are in no part, unless
    `everybody` is asked for. Those customers are in the groups of the parts all the same, unless
    nobody is `resampled`. Where the rows are only those of some customers, `values` names what
    all rows have: the values of the attributes and of the block, in their order. `keyed` parts have
    keys to lose touches by, `named` parts the ids of their customers.
    """

    def __init__(  # noqa: PLR0913 - two tables and how to cut them
        self,
        touches: pl.DataFrame,
        orders: pl.DataFrame,
        *,
        attributes: "Sequence[str]" = ("channel",),
        block: str | None = None,
        count: int = 1,
        everybody: bool = False,
        keyed: bool = False,
        named: bool = False,
        resampled: bool = True,
        values: "Mapping[str, Names] | None" = None,
        pool: "Executor",
    ) -> None:
        self._keyed, self._named, self._block = keyed, named, block
        names = values or {}
        encoded = _encode_attributes(touches, attributes, names, pool)
        rows = number_rows(
            touches["customer_id"], list_buyers(orders), pool, strangers=everybody or resampled
        )
        self._customers = rows.known
        self.vocabularies = dict(zip(attributes, encoded, strict=True))
        self.blocks = vocabulary.encode(orders[block], names.get(block)) if block else None
        self.count = max(1, min(max(count, self._count_small_parts()), GROUPS))
        part_of = rows.known.groups * self.count // GROUPS
        self._first = np.searchsorted(part_of, np.arange(self.count + 1))
        of_touch = part_of if everybody else self._assign_parts(part_of, rows.of_orders)
        self._ids = touches["touchpoint_id"] if "touchpoint_id" in touches.columns else None
        self._dated_only = touches["dated_only"] if "dated_only" in touches.columns else None
        columns = self._collect_touch_columns(rows.of_touches, touches["touched_at"].to_physical())
        # Whoever is not numbered is in no part.
        self._touch_bins = self._put_into_parts(np.append(of_touch, self.count), columns, pool)
        bought: list[Sliceable] = [rows.of_orders, range(orders.height)]
        self._order_bins = self._put_into_parts(part_of, bought, pool)
        self._orders = OrderColumns(orders)

    def _count_small_parts(self) -> int:
        """Return how many parts keep the cells of each few, where there are thousands of values."""
        values = max((len(known.names) for known in self.vocabularies.values()), default=0)
        blocks = 1 if self.blocks is None else len(self.blocks.names)
        return GROUPS * blocks * values // CELLS_A_PART

    def _assign_parts(self, part_of: "Ints", order_numbers: "Codes") -> "Ints":
        """Return the part of each customer, one past the last for those without an order."""
        buys = np.zeros(len(part_of), dtype=np.bool_)
        buys[order_numbers] = True
        return np.where(buys, part_of, self.count)

    def _collect_touch_columns(self, numbers: "Codes", at: pl.Series) -> "list[Sliceable]":
        """Return what is known of touches, in the order of `_NUMBER`, `_AT`, `_FIRST_CODE`."""
        columns: list[Sliceable] = [numbers, at]
        columns += [known.codes for known in self.vocabularies.values()]
        columns += [] if self._dated_only is None else [self._dated_only]
        return [*columns, *([] if self._ids is None else [range(len(at))])]

    def _put_into_parts(
        self, part_of: "Ints", columns: "Sequence[Sliceable]", pool: "Executor"
    ) -> Bins:
        """Put rows into parts by the first of their columns, the customers' numbers.

        Rows that are in no part are only counted.
        """
        small: Codes = part_of.astype(np.uint8)

        def number_block(start: int, stop: int) -> "tuple[Codes, list[Column]]":
            own = [_get_values(column[start:stop]) for column in columns]
            return np.take(small, own[_NUMBER]), own

        rows = len(columns[_NUMBER])
        return put_into_bins(rows, self.count + 1, number_block, pool, kept=self.count)

    def get_part(self, index: int) -> Part:
        """Return one of the parts, from 0 to `count` - 1."""
        first, last = int(self._first[index]), int(self._first[index + 1])
        return Part(
            self._build_touches(index, first),
            self._build_orders(index, first).sort_rows(),
            self._customers.groups[first:last],
            self.values,
            1 if self.blocks is None else len(self.blocks.names),
            0 if index else self.without_orders,
            self.get_touch_keys(index) if self._keyed else None,
            self._name_customers(first, last) if self._named else None,
        )

    def _name_customers(self, first: int, last: int) -> pl.Series:
        """Return the ids of neighbouring customers, null for those who stand in for an order."""
        ids = self._customers.distinct.gather(self._customers.places[first:last])
        return ids.set(ids.str.starts_with(ANONYMOUS), None)

    @property
    def without_orders(self) -> int:
        """How many touches are in no part."""
        return self._touch_bins.count_rows(self.count)

    def has_customers(self, index: int) -> bool:
        """Tell whether a part has any customers."""
        return bool(self._first[index] < self._first[index + 1])

    @cached_property
    def values(self) -> "dict[str, Vocabulary]":
        """The values of the attributes, and of the block under its name, without codes of rows."""
        every = dict(self.vocabularies)
        if self._block is not None and self.blocks is not None:
            every[self._block] = self.blocks
        return {name: known.without_codes() for name, known in every.items()}

    def get_touch_keys(self, index: int) -> "Hashes":
        """Return what decides about the touches of a part, in its order, whether they are lost."""
        names = pl.Series(
            [name or "" for name in self.vocabularies["channel"].names], dtype=pl.String
        )
        channel = _FIRST_CODE + list(self.vocabularies).index("channel")
        return hash_touches(
            np.take(self._hashed_customers, self._touch_bins.of(_NUMBER, index)),
            self._touch_bins.of(_AT, index),
            np.take(compute_crc32(names), self._touch_bins.of(channel, index)),
        )

    @cached_property
    def _hashed_customers(self) -> "Codes":
        """The CRC-32 of each customer, by number."""
        return compute_crc32(self._customers.ids)

    def _build_touches(self, index: int, first: int) -> Touches:
        columns = (self._touch_bins.of(column, index) for column in counting())
        customer, at = next(columns).astype(np.int64) - first, next(columns)
        values = {name: next(columns) for name in self.vocabularies}
        dated = next(columns) if self._dated_only is not None else None
        ids = self._ids.gather(next(columns)) if self._ids is not None else None
        return Touches(customer, at, values, dated, ids)

    def _build_orders(self, index: int, first: int) -> Orders:
        customer = self._order_bins.of(_NUMBER, index).astype(np.int64) - first
        block = None if self.blocks is None else self.blocks.codes
        return self._orders.select_rows(self._order_bins.of(_ROW, index), customer, block)


def _encode_attributes(
    touches: pl.DataFrame,
    attributes: "Sequence[str]",
    names: "Mapping[str, Names]",
    pool: "Executor",
) -> "Iterator[Vocabulary]":
    """Begin to number the values of the attributes, whose names may be known, all at once."""
    columns = (touches[name] for name in attributes)
    return pool.map(vocabulary.encode, columns, (names.get(name) for name in attributes))


def _get_values(column: "Sliceable") -> "Column":
    return np.arange(column.start, column.stop) if isinstance(column, range) else np.asarray(column)


def drop_lost_touches(part: "Part", loss: Loss, seed: int) -> "Part":
    """Return a part that has keys without its lost touches."""
    if not loss.share or part.keys is None:
        return part
    rows = np.flatnonzero(is_kept(part.keys, loss, seed))
    return part._replace(touches=part.touches.take(rows), keys=np.take(part.keys, rows))
