"""Shops drawn from a world: touches and orders as merito takes them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from attribution.arrays import Bools, Floats, Ints
    from tests.studies.worlds import World

    Texts = NDArray[np.str_]

NEEDS: Final = ((1, 0.6), (2, 0.2), (3, 0.1), (5, 0.06), (8, 0.04))
"""How many needs customers have, and how many of them have so many."""

MEAN_NEEDS: Final = sum(count * share for count, share in NEEDS)

WALK_INS: Final = 0.06
"""Needs that end in an order without any touch."""

LOYAL: Final = 0.6
"""Journeys that begin where most of the customer's do."""

_BETWEEN_CUSTOMERS: Final = 0.4
_BETWEEN_ORDERS: Final = 0.5
"""Standard deviations of the logarithms of what an order costs, as a multiple of the mean."""

_DAY: Final = 86_400_000_000
SLOT: Final = 90 * _DAY
"""From need to need of a customer: journeys are further apart than the window is long."""
_LONGEST: Final = 29 * _DAY
"""Of a journey, its order included: it lies within the window."""
_GAP: Final = 3 * _DAY
"""Longest time between two touches, shorter where there are many."""
BEGIN: Final = 1_735_689_600_000_000
"""1 January 2025 in microseconds since 1970."""

UNIT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """Journeys as drawn, one after the other; arrays of shape (journeys,) and (touches,)."""

    customer: "Ints"
    """The customer of each journey, ascending from 0."""
    journey: "Ints"
    """The journey of each touch, ascending."""
    state: "Ints"
    """The state of each touch."""
    lengths: "Ints"
    """Touches of each journey."""
    bought: "Bools"
    """Whether an order follows."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The two tables that `attribution.parts.parts.Parts` takes, and what they were made of."""

    touches: pl.DataFrame
    orders: pl.DataFrame
    drawn: Drawn


def shop(world: "World", customers: int, seed: int) -> Shop:
    """Return a shop of so many customers, the same for the same seed.

    Many customers have several journeys, alike in where they begin and in what the orders cost,
    so that journeys are not independent. Every customer has a touch or an order.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    counts, shares = zip(*NEEDS, strict=True)
    needs = random.choice(counts, customers, p=shares)
    customer = np.repeat(np.arange(customers), needs)
    slot = np.arange(len(customer)) - np.repeat(np.cumsum(needs) - needs, needs)
    drawn = _drawn(world, customer, random)
    gap = np.minimum(_GAP, _LONGEST // (drawn.lengths + 1))
    at, ordered_at = _times(drawn, BEGIN + slot * SLOT, gap, random)
    revenue = _revenue(world, drawn, random)
    ids = np.array([f"{seed}-{number}" for number in range(customers)])
    names = np.array(world.channels)[world.chain.channel[drawn.state]]
    return Shop(
        _touches(ids[customer[drawn.journey]], at, names),
        _orders(ids[customer[drawn.bought]], ordered_at[drawn.bought], revenue[drawn.bought]),
        drawn,
    )


def _drawn(world: "World", customer: "Ints", random: np.random.Generator) -> Drawn:
    """Draw the states of the journey that each customer has for each need."""
    chain = world.chain
    onward = np.cumsum(np.column_stack([chain.moves, chain.converts]), axis=1)
    conversion = len(chain.start)
    home = random.choice(conversion, int(customer[-1]) + 1, p=chain.start)[customer]
    fresh = random.choice(conversion, len(customer), p=chain.start)
    state = np.where(random.random(len(customer)) < LOYAL, home, fresh)
    bought = random.random(len(customer)) < WALK_INS
    live = np.flatnonzero(~bought)
    journeys, states = [], []
    while len(live):
        journeys.append(live)
        states.append(state[live])
        drawn = random.random(len(live))
        state[live] = (onward[state[live]] <= drawn[:, None]).sum(axis=1)
        bought[live[state[live] == conversion]] = True
        live = live[state[live] < conversion]
    journey = np.concatenate(journeys)
    order = np.argsort(journey, kind="stable")
    lengths = np.bincount(journey, minlength=len(customer))
    return Drawn(customer, journey[order], np.concatenate(states)[order], lengths, bought)


def _times(
    drawn: Drawn, begin: "Ints", gap: "Ints", random: np.random.Generator
) -> "tuple[Ints, Ints]":
    """Draw the times of all touches, and when each journey's order would follow.

    `begin` and `gap`, the longest time between two of them, have shape (journeys,).
    """
    elapsed = np.cumsum(random.integers(1, gap[drawn.journey]))
    ends = np.cumsum(drawn.lengths)
    before = np.concatenate([[0], elapsed])
    at: Ints = begin[drawn.journey] + elapsed - before[(ends - drawn.lengths)[drawn.journey]]
    whole = before[ends] - before[ends - drawn.lengths]
    return at, begin + whole + random.integers(1, gap)


def _revenue(world: "World", drawn: Drawn, random: np.random.Generator) -> "Ints":
    """Draw what each journey's order would cost: by its last state, the customer and itself."""
    basket = np.full(len(drawn.customer), world.chain.basket.mean())
    # Of several values for one place NumPy keeps the last: that of the last touch.
    basket[drawn.journey] = world.chain.basket[drawn.state]
    habits = _around_one(_BETWEEN_CUSTOMERS, int(drawn.customer[-1]) + 1, random)
    cost = basket * habits[drawn.customer] * _around_one(_BETWEEN_ORDERS, len(basket), random)
    return np.rint(cost * UNIT).astype(np.int64)


def _around_one(deviation: float, count: int, random: np.random.Generator) -> "Floats":
    drawn: Floats = np.exp(random.normal(-(deviation**2) / 2, deviation, count))
    return drawn


def _touches(ids: "Texts", at: "Ints", channels: "Texts") -> pl.DataFrame:
    table = pl.DataFrame({"customer_id": ids, "touched_at": at, "channel": channels})
    return table.cast({"touched_at": pl.Datetime("us", "UTC")})


def _orders(ids: "Texts", at: "Ints", revenue: "Ints") -> pl.DataFrame:
    table = pl.DataFrame({"customer_id": ids, "ordered_at": at, "revenue": revenue})
    return table.cast({"ordered_at": pl.Datetime("us", "UTC")}).with_columns(
        order_id=pl.int_range(pl.len()).cast(pl.String), counted=pl.lit(value=True)
    )
