"""Credit by the definitions, in plain Python, on the journeys of `reference`."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32
from zoneinfo import ZoneInfo

from attribution.choices import Transform
from attribution.models import (
    Custom,
    DataDrivenModel,
    First,
    Granularity,
    Last,
    LastAmong,
    LastNonDirect,
    Linear,
    Markov,
    Otherwise,
    Participation,
    PositionBased,
    Shapley,
    ShapleyRate,
    TimeDecay,
    Weight,
)
from tests.attribution import reference

if TYPE_CHECKING:
    from attribution.models import CreditRule, MultiTouchModel, SingleTouchModel
    from attribution.plan import NamedModel, Plan
    from tests.attribution.shop import Order, Shop, Touch

Number: TypeAlias = float | Fraction
Expressions: TypeAlias = Mapping[str, Callable[["Place"], Number]]
"""The same function as each weight expression, by its text."""

Cell: TypeAlias = tuple[int, int, int, str | None, str | None]
"""Window and model of the plan, group of the customer, value of the block, of the dimension."""

UNATTRIBUTED = "(unattributed)"

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A touch in its journey, as rules and expressions see it."""

    touch: "Touch"
    position: int
    length: int
    before: timedelta
    days: int
    """Difference of the local dates of order and touch."""


def places(path: "list[Touch]", order: "Order", timezone: str) -> list[Place]:
    zone = ZoneInfo(timezone)
    day = order.at.astimezone(zone).date()
    return [
        Place(
            touch,
            position,
            len(path),
            order.at - touch.at,
            (day - touch.at.astimezone(zone).date()).days,
        )
        for position, touch in enumerate(path, 1)
    ]


def cut(path: "list[Touch]", max_touches: int | None) -> "list[Touch]":
    return path if max_touches is None else path[-max_touches:]


def looked_at(model: object, plan: "Plan") -> str:
    """Return the attribute that a model's transforms look at."""
    return plan.dimension if isinstance(model, Markov | Shapley | ShapleyRate) else "channel"


def transformed(
    path: "list[Touch]", transform: Transform, attribute: str = "channel"
) -> "list[Touch]":
    values = [getattr(touch, attribute) for touch in path]
    kept: list[int] = []
    for index, value in enumerate(values):
        if transform is Transform.EXPOSURE and index and values[index - 1] == value:
            continue
        if transform is Transform.FIRST and value in values[:index]:
            continue
        kept.append(index)
    return [path[index] for index in kept]


def seen(path: "list[Touch]", named: "NamedModel", plan: "Plan") -> "list[Touch]":
    """Return the touches of a journey that a model gets to see."""
    path = cut(path, plan.max_touches)
    for transform in named.transforms:
        path = transformed(path, transform, looked_at(named.model, plan))
    return path


def weights(  # noqa: C901, PLR0911 - one line or two for each model of the definitions
    model: "SingleTouchModel | MultiTouchModel",
    path: list[Place],
    dimension: str,
    expressions: Expressions,
) -> list[Number]:
    """Return a weight for each touch, not normalised; all zero: unattributed."""
    length = len(path)
    match model:
        case Last():
            return _all_to(length - 1, length)
        case First():
            return _all_to(0, length)
        case LastNonDirect():
            others = [p for p in range(length) if path[p].touch.channel not in model.direct]
            return _all_to(max(others, default=length - 1), length)
        case LastAmong():
            named = [p for p in range(length) if path[p].touch.channel in model.channels]
            if not named and model.otherwise is Otherwise.UNATTRIBUTED:
                return [0] * length
            return _all_to(max(named, default=length - 1), length)
        case Linear():
            return [Fraction(1, length)] * length
        case TimeDecay():
            return _decayed(model, path)
        case PositionBased():
            return _by_position(Fraction(model.first), Fraction(model.last), length)
        case Participation():
            values = [getattr(place.touch, dimension) for place in path]
            return [Fraction(value not in values[:p]) for p, value in enumerate(values)]
        case Shapley():
            values = [getattr(place.touch, dimension) for place in path]
            return [Fraction(value not in values[:p]) for p, value in enumerate(values)]
        case Custom():
            base = normalised(weights(model.base, path, dimension, expressions))
            return [weight * factor(model.rules, path[p]) for p, weight in enumerate(base)]
        case Weight():
            return [expressions[model.text](place) for place in path]
    raise NotImplementedError(model)


