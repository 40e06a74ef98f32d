"""Orders larger than memory: settled orders by customer in a store."""

from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING

import polars as pl

from cli.engines.store import ORDERS, Spread
from cli.inputs.duplicates import POSITION, others
from cli.inputs.facts import OrderFacts
from cli.inputs.orders import (
    ROLE,
    OrderInput,
    order_files,
    order_input,
    wanted_orders,
)
from cli.inputs.parted.customers import by_customer, by_key
from cli.inputs.parted.reading import read_parted
from cli.inputs.rates import conversion, names_of
from cli.inputs.reading import Reading, opened
from cli.inputs.rejected import rejected
from cli.inputs.settling import Settled, Terms, settled

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from cli.engines.store import Store, Tables
    from cli.inputs.owners import Owners
    from cli.inputs.parted.intake import Intake
    from cli.inputs.table import Table
    from cli.settings.files import Orders
    from cli.settings.tolerance import Tolerance


@dataclass(frozen=True, slots=True)
class StoredOrders:
    """Settled orders in a store, under `ORDERS`, with `counted`."""

    store: "Store"
    input: OrderInput
    """Without its frame."""
    schema: pl.Schema
    facts: OrderFacts
    ways: "Counter[int]"
    """By what orders found their customer, see `Owners.of_orders`."""


def store_orders(  # noqa: PLR0913 - as orders.read_orders
    intake: "Intake",
    section: "Orders",
    owners: "Owners",
    counted: "Callable[[pl.DataFrame], pl.DataFrame]",
    *,
    timezone: str,
    tolerance: "Tolerance",
    folder: "Path | None",
    home: "Path | None",
    by: str | None,
    rates: "Mapping[str, Decimal]",
    currency: str | None,
    keep: "dict[str, pl.DataFrame] | None",
) -> StoredOrders:
    """Read orders as `orders.read_orders` does, and give them to their customers.

    `counted` adds the column of this name. Raises what `read_orders` raises.
    """
    files, terms = order_files(section, timezone, by, intake.recognised, folder, home)
    wanted = partial(wanted_orders, by=by)
    tables = [opened(file, wanted(file.section), timezone, last_instant=True) for file in files]
    tables = [(replace(table, others=others(table)), plan) for table, plan in tables]
    read = read_parted(intake, files, tables, partial(_read, buckets=intake.buckets))
    names = sorted(frozenset().union(*read.made))
    terms = replace(terms, conversion=conversion(ROLE, names, rates, currency))
    step = _Step(read.reading, terms, owners, counted, intake.buckets)
    store, made = read.store.spread(step.settled)
    if not made:  # every row is bad
        nothing = read.reading.rows.frame.with_columns(pl.lit(None, pl.Int64).alias(POSITION))
        made = [step.settled({ORDERS: nothing}).facts]
    found = reduce(add, made)
    judged = order_input(files, read.reading, terms, found.settled, names)
    if keep is not None:
        keep[ROLE] = rejected(read.reading, found.settled.rejected)
    judged.refuse(tolerance)
    schema = found.schema
    return StoredOrders(store, judged.orders, schema, found.facts, found.ways)


def _read(_: "Table", frame: pl.DataFrame, *, buckets: int) -> Spread[frozenset[str]]:
    """Put order rows by order; the facts are the names of currencies."""
    rows = by_key(ORDERS, frame, frame["order_id"], buckets)
    return Spread(rows, frozenset(names_of(frame)))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of some orders."""

    settled: Settled
    facts: OrderFacts
    ways: "Counter[int]"
    schema: pl.Schema

    def __add__(self, other: "_Kept") -> "_Kept":
        ways = self.ways + other.ways
        facts = self.facts + other.facts
        return _Kept(self.settled + other.settled, facts, ways, self.schema)


@dataclass(frozen=True, slots=True)
class _Step:
    """What is done with order rows, all rows of some orders at a time."""

    reading: Reading
    terms: Terms
    owners: "Owners"
    counted: "Callable[[pl.DataFrame], pl.DataFrame]"
    buckets: int

    def settled(self, tables: "Tables") -> Spread[_Kept]:
        """Settle some orders and give them to their customers."""
        found = settled(self.reading.of(tables[ORDERS].sort(POSITION)), self.terms)
        frame, ways = self.owners.of_orders(found.frame)
        frame = self.counted(frame)
        rows = by_customer(ORDERS, frame, self.buckets)
        facts = replace(found, frame=found.frame.clear())
        return Spread(rows, _Kept(facts, OrderFacts.of(frame), ways, frame.schema))
