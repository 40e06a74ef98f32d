"""Journeys by the definitions, in plain Python: slow, obvious, and sharing no code.

Only the settings (windows, plans, models) are those of the library, read as data.
"""

from collections import defaultdict
from dataclasses import astuple, dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attribution.choices import Basis, RepeatOrders
from attribution.statistics.row_counts import RowCounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from attribution.journeys.windows import Window
    from tests.attribution.shop import Order, Shop, Touch


DAY = timedelta(days=1)


@dataclass(slots=True)
class Customer:
    """One customer's touches in their final order, and orders."""

    history: "list[Touch]" = field(default_factory=list)
    orders: "list[Order]" = field(default_factory=list)
    duplicates: int = 0
    possible_duplicates: int = 0

    def ties(self) -> int:
        instants = [touch.at for touch in self.history]
        return sum(instants.count(at) > 1 for at in instants)


def customers(shop: "Shop") -> dict[str, Customer]:
    """An order without customer is one of a customer of its own, by definition unattributed."""
    found: dict[str, Customer] = defaultdict(Customer)
    for touch in shop.touches:
        found[touch.customer].history.append(touch)
    for order in shop.orders:
        found[f"\x00order {order.id}" if order.customer is None else order.customer].orders.append(
            order
        )
    for customer in found.values():
        _clean(customer, ids=shop.ids)
        customer.history.sort(key=lambda touch: _tie_breaker(touch) if shop.ids else (touch.at,))
    return found


def _clean(customer: Customer, *, ids: bool) -> None:
    kept: list[Touch] = []
    for touch in customer.history:
        repeated = touch in kept and not ids
        if repeated and not touch.dated_only:
            customer.duplicates += 1
            continue
        customer.possible_duplicates += repeated
        kept.append(touch)
    customer.history = kept


def _tie_breaker(touch: "Touch") -> tuple[object, ...]:
    return (touch.at, touch.id is None, "" if touch.id is None else touch.id)


def length_for(touch: "Touch", window: "Window") -> timedelta:
    by_channel, by_interaction = dict(window.channels), dict(window.interactions)
    if touch.channel in by_channel:
        return timedelta(microseconds=by_channel[touch.channel])
    if touch.interaction in by_interaction:
        return timedelta(microseconds=by_interaction[touch.interaction])
    return timedelta(microseconds=window.default)


def within(at: "datetime", until: "datetime", length: timedelta, window: "Window") -> bool:
    """Whether an instant lies in the window of this length that ends at another."""
    if window.basis is Basis.ELAPSED:
        return timedelta(0) <= until - at <= length
    zone = ZoneInfo(window.timezone)
    days = (until.astimezone(zone).date() - at.astimezone(zone).date()).days
    return at <= until and 0 <= days <= length.days - 1


def journey(
    customer: Customer, order: "Order", window: "Window", repeat: RepeatOrders
) -> list[int]:
    """Return the places in the customer's history of the touches that lead to an order."""
    places = []
    for place, touch in enumerate(customer.history):
        if not within(touch.at, order.at, length_for(touch, window), window):
            continue
        if repeat is RepeatOrders.RESTART:
            earlier = [other.at for other in customer.orders if other.at < order.at]
            if earlier and touch.at <= max(earlier):
                continue
        places.append(place)
    return places


@dataclass(slots=True)
class Rest:
    """What the orders leave over, as places in the customer's history."""

    journeys: list[list[int]]
    """The non-converting ones."""
    outside: set[int]
    """Touches outside every window."""


def rest(customer: Customer, window: "Window", repeat: RepeatOrders) -> Rest:
    history = customer.history
    ways = [(order, journey(customer, order, window, repeat)) for order in customer.orders]
    claimed = {place for _, places in ways for place in places}
    outside = {
        place
        for order, places in ways
        for place, touch in enumerate(history)
        if places and place > places[0] and touch.at <= order.at and place not in claimed
    }
    runs: list[list[int]] = []
    for place in range(len(history)):
        if place in claimed or place in outside:
            continue
        if runs and _continues(customer, claimed, window, runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    found = []
    for run in runs:
        inside = (
            [] if _is_head(history, claimed, window, run[-1]) else _reduced(history, window, run)
        )
        outside |= set(run) - set(inside)
        if inside:
            found.append(inside)
    return Rest(found, outside)


def _continues(
    customer: Customer, claimed: set[int], window: "Window", place: int, following: int
) -> bool:
    touch, after = customer.history[place], customer.history[following]
    return (
        within(touch.at, after.at, length_for(after, window), window)
        and not any(place < other < following for other in claimed)
        and not any(touch.at <= order.at < after.at for order in customer.orders)
    )


def _is_head(history: "list[Touch]", claimed: set[int], window: "Window", last: int) -> bool:
    return any(
        place > last
        and within(history[last].at, history[place].at, length_for(history[place], window), window)
        for place in claimed
    )


def _reduced(history: "list[Touch]", window: "Window", run: list[int]) -> list[int]:
    return [
        place
        for place in run
        if within(
            history[place].at, history[run[-1]].at, length_for(history[place], window), window
        )
    ]


def counts(
    shop: "Shop", window: "Window", repeat: RepeatOrders, *, everybody: bool = False
) -> RowCounts:
    """Return the ledger; with `everybody` customers without an order are looked at as well."""
    found = customers(shop).values()
    return _sum(_counts(customer, window, repeat, everybody=everybody) for customer in found)


def _sum(lines: "Iterable[RowCounts]") -> RowCounts:
    return RowCounts(
        *(sum(column) for column in zip(*map(astuple, [RowCounts(), *lines]), strict=True))
    )


def _counts(
    customer: Customer, window: "Window", repeat: RepeatOrders, *, everybody: bool
) -> RowCounts:
    ways = [(order, journey(customer, order, window, repeat)) for order in customer.orders]
    claimed = {place for _, places in ways for place in places}
    credited = {place for order, places in ways if order.counted for place in places}
    alone = [order for order, places in ways if order.counted and not places]
    if not customer.orders and not everybody:
        return RowCounts(without_orders=len(customer.history) + customer.duplicates)
    left = rest(customer, window, repeat) if everybody else None
    free = len(customer.history) - len(claimed)
    return RowCounts(
        duplicates=customer.duplicates,
        possible_duplicates=customer.possible_duplicates,
        ties=customer.ties(),
        in_journeys=len(credited),
        in_other_journeys=len(claimed - credited),
        nonconverting=0 if left is None else sum(map(len, left.journeys)),
        outside=free if left is None else len(left.outside),
        unattributed_orders=len(alone),
        unattributed_revenue=sum(order.revenue for order in alone),
    )