def _all_to(chosen: int, length: int) -> list[Number]:
    return [Fraction(place == chosen) for place in range(length)]


def _decayed(model: TimeDecay, path: list[Place]) -> list[Number]:
    half_life = timedelta(microseconds=model.half_life)
    if model.granularity is Granularity.DAY:
        ages = [place.days * DAY for place in path]
    else:
        ages = [place.before for place in path]
    return [2.0 ** -((age - ages[-1]) / half_life) for age in ages]


def _by_position(first: Fraction, last: Fraction, length: int) -> list[Number]:
    if length == 1:
        return [Fraction(1)]
    if length == 2:
        return [first / (first + last), last / (first + last)]
    middle = (1 - first - last) / (length - 2)
    return [first, *[middle] * (length - 2), last]


def factor(rules: "tuple[CreditRule, ...]", place: Place) -> Fraction:
    product = Fraction(1)
    for rule in rules:
        if applies(rule, place):
            product *= Fraction(rule.factor)
    return product


def applies(rule: "CreditRule", place: Place) -> bool:
    for attribute, patterns in rule.attributes.items():
        value = getattr(place.touch, attribute, None)
        if value is None or not any(like(pattern, value) for pattern in patterns):
            return False
    lowest, highest = rule.days_before
    if lowest is not None and place.before < lowest * DAY:
        return False
    if highest is not None and place.before > highest * DAY:
        return False
    return rule.position is None or rule.position == standing(place)


def standing(place: Place) -> str:
    if place.length == 1:
        return "only"
    if place.position == 1:
        return "first"
    return "last" if place.position == place.length else "middle"


def like(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern in which `*` stands for any text."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(like(pattern[1:], text[skipped:]) for skipped in range(len(text) + 1))
    return bool(text) and pattern[0].lower() == text[0].lower() and like(pattern[1:], text[1:])


def normalised(raw: list[Number]) -> list[Number]:
    total = sum(raw)
    return [weight / total for weight in raw] if total else raw


def group_of(name: str) -> int:
    return crc32(name.encode()) % 3200 % 200


def credit(shop: "Shop", plan: "Plan", expressions: Expressions) -> dict[Cell, tuple[float, float]]:
    """Return conversions and revenue (1/10 000 of the unit) of every cell that has any."""
    conversions: dict[Cell, Number] = defaultdict(int)
    revenue: dict[Cell, Number] = defaultdict(int)
    for name, customer in reference.customers(shop).items():
        group = group_of(name)
        for order in customer.orders:
            if not order.counted:
                continue
            for window, model, value, share in _shares(customer, order, plan, expressions):
                cell = (window, model, group, order.block, value)
                conversions[cell] += share
                revenue[cell] += share * order.revenue
    return {
        cell: (float(conversions[cell]), float(revenue[cell]))
        for cell in conversions
        if conversions[cell] or revenue[cell]
    }


def people(
    shop: "Shop", plan: "Plan", expressions: Expressions
) -> dict[tuple[int, int, str | None, str | None], set[str]]:
    """Return whose credit each window, model, block and value has."""
    found: dict[tuple[int, int, str | None, str | None], set[str]] = defaultdict(set)
    for name, customer in reference.customers(shop).items():
        for order in customer.orders:
            if order.counted:
                for window, model, value, share in _shares(customer, order, plan, expressions):
                    if share:
                        found[window, model, order.block, value].add(name)
    return found


def _shares(
    customer: reference.Customer, order: "Order", plan: "Plan", expressions: Expressions
) -> list[tuple[int, int, str | None, Number]]:
    found: list[tuple[int, int, str | None, Number]] = []
    for w, window in enumerate(plan.windows):
        for m, named in enumerate(plan.models):
            if isinstance(named.model, DataDrivenModel):
                continue
            chosen = reference.journey(customer, order, named.window or window, plan.repeat)
            path = seen([customer.history[place] for place in chosen], named, plan)
            steps = places(path, order, plan.timezone)
            raw = weights(named.model, steps, plan.dimension, expressions) if steps else []
            if not any(raw):
                found.append((w, m, UNATTRIBUTED, 1))
                continue
            shares = normalised(raw) if named.model.additive else raw
            found += [
                (w, m, getattr(touch, plan.dimension), share)
                for touch, share in zip(path, shares, strict=True)
            ]
    return found
