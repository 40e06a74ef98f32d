"""Orders larger than memory: settled orders by customer in a store."""

from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING

import polars as pl

from cli.dataset.stored_files import read_parted
from cli.engines.bucket_store import ORDERS, Bucketed, by_customer, by_key
from cli.inputs.currency_conversion import find_conversion, list_currency_names
from cli.inputs.orders.duplicates import combine_others
from cli.inputs.orders.read import (
    ROLE,
    OrderInput,
    choose_order_columns,
    find_order_files,
    make_unchecked_orders,
)
from cli.inputs.orders.refunds.rows import find_order_ids
from cli.inputs.orders.settle import SettledOrders, settle_orders
from cli.inputs.reading.bad_rows import bad_rows_table
from cli.inputs.reading.open import open_tables
from cli.inputs.reading.role_rows import RoleRows
from cli.inputs.reading.rows import POSITION
from cli.inputs.totals import OrderTotals

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from cli.engines.bucket_store import BucketStore, Tables
    from cli.engines.chunk_reader import ChunkReader
    from cli.inputs.context import ReadContext
    from cli.inputs.identities.assign import CustomerResolver
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.tables.table import Table
    from cli.settings.sections.exports.files import Orders


@dataclass(frozen=True, slots=True)
class StoredOrders:
    """Settled orders in a store, under `ORDERS`, with `counted`."""

    store: "BucketStore"
    input: OrderInput
    """Without its frame."""
    schema: pl.Schema
    facts: OrderTotals
    ways: "Counter[int]"
    """By what orders found their customer, see `CustomerResolver.resolve_orders`."""


def store_orders(
    intake: "ChunkReader",
    section: "Orders",
    context: "ReadContext",
    owners: "CustomerResolver",
    counted: "Callable[[pl.DataFrame], pl.DataFrame]",
) -> StoredOrders:
    """Read orders as `read.read_orders` does, and give them to their customers.

    `counted` adds the column of this name. Raises what `read_orders` raises.
    """
    files, terms = find_order_files(section, context, intake.recognise)
    wanted = partial(choose_order_columns, by=context.by)
    tables = list(open_tables(files, wanted, context.timezone, last_instant=True))
    tables = [(table._replace(others=combine_others(table)), plan) for table, plan in tables]
    read = read_parted(intake, files, tables, partial(_read, buckets=intake.buckets))
    names = sorted(frozenset().union(*read.made))
    rated = find_conversion(ROLE, names, context.rates, context.currency)
    terms = terms._replace(conversion=rated)
    step = _OrderStep(read.reading, terms, owners, counted, intake.buckets)
    store, made = read.store.spread(step.settle)
    if not made:  # every row is bad
        nothing = read.reading.rows.frame.with_columns(pl.lit(None, pl.Int64).alias(POSITION))
        made = [step.settle({ORDERS: nothing}).facts]
    found = reduce(add, made)
    judged = make_unchecked_orders(files, read.reading, terms, found.settled, names)
    if context.keep is not None:
        context.keep[ROLE] = bad_rows_table(read.reading, found.settled.rejected)
    judged.refuse(context.tolerance)
    schema = found.schema
    return StoredOrders(store, judged.orders, schema, found.facts, found.ways)


def recount_orders(
    orders: StoredOrders, counted: "Callable[[pl.DataFrame], pl.DataFrame]", buckets: int
) -> StoredOrders:
    """Return orders with another column `counted`, and the facts that follow from it."""
    store, made = orders.store.spread(partial(_recount, counted=counted, buckets=buckets))
    return replace(orders, store=store, facts=reduce(add, made, OrderTotals()))


def _recount(
    tables: "Tables", *, counted: "Callable[[pl.DataFrame], pl.DataFrame]", buckets: int
) -> Bucketed[OrderTotals]:
    frame = counted(tables[ORDERS])
    return Bucketed(by_customer(ORDERS, frame, buckets), OrderTotals.of(frame))


def _read(_: "Table", frame: pl.DataFrame, *, buckets: int) -> Bucketed[frozenset[str]]:
    """Put order rows by order, those without ids by customer; the facts are names of currencies."""
    alone = "order_id" not in frame.columns
    keys = frame["customer_id"].fill_null("") if alone else find_order_ids(frame)
    rows = by_key(ORDERS, frame, keys, buckets)
    return Bucketed(rows, frozenset(list_currency_names(frame)))


@dataclass(frozen=True, slots=True)
class _OrderOutcome:
    """What became of some orders."""

    settled: SettledOrders
    facts: OrderTotals
    ways: "Counter[int]"
    schema: pl.Schema

    def __add__(self, other: "_OrderOutcome") -> "_OrderOutcome":
        ways = self.ways + other.ways
        facts = self.facts + other.facts
        return _OrderOutcome(self.settled + other.settled, facts, ways, self.schema)


@dataclass(frozen=True, slots=True)
class _OrderStep:
    """What is done with order rows, all rows of some orders at a time."""

    reading: RoleRows
    terms: "OrderTerms"
    owners: "CustomerResolver"
    counted: "Callable[[pl.DataFrame], pl.DataFrame]"
    buckets: int

    def settle(self, tables: "Tables") -> Bucketed[_OrderOutcome]:
        """Settle some orders and give them to their customers."""
        found = settle_orders(self.reading.of(tables[ORDERS].sort(POSITION)), self.terms)
        frame, ways = self.owners.resolve_orders(found.frame)
        frame = self.counted(frame)
        rows = by_customer(ORDERS, frame, self.buckets)
        facts = replace(found, frame=found.frame.clear())
        return Bucketed(rows, _OrderOutcome(facts, OrderTotals.of(frame), ways, frame.schema))
