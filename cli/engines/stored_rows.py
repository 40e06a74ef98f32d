"""Touches and orders by customer in a store: the parts are made of a bucket at a time."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import polars as pl

from attribution.parts.buckets import GROUPS
from attribution.parts.parts import Part
from attribution.parts.vocabulary import Names, Vocabulary, order_names
from cli.engines.bucket_store import ORDERS, TOUCHES, Bucketed
from cli.engines.memory_rows import ROWS_A_PART
from cli.inputs.reading.rows import POSITION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from attribution.results import PartMapper
    from cli.engines.bucket_store import BucketStore, Tables
    from cli.engines.rows import CustomerMap, RowRequest
    from cli.inputs.totals import TouchTotals

T = TypeVar("T")
M = TypeVar("M")

_PART: Final = "parts"
_NUMBER: Final = "number"


@dataclass(frozen=True, slots=True)
class StoredSchema:
    """What the tables of every bucket have alike."""

    touches: pl.Schema | None
    """None where no touches were read."""
    orders: pl.Schema
    whole_ids: bool
    """Whether every `touchpoint_id` is an integer."""
    made: "Callable[[pl.DataFrame], pl.DataFrame] | None" = None
    """Adds an attribute that is made of all orders of a customer."""
    labelled: "Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame] | None" = None
    """Adds one that is made of all touches and orders of a customer."""

    def split_tables(self, tables: "Tables") -> "tuple[pl.DataFrame | None, pl.DataFrame]":
        """Return the touches in the order of their files, and the orders."""
        orders = tables.get(ORDERS, self.orders.to_frame())
        orders = orders if self.made is None else self.made(orders)
        touches = None if self.touches is None else self._complete_touches(tables, self.touches)
        return touches, orders if self.labelled is None else self.labelled(touches, orders)

    def _complete_touches(self, tables: "Tables", schema: pl.Schema) -> pl.DataFrame:
        """Return the touches in the order of their files, with every column of all of them."""
        touches = tables.get(TOUCHES, schema.to_frame())
        # Mostly they are: pieces come in their order.
        if not touches[POSITION].is_sorted():
            touches = touches.sort(POSITION)
        absent = (
            pl.lit(None, kind).alias(name)
            for name, kind in schema.items()
            if name not in touches.columns
        )
        touches = touches.with_columns(absent).select(schema.names())
        if "dated_only" in touches.columns:
            touches = touches.with_columns(pl.col("dated_only").fill_null(value=False))
        if self.whole_ids and "touchpoint_id" in touches.columns:
            touches = touches.with_columns(pl.col("touchpoint_id").cast(pl.Int64))
        return touches


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Tables in a store, by customer."""

    store: "BucketStore"
    buckets: int
    shape: StoredSchema
    facts: "TouchTotals | None"
    """None where no touches were read."""

    @property
    def columns(self) -> list[str]:
        """See `Stock.columns`."""
        return [] if self.shape.touches is None else self.shape.touches.names()

    def map_each(
        self, function: "Callable[[pl.DataFrame | None, pl.DataFrame], T]"
    ) -> "Iterable[T]":
        """See `Stock.each`."""
        return _run_on_every_bucket(self.store, partial(_apply_to_tables, function, self.shape))

    def map_prepared(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], M]"
    ) -> "CustomerMap[M]":
        """See `Stock.over`; made anew for each function, since there may be much of it."""
        return lambda function: self.map_each(partial(_apply_to_made, function, make))

    def with_orders(
        self, make: "Callable[[pl.DataFrame | None, pl.DataFrame], pl.DataFrame]"
    ) -> "StoredRows":
        """See `CustomerRows.with_orders`; made anew each time."""
        return replace(self, shape=replace(self.shape, labelled=make))

    @contextmanager
    def cut(self, wanted: "RowRequest") -> "Iterator[StoredPartedRows]":
        """See `Stock.cut`."""
        assert self.facts is not None  # noqa: S101 - who attributes has read touches
        known = {} if wanted.prepare is not None else self.facts.values
        asked = [*wanted.attributes, *([] if wanted.block is None else [wanted.block])]
        unknown = [name for name in asked if name not in known]
        values = {**known, **self._collect_values(wanted, unknown)}
        names = {name: order_names(values[name]) for name in asked}
        yield StoredPartedRows(self.store, PartMaker(self.buckets, self.shape, wanted, names))

    def _collect_values(
        self, wanted: "RowRequest", names: list[str]
    ) -> dict[str, frozenset[str | None]]:
        """Return the values of attributes that were not looked at while the rows were read."""
        if not names:
            return {}
        found = list(self.map_each(partial(_collect_distinct, wanted, names)))
        return {name: frozenset().union(*(some[name] for some in found)) for name in names}


