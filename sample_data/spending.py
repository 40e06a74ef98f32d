"""What the paid campaigns cost, day by day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data import truths
from sample_data.dice import Dice
from sample_data.needs import Touch
from sample_data.truths import TRUTHS, Tactic


@dataclass(frozen=True, slots=True)
class Price:
    """What a campaign's clicks cost; most of them come from people who leave no trace."""

    tactic: Tactic
    clicks: float
    """Mean clicks a day beyond those of the known customers."""
    cents: int
    """Mean price of a click."""
    rate: float
    """Clicks per impression."""


@dataclass(frozen=True, slots=True)
class Spending:
    """One campaign's day."""

    day: date
    tactic: Tactic
    cents: int
    clicks: int
    impressions: int


PRICES = (
    Price(truths.PROSPECTING, 30, 42, 0.011),
    Price(truths.SHOPPING, 34, 31, 0.009),
    Price(truths.GENERIC, 12, 74, 0.034),
    Price(truths.BRAND, 9, 18, 0.21),
    Price(truths.BANNERS, 11, 55, 0.002),
    Price(truths.FACEBOOK, 9, 48, 0.008),
    Price(truths.COMPARISON, 13, 27, 0.025),
    Price(truths.COUPONS, 5, 60, 0.05),
)


def draw_spending(touches: list[Touch], dice: Dice) -> Iterator[Spending]:
    """Draw the cost of every paid campaign and day, never with fewer clicks than were seen."""
    seen = Counter((t.tactic, t.touched_at.date(), t.interaction) for t in touches)
    for offset in range(TRUTHS.days):
        day = TRUTHS.first_day + timedelta(days=offset)
        for price in PRICES:
            clicks = seen[price.tactic, day, "click"]
            views = seen[price.tactic, day, "view"]
            yield _draw_one(day, price, clicks, views, dice)


def _draw_one(day: date, price: Price, clicks: int, views: int, dice: Dice) -> Spending:
    clicks += dice.draw_poisson(price.clicks * TRUTHS.season[day.month - 1])
    cents = int(clicks * price.cents * dice.draw_uniform(0.85, 1.15))
    impressions = views + int(clicks / price.rate * dice.draw_uniform(0.9, 1.1))
    return Spending(day, price.tactic, cents, clicks, impressions)
