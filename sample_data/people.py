"""The customers: who they are and when they need shoes."""

from dataclasses import dataclass
from typing import assert_never

from sample_data.clock import to_midnight
from sample_data.dice import Dice
from sample_data.truths import ONE_TIME, TRUTHS, WALK_IN, Audience, Kind, Tactic

CITIES = ("Milano", "Roma", "Torino", "Firenze", "Modena", "Padova", "Napoli", "Forlì", "Palermo")
CITY_WEIGHTS = (24, 20, 11, 11, 9, 8, 7, 6, 4)
STORE_CITY = "Bologna"
ACTIVITY = (0.4, 1.0, 2.0, 4.5)
ACTIVITY_WEIGHTS = (0.35, 0.4, 0.2, 0.05)
APART_DAYS = 20


@dataclass(frozen=True, slots=True)
class Person:
    """One customer; `needs` are the moments a need of shoes begins, in days of the year."""

    customer_id: str
    kind: Kind
    city: str
    subscriber: bool
    activity: float
    needs: tuple[float, ...]

    @property
    def neighbour(self) -> bool:
        """Whether the store is near."""
        return self.city == STORE_CITY

    def can_meet(self, tactic: Tactic) -> bool:
        """Tell whether the customer belongs to a tactic's audience."""
        if self.kind is WALK_IN:
            return False
        match tactic.audience:
            case Audience.EVERYBODY:
                return True
            case Audience.SUBSCRIBERS:
                return self.subscriber
            case Audience.NEIGHBOURS:
                return self.neighbour
            case _ as unknown:
                assert_never(unknown)


def format_customer_id(number: int) -> str:
    """Write a customer's number the way the shop does."""
    return f"C-{number:05}"


def draw_person(number: int, dice: Dice) -> Person:
    """Draw one customer."""
    kind = dice.pick(TRUTHS.kinds, [kind.share for kind in TRUTHS.kinds])
    near = dice.draw_chance(kind.neighbour)
    return Person(
        customer_id=format_customer_id(number),
        kind=kind,
        city=STORE_CITY if near else dice.pick(CITIES, CITY_WEIGHTS),
        subscriber=dice.draw_chance(kind.subscribed),
        activity=dice.pick(ACTIVITY, ACTIVITY_WEIGHTS),
        needs=_draw_needs(kind, dice),
    )


def _draw_needs(kind: Kind, dice: Dice) -> tuple[float, ...]:
    start, end = _draw_lifetime(kind, dice)
    moments = sorted(_draw_seasonal(start, end, dice) for _ in range(dice.draw_whole(*kind.needs)))
    kept = moments[:1]
    for moment in moments[1:]:
        if moment - kept[-1] >= APART_DAYS:
            kept.append(moment)
    return tuple(kept)


def _draw_lifetime(kind: Kind, dice: Dice) -> tuple[float, float]:
    """Draw from when to when somebody is a customer; needs may begin before the exports do."""
    first, last = -TRUTHS.need_days, float(TRUTHS.days)
    if kind in {ONE_TIME, WALK_IN}:
        return first, last
    joined = dice.draw_uniform(-200, TRUTHS.days - 120)
    return max(first, joined), min(last, max(joined, 0) + dice.draw_uniform(60, 480))


def _draw_seasonal(start: float, end: float, dice: Dice) -> float:
    moment = dice.draw_uniform(start, end)
    while not dice.draw_chance(_get_season_weight(moment) / max(TRUTHS.season)):
        moment = dice.draw_uniform(start, end)
    return moment


def _get_season_weight(moment: float) -> float:
    return TRUTHS.season[to_midnight(int(moment // 1)).month - 1]
