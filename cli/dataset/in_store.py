"""A shop whose rows are in a store."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cli.dataset.breakdown import Breakdown, with_made
from cli.dataset.contexts import make_context
from cli.dataset.counted_orders import with_counted
from cli.dataset.dataset import Dataset
from cli.dataset.identities import (
    build_aside_lines,
    build_gained_lines,
    list_order_notes,
    read_customer_resolver,
)
from cli.dataset.stored_orders import recount_orders, store_orders
from cli.dataset.stored_touchpoints import store_touchpoints
from cli.engines.stored_rows import StoredRows, StoredSchema

if TYPE_CHECKING:
    from cli.dataset.date_range import DateRange
    from cli.dataset.run import Run
    from cli.engines.chunk_reader import ChunkReader


def read_into_store(
    run: "Run",
    intake: "ChunkReader",
    days: "DateRange",
    breakdown: Breakdown,
    *,
    touches: bool,
) -> Dataset:
    """Read the files of a run into a store, and return the shop that is in it."""
    owners, logins, lines = read_customer_resolver(run)
    of_touches, of_orders = breakdown.read
    settings = run.settings
    counted_back = days.count_back(settings.rfm.as_of)
    orders = store_orders(
        intake,
        settings.orders,
        make_context(run, run.order_files, of_orders),
        owners,
        partial(with_counted, days=counted_back),
    )
    if days.length is not None and settings.rfm.as_of is None:
        # The day to count back from is known only now that every order is settled.
        counted_back = days.count_back(orders.facts.last_day)
        orders = recount_orders(orders, partial(with_counted, days=counted_back), intake.buckets)
    order_read = replace(orders.input, notes=(*orders.input.notes, *list_order_notes(orders.ways)))
    store, schema = orders.store, orders.schema
    found, touch_read = None, None
    if touches:
        context = make_context(run, run.touchpoint_files, of_touches)
        found = store_touchpoints(intake, settings.touchpoints, context, owners, settings.channels)
        touch_read = found.input._replace(
            lines=(*found.input.lines, *build_aside_lines(found.ways))
        )
        store, lines = store.merge(found.store), (*lines, *build_gained_lines(found.ways))
    made = None if breakdown.made is None else partial(with_made, name=breakdown.made)
    facts = None if found is None else found.facts
    whole_ids = facts is not None and facts.whole_ids and facts.ids > 0
    shape = StoredSchema(None if found is None else found.schema, schema, whole_ids, made)
    stock = StoredRows(store, intake.buckets, shape, facts)
    return Dataset(
        order_read, touch_read, stock, orders.facts, facts, breakdown, counted_back, logins, lines
    )
