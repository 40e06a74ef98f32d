"""Rows of credit by the definitions, in plain Python: order by touch."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING
from zlib import crc32

from attribution.models import DataDrivenModel, Shapley
from tests.attribution import reference
from tests.attribution.reference_models import (
    UNATTRIBUTED,
    normalised,
    places,
    seen,
    weights,
)

if TYPE_CHECKING:
    from datetime import datetime

    from attribution.plan import NamedModel, Plan
    from tests.attribution.reference_models import Expressions, Number
    from tests.attribution.shop import Order, Shop, Touch


@dataclass(slots=True)
class Row:
    """One touch of one order's journey, or what nobody gets of the order."""

    order: str
    customer: str | None
    position: int | None
    length: int
    at: "datetime | None"
    channel: str
    weights: "dict[str, Number]" = field(default_factory=dict)


def rows(shop: "Shop", plan: "Plan", expressions: "Expressions") -> list[Row]:
    """Return the rows of models that are all rule-based, in the order of the definitions."""
    found: list[Row] = []
    customers = reference.customers(shop)
    for name in sorted(customers, key=_sort_customer):
        for order in sorted(customers[name].orders, key=lambda order: (order.at, order.id)):
            if order.counted:
                found += _of_order(customers[name], order, plan, expressions)
    return found


def _sort_customer(name: str) -> tuple[int, int, int, bytes]:
    code = crc32(name.encode())
    return (code % 3200 % 200, code % 3200, code, name.encode())


def _of_order(
    customer: reference.Customer, order: "Order", plan: "Plan", expressions: "Expressions"
) -> list[Row]:
    whole = reference.journey(customer, order, plan.windows[0], plan.repeat)
    path = whole if plan.max_touches is None else whole[-plan.max_touches :]
    given = {each.name: _weigh(customer, order, each, plan, expressions) for each in plan.models}
    paid = (place for shares in given.values() for place, share in shares.items() if share)
    touched = sorted({*path, *paid} - {-1})
    nobody = [-1] if any(-1 in shares for shares in given.values()) else []
    found = []
    for place in (*touched, *nobody):
        touch = None if place < 0 else customer.history[place]
        row = Row(
            order.id,
            order.customer,
            path.index(place) + 1 if place in path else None,
            len(path),
            None if touch is None else touch.at,
            UNATTRIBUTED if touch is None else "(none)" if touch.channel is None else touch.channel,
            {name: shares.get(place, 0) for name, shares in given.items()},
        )
        found.append(row)
    return found


def spread(path: "list[Touch]", dimension: str) -> "list[Number]":
    """Return 1/d for each of the d values of a journey, equally over the touches of a value."""
    values = [getattr(touch, dimension) for touch in path]
    counts = Counter(values)
    return [Fraction(1, counts[value] * len(counts)) for value in values]


def _weigh(
    customer: reference.Customer,
    order: "Order",
    named: "NamedModel",
    plan: "Plan",
    expressions: "Expressions",
) -> "dict[int, Number]":
    """Return what a model gives, by place in the customer's history; -1: to nobody."""
    window = named.window or plan.windows[0]
    chosen = reference.journey(customer, order, window, plan.repeat)
    by_identity = {id(customer.history[place]): place for place in chosen}
    path: list[Touch] = seen([customer.history[place] for place in chosen], named, plan)
    assert not isinstance(named.model, DataDrivenModel)
    steps = places(path, order, plan.timezone)
    raw = weights(named.model, steps, plan.dimension, expressions) if steps else []
    if not any(raw):
        return {-1: 1}
    if isinstance(named.model, Shapley):
        raw = spread(path, plan.dimension)
    shares = normalised(raw) if named.model.additive else raw
    return {by_identity[id(touch)]: share for touch, share in zip(path, shares, strict=True)}
