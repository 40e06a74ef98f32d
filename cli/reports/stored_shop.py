"""A shop whose rows are in a store."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cli.engines.stored import Shape, StoredStock
from cli.inputs.parted.orders import store_orders
from cli.inputs.parted.touchpoints import store_touchpoints
from cli.reports.breakdown import Breakdown, with_made
from cli.reports.counted import with_counted
from cli.reports.given import given_orders, given_touchpoints
from cli.reports.identities import aside_lines, gained_lines, order_notes, owners_of
from cli.reports.shop import Shop

if TYPE_CHECKING:
    from cli.inputs.parted.intake import Intake
    from cli.reports.dates import Range
    from cli.settings import Loaded


def stored_shop(
    loaded: "Loaded", intake: "Intake", days: "Range", breakdown: Breakdown, *, touches: bool
) -> Shop:
    """Read the files of a run into a store, and return the shop that is in it."""
    owners, logins, lines = owners_of(loaded)
    of_touches, of_orders = breakdown.read
    settings = loaded.settings
    orders = store_orders(
        intake,
        settings.orders,
        owners,
        partial(with_counted, days=days),
        **given_orders(loaded, of_orders),
    )
    order_read = replace(orders.input, notes=(*orders.input.notes, *order_notes(orders.ways)))
    store, schema = orders.store, orders.schema
    found, touch_read = None, None
    if touches:
        given = given_touchpoints(loaded, of_touches)
        found = store_touchpoints(intake, settings.touchpoints, owners, **given)
        touch_read = replace(found.input, lines=(*found.input.lines, *aside_lines(found.ways)))
        store, lines = store.joined(found.store), (*lines, *gained_lines(found.ways))
    made = None if breakdown.made is None else partial(with_made, name=breakdown.made)
    facts = None if found is None else found.facts
    whole_ids = facts is not None and facts.whole_ids and facts.ids > 0
    shape = Shape(None if found is None else found.schema, schema, whole_ids, made)
    stock = StoredStock(store, intake.buckets, shape, facts)
    return Shop(order_read, touch_read, stock, orders.facts, facts, breakdown, days, logins, lines)
