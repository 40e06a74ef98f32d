"""Everything in memory: the parts of the customers one after the other on a few threads."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from attribution.parts.vocabulary import order_names
from cli.engines.threads import open_threads, work_in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from concurrent.futures import Executor

    from attribution.parts.parts import Part, Parts
    from attribution.parts.vocabulary import Vocabulary
    from attribution.results import PartMapper
    from cli.engines.rows import CustomerMap, RowRequest

T = TypeVar("T")
M = TypeVar("M")

ROWS_A_PART = 250_000
"""Touches and orders that one thread works on at a time: few enough for the processor's cache to
help, enough that threads seldom wait for each other."""


@dataclass(frozen=True)
class MemoryPartedRows:
    """Parts that are made when they are asked for."""

    parts: "Parts"
    pool: "Executor"

    @cached_property
    def values(self) -> "dict[str, Vocabulary]":
        """See `Cut.values`."""
        return self.parts.values

    def run(self, function: "Callable[[Part], T]") -> "Iterable[T]":
        """See `Cut.run`."""
        return self.pool.map(lambda at: function(self.parts.get_part(at)), range(self.parts.count))

    def stream(self, function: "Callable[[Part], Iterable[Callable[[], T]]]") -> "Iterator[T]":
        """See `PartedRows.stream`."""
        return work_in_turn(
            self.pool, lambda at: function(self.parts.get_part(at)), range(self.parts.count)
        )

    @contextmanager
    def keep_parts(self) -> "Iterator[PartMapper]":
        """See `Cut.kept`."""
        pieces = list(self.pool.map(self.parts.get_part, range(self.parts.count)))

        def map_parts(function: "Callable[[Part], T]") -> "Iterable[T]":
            return map(function, pieces)

        yield map_parts


@dataclass(frozen=True, slots=True)
class MemoryRows:
    """Tables in memory, columns as `attribution.parts.parts.Parts` takes them."""

    touches: pl.DataFrame | None
    """None where a report needs none."""
    orders: pl.DataFrame
    parts: int | None = None
    """Number of parts; None: by the number of rows."""
    values: "Mapping[str, Collection[str | None]]" = field(default_factory=dict)
    """The values of some attributes of the touches, where they are known."""

    @property
    def columns(self) -> list[str]:
        """See `Stock.columns`."""
        return [] if self.touches is None else self.touches.columns

    def map_each(
        self, function: "Callable[[pl.DataFrame | None, pl.DataFrame], T]"
    ) -> "Iterable[T]":
        """See `Stock.each`."""
        return (function(self.touches, self.orders),)

    def map_prepared(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], M]"
    ) -> "CustomerMap[M]":
        """See `Stock.over`."""
        made = make(self.touches, self.orders)
        return lambda function: (function(made),)

    def with_orders(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame]"
    ) -> "MemoryRows":
        """See `CustomerRows.with_orders`."""
        return replace(self, orders=make(self.touches, self.orders))

    @contextmanager
    def cut(self, wanted: "RowRequest") -> "Iterator[MemoryPartedRows]":
        """See `Stock.cut`."""
        assert self.touches is not None  # noqa: S101 - who attributes has read them
        count = self.parts or 1 + (self.touches.height + self.orders.height) // ROWS_A_PART
        known = self.values if wanted.prepare is None else {}
        names = {name: order_names(values) for name, values in known.items()}
        with open_threads(pl.thread_pool_size()) as pool:
            parts = wanted.make_parts(self.touches, self.orders, count, pool, names)
            yield MemoryPartedRows(parts, pool)