@dataclass(frozen=True, slots=True)
class PartMaker:
    """Makes the parts of a bucket."""

    buckets: int
    shape: StoredSchema
    wanted: "RowRequest"
    names: "Mapping[str, Names]"

    def make_parts(self, tables: "Tables") -> "Iterator[Part]":
        """Yield the parts of a bucket, each a set of whole groups."""
        touches, orders = self.shape.split_tables(tables)
        assert touches is not None  # noqa: S101 - as above
        # So many of the whole that those of this bucket are small.
        count = self.buckets * (1 + (touches.height + orders.height) // ROWS_A_PART)
        with ThreadPoolExecutor(1) as pool:
            parts = self.wanted.make_parts(touches, orders, count, pool, self.names)
            some = [at for at in range(parts.count) if parts.has_customers(at) or not at]
            yield from map(parts.get_part, some)

    def run(self, function: "Callable[[Part], T]", tables: "Tables") -> "list[T]":
        """Return the results of the parts of a bucket."""
        return [function(part) for part in self.make_parts(tables)]

    def list_work(
        self, function: "Callable[[Part], Iterable[Callable[[], T]]]", tables: "Tables"
    ) -> "Iterator[Callable[[], T]]":
        """Yield the work that a function has for the parts of a bucket."""
        return chain.from_iterable(map(function, self.make_parts(tables)))

    def pickle_parts(self, tables: "Tables") -> Bucketed[None]:
        """Return the parts of a bucket as a table of their bytes."""
        parts = list(self.make_parts(tables))
        bucket = max(int(part.groups.max(initial=0)) for part in parts) * self.buckets // GROUPS
        blobs = pl.Series(_PART, [pickle.dumps(_drop_order_ids(part)) for part in parts], pl.Binary)
        number = pl.int_range(len(blobs), dtype=pl.Int64, eager=True).alias(_NUMBER)
        return Bucketed(((_PART, bucket, pl.DataFrame([number, blobs])),), None)


@dataclass(frozen=True, slots=True)
class StoredPartedRows:
    """Parts made of a bucket when they are asked for."""

    store: "BucketStore"
    maker: PartMaker

    @property
    def values(self) -> "dict[str, Vocabulary]":
        """See `Cut.values`."""
        nothing = np.zeros(0, dtype=np.uint32)
        return {name: Vocabulary(names, nothing) for name, names in self.maker.names.items()}

    def run(self, function: "Callable[[Part], T]") -> "Iterator[T]":
        """See `Cut.run`."""
        return chain.from_iterable(
            _run_on_every_bucket(self.store, partial(self.maker.run, function))
        )

    def stream(self, function: "Callable[[Part], Iterable[Callable[[], T]]]") -> "Iterator[T]":
        """See `PartedRows.stream`."""
        work = partial(self.maker.list_work, function)
        empty = True
        for result in self.store.stream_each(work):
            empty = False
            yield result
        if empty:
            yield from (each() for each in work({}))

    @contextmanager
    def keep_parts(self) -> "Iterator[PartMapper]":
        """See `Cut.kept`."""
        store, fresh = self.store.spread(self.maker.pickle_parts, keep=True)

        def map_parts(function: "Callable[[Part], T]") -> "Iterator[T]":
            if not fresh:
                return iter(self.maker.run(function, {}))
            return chain.from_iterable(store.map_each(partial(_run_on_pickled, function)))

        try:
            yield map_parts
        finally:
            store.discard()


def _drop_order_ids(part: Part) -> Part:
    """Return a part without the ids of orders in others."""
    orders = part.orders
    rows = np.arange(len(orders.row))
    return part._replace(orders=orders._replace(row=rows, ids=orders.ids.gather(orders.row)))


def _run_on_pickled(function: "Callable[[Part], T]", tables: "Tables") -> "list[T]":
    parts = tables[_PART].sort(_NUMBER)[_PART]
    return [function(pickle.loads(blob)) for blob in parts]  # noqa: S301 - made by this run


def _run_on_every_bucket(store: "BucketStore", function: "Callable[[Tables], T]") -> "Iterator[T]":
    """Yield the results of all buckets; where no bucket has rows, the one of no rows."""
    empty = True
    for result in store.map_each(function):
        empty = False
        yield result
    if empty:
        yield function({})


def _apply_to_tables(
    function: "Callable[[pl.DataFrame | None, pl.DataFrame], T]",
    shape: StoredSchema,
    tables: "Tables",
) -> T:
    return function(*shape.split_tables(tables))


def _apply_to_made(
    function: "Callable[[M], T]",
    make: "Callable[[pl.DataFrame | None, pl.DataFrame], M]",
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
) -> T:
    return function(make(touches, orders))


def _collect_distinct(
    wanted: "RowRequest", names: list[str], touches: pl.DataFrame | None, orders: pl.DataFrame
) -> dict[str, frozenset[str | None]]:
    """Return the values of attributes among some rows."""
    if touches is not None and wanted.prepare is not None:
        touches = wanted.prepare(touches)
    tables = {name: orders if name == wanted.block else touches for name in names}
    return {
        name: frozenset(table[name].unique().cast(pl.String))
        for name, table in tables.items()
        if table is not None
    }
