"""One need of shoes: the touches it meets and the order it may end in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sample_data import clock
from sample_data.dice import Dice
from sample_data.people import STORE_CITY, Person
from sample_data.prices import draw_basket
from sample_data.truths import STORE, TRUTHS, WALK_IN, Tactic

CLOSING_MINUTES = (2, 110)
MORE_CLOSING = 0.3


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact as the shop's tracking exports it, with the tactic that made it."""

    customer_id: str
    touched_at: datetime
    tactic: Tactic
    interaction: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order and the tactics without all of which it would not exist.

    `causes` is empty where the customer would have ordered anyway.
    """

    customer_id: str
    ordered_at: datetime
    cents: int
    sales_channel: str
    city: str
    causes: frozenset[Tactic] = frozenset()

    @property
    def lost_without(self) -> Tactic | None:
        """The only tactic that caused it, if there is one."""
        return next(iter(self.causes)) if len(self.causes) == 1 else None


@dataclass(frozen=True, slots=True)
class Decision:
    """A moment at which a customer would order, and the touch that caused it, if any."""

    moment: float
    cause: Touch | None


def live_through(person: Person, start: float, dice: Dice) -> tuple[list[Touch], Order | None]:
    """Draw one need: causes first, then the order, then the touches that follow from it.

    The earliest decision makes the order; had its cause been switched off, the next would
    have made it. Touches after the order do not happen.
    """
    met = list(_draw_exposures(person, start, dice))
    decisions = list(_draw_decisions(person, start, met, dice))
    order = _make_order(person, decisions, dice) if decisions else None
    end = order.ordered_at if order else clock.to_online_time(start + TRUTHS.need_days)
    touches = [touch for _, touch in met if touch.touched_at <= end]
    touches += _chase(person, touches, end, dice, decided=order is not None)
    if order and order.sales_channel == "web":
        touches += _draw_closing_touches(person, order.ordered_at, dice)
    return touches, order


def draw_idle_touches(person: Person, dice: Dice) -> Iterator[Touch]:
    """Draw the touches of a year that meet the customer outside every need."""
    for tactic in TRUTHS.tactics:
        if person.can_meet(tactic):
            for _ in range(dice.draw_poisson(tactic.idle * person.activity)):
                yield _make_touch(person, tactic, dice.draw_uniform(0, TRUTHS.days), dice)


def _draw_exposures(person: Person, start: float, dice: Dice) -> Iterator[tuple[float, Touch]]:
    for tactic in TRUTHS.tactics:
        if person.can_meet(tactic):
            for _ in range(dice.draw_poisson(tactic.reach * person.activity)):
                moment = start + dice.draw_uniform(0, TRUTHS.need_days)
                yield moment, _make_touch(person, tactic, moment, dice)


def _draw_decisions(
    person: Person, start: float, met: list[tuple[float, Touch]], dice: Dice
) -> Iterator[Decision]:
    if dice.draw_chance(person.kind.decided):
        yield Decision(start + dice.draw_uniform(0.1, 1) * TRUTHS.need_days, None)
    for moment, touch in met:
        if dice.draw_chance(touch.tactic.lift):
            yield Decision(moment + dice.draw_exponential(TRUTHS.reply_days), touch)


def _make_order(person: Person, decisions: list[Decision], dice: Dice) -> Order:
    first = min(decisions, key=lambda decision: decision.moment)
    store_share = 1.0 if person.kind is WALK_IN else TRUTHS.store_share
    at_store = person.neighbour and dice.draw_chance(store_share)
    ordered_at = (
        _find_till_time(first)
        if at_store
        else _find_time_after(clock.to_online_time(first.moment), first)
    )
    return Order(
        customer_id=person.customer_id,
        ordered_at=ordered_at,
        cents=draw_basket(ordered_at, dice),
        sales_channel="store" if at_store else "web",
        city=STORE_CITY if at_store else person.city,
        causes=_find_causes(decisions),
    )


def _find_causes(decisions: list[Decision]) -> frozenset[Tactic]:
    causes = [decision.cause for decision in decisions]
    if None in causes:
        return frozenset()
    return frozenset(cause.tactic for cause in causes if cause)


def _find_till_time(decision: Decision) -> datetime:
    """Give the hour in the store, another day where the cause was later on that day."""
    ordered_at = clock.to_store_time(decision.moment)
    if decision.cause and ordered_at <= decision.cause.touched_at:
        return clock.to_store_time(decision.moment + 1)
    return ordered_at


def _find_time_after(ordered_at: datetime, decision: Decision) -> datetime:
    """Give the time of a web order, which its cause precedes by a minute at least."""
    if decision.cause is None:
        return ordered_at
    return max(ordered_at, decision.cause.touched_at + timedelta(minutes=1))


def _chase(
    person: Person, touches: list[Touch], end: datetime, dice: Dice, *, decided: bool
) -> Iterator[Touch]:
    """Draw what follows a visitor from the first touch on: nobody unseen is followed."""
    if not touches:
        return
    first = min(touch.touched_at for touch in touches)
    for tactic in TRUTHS.tactics:
        mean = tactic.chase * (1.0 if decided else TRUTHS.undecided)
        for _ in range(dice.draw_poisson(mean)):
            instant = clock.to_online_time(
                dice.draw_uniform(clock.to_days(first), clock.to_days(end))
            )
            if first < instant <= end:
                yield _draw_seen_touch(person, tactic, instant, dice)


def _draw_closing_touches(person: Person, ordered_at: datetime, dice: Dice) -> Iterator[Touch]:
    """Draw the clicks just before a web order, which are on the way to it, not its cause."""
    weights = [tactic.closing for tactic in TRUTHS.tactics]
    more = sum(weights) * 0.75
    while dice.draw_chance(more):
        tactic = dice.pick(TRUTHS.tactics, weights)
        minutes = dice.draw_uniform(*CLOSING_MINUTES)
        yield Touch(person.customer_id, _find_second(ordered_at, minutes), tactic, "click")
        more = MORE_CLOSING


def _find_second(ordered_at: datetime, minutes_before: float) -> datetime:
    return ordered_at - timedelta(seconds=int(60 * minutes_before))


def _make_touch(person: Person, tactic: Tactic, moment: float, dice: Dice) -> Touch:
    if tactic is STORE:
        return Touch(person.customer_id, clock.to_store_time(moment), tactic, "visit")
    return _draw_seen_touch(person, tactic, clock.to_online_time(moment), dice)


def _draw_seen_touch(person: Person, tactic: Tactic, instant: datetime, dice: Dice) -> Touch:
    interaction = "view" if dice.draw_chance(tactic.views) else "click"
    return Touch(person.customer_id, instant, tactic, interaction)
