"""The tables of paths by the definitions, in plain Python: slow and obvious."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations, groupby
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from attribution.choices import Basis, Transform
from tests.attribution import reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from attribution.paths.plan import PathPlan
    from tests.attribution.reference import Customer
    from tests.attribution.shop import Order, Shop, Touch

Row: TypeAlias = tuple[object, ...]
DAY = timedelta(days=1)
ROLES = ("journeys", "first", "assist", "last", "only", "middle")


@dataclass(frozen=True, slots=True)
class Journey:
    customer: str
    touches: "tuple[Touch, ...]"
    order: "Order | None"
    values: tuple[str, ...]

    @property
    def revenue(self) -> int:
        return self.order.revenue if self.order else 0


def journeys(shop: "Shop", asked: "PathPlan") -> list[Journey]:
    """Return the journeys of counted orders, empty ones among them, and those of no order."""
    plan, found = asked.plan, []
    for name, customer in reference.customers(shop).items():
        ways: list[tuple[Order | None, list[int]]] = [
            (order, reference.journey(customer, order, asked.window, plan.repeat))
            for order in customer.orders
            if order.counted
        ]
        left = reference.rest(customer, asked.window, plan.repeat).journeys
        ways += [(None, each) for each in left if in_range(customer.history[each[-1]].at, asked)]
        for order, places in ways:
            touches = tuple(customer.history[place] for place in places)
            if plan.max_touches is not None:
                touches = touches[-plan.max_touches :]
            values = tuple(value_of(touch, asked) for touch in touches)
            found.append(Journey(name, touches, order, values))
    return found


def value_of(touch: "Touch", asked: "PathPlan") -> str:
    value = getattr(touch, asked.plan.dimension)
    return "(none)" if value is None else str(value)


def in_range(at: datetime, asked: "PathPlan") -> bool:
    begin, end = asked.plan.begin, asked.plan.end
    return (begin is None or instant(begin) <= at) and (end is None or at < instant(end))


def instant(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def of_block(found: "Iterable[Journey]", block: str | None, *, whole: bool) -> list[Journey]:
    return [each for each in found if whole or (each.order and each.order.block == block)]


def totals(found: "Sequence[Journey]") -> tuple[int, int, int, int]:
    orders = [each for each in found if each.order]
    alone = [each for each in orders if not each.touches]
    paid, left = (sum(each.revenue for each in some) for some in (orders, alone))
    return len(orders), paid, len(alone), left


def roles(found: "Sequence[Journey]") -> list[Row]:
    converting = [each for each in found if each.order and each.touches]
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, set[str]] = defaultdict(set)
    for each in converting:
        for value in set(each.values):
            played = _played(value, each.values)
            sums[value].update(played)
            sums[value].update({f"{role}_revenue": each.revenue for role in played})
            sums[value]["touches"] += each.values.count(value)
            if len(each.values) > 1:
                people[value].add(each.customer)
    rows: list[Row] = [
        (
            value,
            *(own[name] for name in ("journeys", "touches", *ROLES[1:])),
            *(own[f"{role}_revenue"] for role in ROLES),
            share(own["assist"], own["last"]),
            share(own["first"], own["last"]),
            _label(own, list(sums.values()), len(people[value])),
        )
        for value, own in sums.items()
    ]
    rows.sort(key=lambda row: (-int(str(row[1])), str(row[0])))
    _, _, alone, left = totals(found)
    return [*rows, ("(unattributed)", alone, *[None] * 6, left, *[None] * 8)]


def _played(value: str, values: "Sequence[str]") -> list[str]:
    places = [place for place, other in enumerate(values, start=1) if other == value]
    last = len(values)
    told = {
        "journeys": True,
        "first": 1 in places,
        "assist": any(place < last for place in places),
        "last": last in places,
        "only": last == 1,
        "middle": any(1 < place < last for place in places),
    }
    return [role for role, true in told.items() if true]


def _label(own: "Counter[str]", every: "list[Counter[str]]", customers: int) -> str:
    if customers < 10:
        return "too few"
    mine, whole = _role_shares([own]), _role_shares(every)
    excess = {role: mine[role] - whole[role] for role in mine}
    best = max(excess, key=excess.__getitem__)
    return best if excess[best] > 0 else "mixed"


def _role_shares(sums: "list[Counter[str]]") -> dict[str, Fraction]:
    journeys = sum(each["journeys"] - each["only"] for each in sums)
    parts = {
        "opener": sum(each["first"] - each["only"] for each in sums),
        "assistant": sum(each["middle"] for each in sums),
        "closer": sum(each["last"] - each["only"] for each in sums),
    }
    return {role: Fraction(part, journeys) for role, part in parts.items()}


def outcome(some: "Sequence[Journey]", *, whole: bool) -> tuple[int, int, int | None]:
    """Return converting journeys, their revenue, and the others: unknown in a block."""
    converting = [each for each in some if each.order]
    lost = len(some) - len(converting) if whole else None
    return len(converting), sum(each.revenue for each in converting), lost


def rate(journeys: int, lost: int | None) -> float | None:
    return None if lost is None else share(journeys, journeys + lost)


def sets(found: "Sequence[Journey]", *, whole: bool) -> list[Row]:
    orders, paid, alone, left = totals(found)
    groups: dict[frozenset[str], list[Journey]] = defaultdict(list)
    for each in found:
        if each.touches:
            groups[frozenset(each.values)].append(each)
    rows: list[Row] = []
    for members, some in groups.items():
        n, v, m = outcome(some, whole=whole)
        name = " + ".join(sorted(members))
        rows.append((name, len(members), n, share(n, orders), v, share(v, paid), m, rate(n, m)))
    rows.sort(key=lambda row: (-int(str(row[2])), -int(str(row[4])), str(row[0])))
    nobody = ("(unattributed)", 0, alone, share(alone, orders), left, share(left, paid), None, None)
    return [*rows, nobody]


def pairs(found: "Sequence[Journey]", *, whole: bool) -> list[Row]:
    touched = [each for each in found if each.touches]
    total = sum(each.order is not None for each in touched)
    rows: list[Row] = []
    for one, other in combinations(sorted({v for each in touched for v in each.values}), 2):
        both = [each for each in touched if {one, other} <= set(each.values)]
        if not both:
            continue
        own = [[each for each in touched if value in each.values] for value in (one, other)]
        n, v, m = outcome(both, whole=whole)
        held = [outcome(some, whole=whole)[0] for some in own]
        alone = [outcome([each for each in some if each not in both], whole=whole) for some in own]
        lift = n * total / (held[0] * held[1]) if held[0] and held[1] else None
        only = [rate(a, c) for a, _, c in alone]
        rows.append((one, other, n, *held, lift, v, m, rate(n, m), *only))
    return sorted(rows, key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1])))


def lengths(found: "Sequence[Journey]", *, whole: bool) -> list[Row]:
    orders, paid, alone, left = totals(found)
    rows: list[Row] = [(0, alone, share(alone, orders), left, share(left, paid), None, None)]
    touched = sorted((each for each in found if each.touches), key=lambda each: len(each.touches))
    for length, some in groupby(touched, key=lambda each: len(each.touches)):
        n, v, m = outcome(list(some), whole=whole)
        rows.append((length, n, share(n, orders), v, share(v, paid), m, rate(n, m)))
    return rows


def lag(each: Journey, asked: "PathPlan") -> int:
    assert each.order
    if asked.window.basis is Basis.ELAPSED:
        return (each.order.at - each.touches[0].at) // DAY
    zone = ZoneInfo(asked.window.timezone)
    days = (at.astimezone(zone).date() for at in (each.order.at, each.touches[0].at))
    return (next(days) - next(days)).days


def lags(found: "Sequence[Journey]", asked: "PathPlan") -> list[Row]:
    orders, paid, alone, left = totals(found)
    by_day: dict[int, list[int]] = defaultdict(list)
    for each in found:
        if each.order and each.touches:
            by_day[lag(each, asked)].append(each.revenue)
    rows: list[Row] = []
    for day in range(max(by_day, default=-1) + 1):
        n, v = len(by_day[day]), sum(by_day[day])
        rows.append((day, n, share(n, orders), v, share(v, paid)))
    return [*rows, (None, alone, share(alone, orders), left, share(left, paid))]


def summary(found: "Sequence[Journey]", asked: "PathPlan") -> list[Row]:
    converting = [each for each in found if each.order and each.touches]
    quantities = {
        "lag_days": [lag(each, asked) for each in converting],
        "touches": [len(each.touches) for each in converting],
        "values": [len(set(each.values)) for each in converting],
    }
    return [(name, *_summarise(sorted(values))) for name, values in quantities.items()]


def _summarise(values: list[int]) -> Row:
    if not values:
        return (0, *[None] * 7)
    found = [_quantile(values, Fraction(each, 100)) for each in (10, 25, 50, 75, 90)]
    return (len(values), sum(values) / len(values), *found, values[-1])


def _quantile(values: list[int], part: Fraction) -> float:
    place = (len(values) - 1) * part
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return float(values[below] + (place - below) * (values[above] - values[below]))


def paths(found: "Sequence[Journey]", asked: "PathPlan", *, whole: bool) -> list[Row]:
    orders, paid, alone, left = totals(found)
    groups: dict[tuple[str, ...], list[Journey]] = defaultdict(list)
    for each in found:
        if each.touches:
            groups[_transformed(each.values, asked.transforms)].append(each)
    rows: list[Row] = []
    for path, some in groups.items():
        n, v, m = outcome(some, whole=whole)
        if not n:
            continue
        mean = sum(lag(each, asked) for each in some if each.order) / n
        shares = (n, share(n, orders), v, share(v, paid))
        rows.append((" > ".join(path), len(path), *shares, m, rate(n, m), mean))
    rows.sort(key=lambda row: (-int(str(row[2])), -int(str(row[4])), str(row[0])))
    shares = (alone, share(alone, orders), left, share(left, paid))
    return [*rows, ("(unattributed)", 0, *shares, None, None, None)]


def _transformed(values: tuple[str, ...], transforms: "Sequence[Transform]") -> tuple[str, ...]:
    for each in transforms:
        if each is Transform.EXPOSURE:
            values = tuple(value for value, _ in groupby(values))
        if each is Transform.FIRST:
            values = tuple(dict.fromkeys(values))
    return values


def steps(shop: "Shop", asked: "PathPlan") -> list[Row]:
    window = timedelta(microseconds=asked.window.default)
    told: list[tuple[tuple[str, ...], str, bool]] = []
    for customer in reference.customers(shop).values():
        for place, touch in enumerate(customer.history):
            known = asked.known_until and touch.at <= instant(asked.known_until) - window
            outcome = _following(customer, place, asked, window)
            if not known or not in_range(touch.at, asked) or outcome is None:
                continue
            ordered = any(
                not order.refunded and touch.at <= order.at <= touch.at + window
                for order in customer.orders
            )
            run = _run(customer, place, asked, window)
            histories = [run[-length:] for length in range(1, min(len(run), asked.history) + 1)]
            told += [(tuple(history), outcome, ordered) for history in histories]
    return _step_rows(told)


def _following(
    customer: "Customer", place: int, asked: "PathPlan", window: timedelta
) -> str | None:
    touch = customer.history[place]
    after = customer.history[place + 1] if place + 1 < len(customer.history) else None
    orders = [order for order in customer.orders if order.at >= touch.at]
    at = min((order.at for order in orders), default=None)
    if after is not None and (at is None or after.at <= at):
        return value_of(after, asked) if after.at - touch.at <= window else "(nothing)"
    if at is None:
        return "(nothing)"
    if all(order.refunded for order in orders if order.at == at):
        return None
    return "(order)" if at - touch.at <= window else "(nothing)"


def _run(customer: "Customer", place: int, asked: "PathPlan", window: timedelta) -> list[str]:
    first = place
    while first:
        before, touch = customer.history[first - 1], customer.history[first]
        ordered = any(before.at <= order.at < touch.at for order in customer.orders)
        if ordered or touch.at - before.at > window:
            break
        first -= 1
    return [value_of(touch, asked) for touch in customer.history[first : place + 1]]


def _step_rows(told: "list[tuple[tuple[str, ...], str, bool]]") -> list[Row]:
    groups: dict[tuple[str, ...], list[tuple[str, bool]]] = defaultdict(list)
    for history, outcome, ordered in told:
        groups[history].append((outcome, ordered))
    rows = []
    for history, cases in groups.items():
        if len(history) > 1 and len(cases) < 30:
            continue
        within = sum(ordered for _, ordered in cases) / len(cases)
        for outcome, count in Counter(outcome for outcome, _ in cases).items():
            name = " > ".join(history)
            shown = (within, outcome, count, count / len(cases))
            key = (len(history), -len(cases), name, -count, outcome)
            rows.append((key, (name, len(history), len(cases), *shown)))
    return [row for _, row in sorted(rows)]
