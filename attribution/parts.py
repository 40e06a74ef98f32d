"""Touches and orders cut into parts that hold whole groups of customers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution import customers, vocabulary
from attribution.buckets import GROUPS
from attribution.orders import Orders
from attribution.timeline import Touches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from attribution.arrays import Bools, Codes, Ints
    from attribution.vocabulary import Vocabulary

ANONYMOUS = "\x00order "
"""Begins the stand-in for the customer of an order that names none: nobody's id begins so."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of some customers, numbered from 0 within the part."""

    touches: Touches
    orders: Orders
    groups: "Ints"
    """Resampling group of each customer of the part, ascending, shape (customers,)."""
    vocabularies: "Mapping[str, Vocabulary]"
    blocks: int = 1
    """Number of values of the order attribute that the report is broken down by."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one kind: for each its customer's number, ordered by part."""

    numbers: "Codes"
    order: "Ints"
    ends: "Ints"

    def of(self, part: int) -> "Ints":
        start = int(self.ends[part - 1]) if part else 0
        return self.order[start : int(self.ends[part])]


class Parts:
    """The whole input, each part made only when it is asked for.

    `touches` has columns customer_id, touched_at (Datetime us UTC), channel and the other
    attributes named in `attributes`; optional dated_only (Boolean) and touchpoint_id. `orders`
    has order_id, customer_id (null: unknown), ordered_at, revenue (1/10 000 of the unit), counted
    (Boolean), and the attribute named by `block`, if any. Other columns are not looked at.
    """

    def __init__(  # noqa: PLR0913 - two tables and how to cut them
        self,
        touches: pl.DataFrame,
        orders: pl.DataFrame,
        *,
        attributes: "Sequence[str]" = ("channel",),
        block: str | None = None,
        count: int = 1,
        pool: "Executor",
    ) -> None:
        self.count = max(1, min(count, GROUPS))
        anonymous = pl.lit(ANONYMOUS) + pl.col("order_id")
        buyers = orders.select(pl.col("customer_id").fill_null(anonymous)).to_series()
        ids = pl.concat([touches["customer_id"], buyers], rechunk=False)
        known, numbers = customers.encode(ids, pool)
        self._groups = known.groups
        part_of = known.groups * self.count // GROUPS
        self._first = np.searchsorted(part_of, np.arange(self.count + 1))
        self._touch_rows = self._cut(numbers[: touches.height], part_of)
        self._order_rows = self._cut(numbers[touches.height :], part_of)
        self.vocabularies = dict(
            zip(
                attributes,
                pool.map(vocabulary.encode, (touches[name] for name in attributes)),
                strict=True,
            )
        )
        self._at = touches["touched_at"].to_physical().to_numpy()
        self._dated_only = _flags(touches, "dated_only")
        self._ids = touches["touchpoint_id"] if "touchpoint_id" in touches.columns else None
        self.blocks = vocabulary.encode(orders[block]) if block else None
        self._orders = orders

    def _cut(self, numbers: "Codes", part_of: "Ints") -> _Rows:
        parts = np.take(part_of.astype(np.uint8), numbers)
        ends = np.cumsum(np.bincount(parts, minlength=self.count))
        return _Rows(numbers, np.argsort(parts, kind="stable"), ends)

    def part(self, index: int) -> Part:
        """Return one of the parts, from 0 to `count` - 1."""
        first, last = int(self._first[index]), int(self._first[index + 1])
        return Part(
            self._touches(self._touch_rows.of(index), first),
            self._some_orders(self._order_rows.of(index), first).sorted(),
            self._groups[first:last],
            self.vocabularies,
            1 if self.blocks is None else len(self.blocks.names),
        )

    def _touches(self, rows: "Ints", first: int) -> Touches:
        return Touches(
            np.take(self._touch_rows.numbers, rows).astype(np.int64) - first,
            np.take(self._at, rows),
            {name: np.take(known.codes, rows) for name, known in self.vocabularies.items()},
            None if self._dated_only is None else np.take(self._dated_only, rows),
            None if self._ids is None else self._ids.gather(rows),
        )

    def _some_orders(self, rows: "Ints", first: int) -> Orders:
        table = self._orders[rows]
        block = np.zeros(len(rows), dtype=np.uint32)
        return Orders(
            np.take(self._order_rows.numbers, rows).astype(np.int64) - first,
            table["ordered_at"].to_physical().to_numpy(),
            table["revenue"].to_numpy(),
            table["counted"].to_numpy(),
            block if self.blocks is None else np.take(self.blocks.codes, rows),
            table["order_id"],
        )


def _flags(table: pl.DataFrame, name: str) -> "Bools | None":
    return table[name].to_numpy() if name in table.columns else None
