"""Small shops and plans full of the cases that go wrong."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import polars as pl
from hypothesis import strategies as st

from attribution.choices import Basis, RepeatOrders, Transform
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    Allocation,
    CreditRule,
    Custom,
    First,
    Granularity,
    Last,
    LastAmong,
    LastNonDirect,
    Linear,
    Markov,
    MultiTouchModel,
    Otherwise,
    Participation,
    Position,
    PositionBased,
    Removal,
    Shapley,
    ShapleyRate,
    SingleTouchModel,
    TimeDecay,
    Weight,
)
from attribution.plan import NamedModel, Plan
from tests.attribution.shop import MICROSECOND, Order, Shop, Touch, instant

if TYPE_CHECKING:
    from tests.attribution.reference_models import Expressions, Place

CUSTOMERS = ("a", "b", "Zoë", "customer-0001")
CHANNELS = ("Direct", "Email", "Paid Search", "été", None)
INTERACTIONS = ("click", "view", None)
CAMPAIGNS = ("spring brand", "Autumn", None)

STARTS = {
    "UTC": (instant("2024-02-27T00:00"),),
    "Europe/Rome": (instant("2024-03-29T23:00"), instant("2024-10-25T22:00")),
    "America/Sao_Paulo": (instant("2018-11-02T03:00"), instant("2018-02-16T02:00")),
}
"""Days before the clock changes of each zone, as instants; in São Paulo at midnight."""

EPOCH = instant("1970-01-01T00:00")
UNITS = (timedelta(days=1), timedelta(hours=6), timedelta(hours=1))
STEPS = 12


def _days(place: "Place") -> float:
    return place.before / timedelta(days=1)


def _ends(place: "Place") -> float:
    return 1 if place.position in {1, place.length} else 0.25


EXPRESSIONS: "Expressions" = {
    "1": lambda _: 1,
    "position / length": lambda place: place.position / place.length,
    "1 / (1 + days_before) ** 2": lambda place: 1 / (1 + _days(place)) ** 2,
    "max(0, 2 - days_before)": lambda place: max(0.0, 2 - _days(place)),
    "1 if position in (1, length) else 0.25": _ends,
    "1 if campaign == 'Autumn' else 0": lambda place: int(place.touch.campaign == "Autumn"),
    "0 if source == 'x' else 1": lambda _: 1,
}

_DAYS_BEFORE = pl.col("days_before")
_ENDS = (pl.col("position") == 1) | (pl.col("position") == pl.col("length"))

WEIGHTS = (
    Weight("1", pl.lit(1), frozenset()),
    Weight(
        "position / length",
        pl.col("position") / pl.col("length"),
        frozenset({"position", "length"}),
    ),
    Weight("1 / (1 + days_before) ** 2", (1 + _DAYS_BEFORE) ** -2, frozenset({"days_before"})),
    Weight(
        "max(0, 2 - days_before)",
        pl.max_horizontal(pl.lit(0), 2 - _DAYS_BEFORE),
        frozenset({"days_before"}),
    ),
    Weight(
        "1 if position in (1, length) else 0.25",
        pl.when(_ENDS).then(1).otherwise(0.25),
        frozenset({"position", "length"}),
    ),
    Weight(
        "1 if campaign == 'Autumn' else 0",
        pl.when(pl.col("campaign") == "Autumn").then(1).otherwise(0),
        frozenset({"campaign"}),
    ),
    Weight(
        "0 if source == 'x' else 1",
        pl.when(pl.col("source") == "x").then(0).otherwise(1),
        frozenset({"source"}),
    ),
)

RULES = (
    CreditRule(2),
    CreditRule(0.1, {"channel": ("paid*",)}),
    CreditRule(0, {"channel": ("DIRECT", "email")}),
    CreditRule(3, {"campaign": ("*BRAND*",), "interaction": ("click",)}),
    CreditRule(0.5, {"channel": ("É*é",)}),
    CreditRule(0.5, {"medium": ("*",)}),
    *(CreditRule(2.5, position=position) for position in Position),
    CreditRule(4, days_before=(0, 1)),
    CreditRule(0, days_before=(2, None)),
)

SINGLE = (
    Last(),
    First(),
    LastNonDirect(),
    LastNonDirect(frozenset({"Email", "été"})),
    LastAmong(frozenset({"Paid Search"})),
    LastAmong(frozenset({"Email", "absent"}), Otherwise.UNATTRIBUTED),
)

SHARED = (
    Linear(),
    Participation(),
    TimeDecay(),
    TimeDecay(DAY // 24),
    TimeDecay(2 * DAY, Granularity.DAY),
    PositionBased(),
    PositionBased(0, 0.3),
    PositionBased(0.6, 0.4),
    *WEIGHTS,
)


Encoded: TypeAlias = tuple[int, ...]
"""A row as small numbers: strategies made once, and decoded per shop, are drawn much faster."""

EncodedWindow: TypeAlias = tuple[Basis, Encoded, dict[str, Encoded], dict[str, Encoded]]


def _numbers(*ends: int) -> st.SearchStrategy[Encoded]:
    """Draw tuples of numbers, each from 0 to before its end."""
    return st.tuples(*(st.integers(0, end - 1) for end in ends))


def _lists(rows: st.SearchStrategy[Encoded], most: int) -> st.SearchStrategy[list[Encoded]]:
    """Draw lists that are often long."""
    return st.lists(rows, min_size=most // 3, max_size=most) | st.lists(rows, max_size=most)


LENGTH = _numbers(8, 5)
WINDOW = st.tuples(
    st.sampled_from(Basis),
    LENGTH,
    st.dictionaries(st.sampled_from(("click", "view")), LENGTH, max_size=2) | st.just({}),
    st.dictionaries(st.sampled_from(("Email", "Paid Search", "absent")), LENGTH, max_size=2)
    | st.just({}),
)
WINDOWS = st.lists(WINDOW, min_size=1, max_size=2)

BASES = (*SINGLE, *(each for each in SHARED if each.additive))
CUSTOMS = st.builds(
    Custom, st.sampled_from(BASES), st.lists(st.sampled_from(RULES), max_size=3).map(tuple)
)
MODELS: st.SearchStrategy[SingleTouchModel | MultiTouchModel] = st.one_of(
    st.sampled_from(SINGLE), st.sampled_from((*SHARED, Shapley())), CUSTOMS
)
LEARNING = (
    st.builds(Markov, st.integers(1, 4), st.sampled_from(Removal), st.sampled_from(Allocation))
    | st.just(Markov())
    | st.just(ShapleyRate())
)
OWN = st.tuples(
    st.none() | WINDOW, st.lists(st.sampled_from(Transform), max_size=2).map(tuple)
) | st.just((None, ()))
NAMED = st.tuples(MODELS, OWN)
LEARNERS = st.tuples(LEARNING, OWN)

ZONES = st.sampled_from([(zone, start) for zone, starts in STARTS.items() for start in starts])
OPTIONS = st.tuples(
    st.sampled_from(("channel", "channel", "interaction", "campaign")),
    st.sampled_from(RepeatOrders),
    st.none() | st.integers(1, 4),
)

BOUNDS = st.tuples(
    *(st.none() | st.integers(*ends) for ends in ((0, STEPS), (0, STEPS), (0, 2 * STEPS)))
)
"""Steps at which the range begins and ends, and of the latest order."""

TRAITS = _numbers(len(CUSTOMERS), 4, 3, 2, 3)
"""Customers, times with fractions, whether all channels are null, dates, ids."""
TOUCHES = _lists(_numbers(len(CUSTOMERS), STEPS, 6, len(CHANNELS), 3, 3, 3), 20)
ORDERS = _lists(_numbers(len(CUSTOMERS) + 1, STEPS, 6, 7, 3, 3), 9)
SPREAD = st.integers(1, 22)
"""Factor that sets the order of ids modulo a prime."""

REVENUES = (0, 1, 3, -50_000, 1_234_567, 10**9, 10**12 + 1)


def _window(encoded: EncodedWindow, unit: timedelta, timezone: str) -> Window:
    """Give lengths in whole steps of the shop's times, so that touches lie on the very edge."""
    basis, default, interactions, channels = encoded

    def length(numbers: Encoded) -> int:
        steps, near = numbers
        if basis is Basis.CALENDAR_DAYS:
            return (steps // 2 + 1) * DAY
        return (steps + 1) * (unit // MICROSECOND) + (0, 0, 0, 1, -1)[near]

    return Window(
        length(default),
        tuple((name, length(numbers)) for name, numbers in interactions.items()),
        tuple((name, length(numbers)) for name, numbers in channels.items()),
        basis,
        timezone,
    )


@st.composite
def shops(draw: st.DrawFn, start: datetime, unit: timedelta, *, ties: bool = True) -> Shop:
    """Draw a shop; without `ties`, touchpoint_ids settle those that remain."""
    people, exact, silent, dated, kind = draw(TRAITS)
    shifts = (0,) * 6 if exact else (0, 0, 0, 1, -1, 500_000)
    spread = draw(SPREAD)

    def at(step: int, shift: int) -> datetime:
        return start + step * unit + shifts[shift] * MICROSECOND

    def identity(row: int) -> int | str | None:
        number = (row + 1) * spread % 23
        return None if not kind and ties else number if kind == 1 else f"{number}"

    touches = (
        Touch(
            CUSTOMERS[person % (people + 1)],
            at(step, shift),
            CHANNELS[-1 if silent == 2 else channel],
            INTERACTIONS[interaction],
            CAMPAIGNS[campaign],
            dated_only=bool(dated and not day),
            id=identity(row),
        )
        for row, (person, step, shift, channel, interaction, campaign, day) in enumerate(
            draw(TOUCHES)
        )
    )
    orders = (
        Order(
            f"o{(row + 1) * spread % 23}",
            None if person == len(CUSTOMERS) else CUSTOMERS[person % (people + 1)],
            at(step, shift),
            REVENUES[revenue],
            counted=counted > 0,
            block=("x", "y", None)[block],
        )
        for row, (person, step, shift, revenue, counted, block) in enumerate(draw(ORDERS))
    )
    return Shop(tuple(touches), tuple(orders), ids=kind > 0 or not ties)


@st.composite
def cases(
    draw: st.DrawFn, *, models: int = 4, learning: int = 0, ties: bool = True
) -> tuple[Shop, Plan]:
    """Draw a shop and a comparison of so many models, and of so many that learn from all."""
    timezone, start = draw(ZONES)
    unit = draw(st.sampled_from(UNITS))
    dimension, repeat, max_touches = draw(OPTIONS)
    named = [draw(NAMED) for _ in range(models)] + [draw(LEARNERS) for _ in range(learning)]
    plan = Plan(
        tuple(
            NamedModel(f"model {place}", model, own and _window(own, unit, timezone), transforms)
            for place, (model, (own, transforms)) in enumerate(named)
        ),
        tuple(_window(encoded, unit, timezone) for encoded in draw(WINDOWS)),
        dimension,
        repeat,
        max_touches,
        timezone,
        *([_instant(start, unit, step) for step in draw(BOUNDS)] if learning else ()),
    )
    return draw(shops(start, unit, ties=ties)), plan


def _instant(start: datetime, unit: timedelta, step: int | None) -> int | None:
    """Return an instant at which touches may be, in microseconds since 1970."""
    return None if step is None else (start + step * unit - EPOCH) // MICROSECOND
