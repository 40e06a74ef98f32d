"""What data-driven models learn from, by the definitions, in plain Python."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from attribution.choices import Basis
from tests.attribution import reference, reference_models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribution.journeys.windows import Window
    from attribution.plan import NamedModel, Plan
    from tests.attribution.reference import Customer
    from tests.attribution.shop import Order, Shop, Touch

Value: TypeAlias = str | None
Event: TypeAlias = tuple[int, tuple[Value, ...], Value, bool]
"""Group, context, next value, and whether it is one: if not, CONVERSION or NULL."""
Outcome: TypeAlias = tuple[int, int, int]
"""Conversions, revenue, non-converting journeys."""

CONVERSION, NULL = "conversion", "null"


@dataclass(frozen=True, slots=True)
class Walk:
    """A path that a model learns from."""

    group: int
    values: tuple[Value, ...]
    revenue: int | None
    """None: no order."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted order and the values of its journey, as a model sees it."""

    customer: str
    order: "Order"
    values: tuple[Value, ...]


def counted(shop: "Shop", plan: "Plan", named: "NamedModel", window: "Window") -> list[Counted]:
    """Return all counted orders, those without a journey included."""
    return [
        Counted(name, order, _values(_journey(customer, order, window, plan), named, plan))
        for name, customer in reference.customers(shop).items()
        for order in customer.orders
        if order.counted
    ]


def walks(shop: "Shop", plan: "Plan", named: "NamedModel", window: "Window") -> list[Walk]:
    found = []
    for name, customer in reference.customers(shop).items():
        group = reference_models.group_of(name)
        for revenue, path in _journeys(customer, plan, window):
            if path and is_mature(path[-1], plan, window):
                found.append(Walk(group, _values(path, named, plan), revenue))
    return found


def _journeys(
    customer: "Customer", plan: "Plan", window: "Window"
) -> "Iterator[tuple[int | None, list[Touch]]]":
    for order in customer.orders:
        if order.counted:
            yield order.revenue, _journey(customer, order, window, plan)
    for places in reference.rest(customer, window, plan.repeat).journeys:
        path = [customer.history[place] for place in places]
        if (plan.begin is None or _at(plan.begin) <= path[-1].at) and (
            plan.end is None or path[-1].at < _at(plan.end)
        ):
            yield None, path


def _journey(customer: "Customer", order: "Order", window: "Window", plan: "Plan") -> "list[Touch]":
    places = reference.journey(customer, order, window, plan.repeat)
    return [customer.history[place] for place in places]


def _values(path: "list[Touch]", named: "NamedModel", plan: "Plan") -> tuple[Value, ...]:
    touches = reference_models.seen(path, named, plan)
    return tuple(getattr(touch, plan.dimension) for touch in touches)


def is_mature(last: "Touch", plan: "Plan", window: "Window") -> bool:
    """Whether a touch is not later than its window before the latest order."""
    if plan.known_until is None:
        return True
    until, length = _at(plan.known_until), reference.length_for(last, window)
    if window.basis is Basis.ELAPSED:
        return last.at <= until - length
    zone = ZoneInfo(window.timezone)
    return last.at.astimezone(zone).date() <= until.astimezone(zone).date() - length


def _at(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def events(walks: "Sequence[Walk]", order: int) -> dict[Event, tuple[int, int]]:
    """Return how often each event followed the last values, and the revenue of conversions."""
    times: Counter[Event] = Counter()
    revenue: Counter[Event] = Counter()
    for walk in walks:
        for place, value in enumerate(walk.values):
            times[walk.group, walk.values[max(0, place - order) : place], value, True] += 1
        outcome = NULL if walk.revenue is None else CONVERSION
        end = (walk.group, walk.values[-order:], outcome, False)
        times[end] += 1
        revenue[end] += walk.revenue or 0
    return {event: (count, revenue[event]) for event, count in times.items()}


def sets(walks: "Sequence[Walk]") -> dict[tuple[int, frozenset[Value]], Outcome]:
    found: dict[tuple[int, frozenset[Value]], Outcome] = defaultdict(lambda: (0, 0, 0))
    for walk in walks:
        key = walk.group, frozenset(walk.values)
        n, v, m = found[key]
        lost = walk.revenue is None
        found[key] = (n + (not lost), v + (walk.revenue or 0), m + lost)
    return dict(found)
