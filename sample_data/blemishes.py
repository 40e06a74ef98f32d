"""What real exports hold besides clean rows: refunds, strangers, gifts, second cookies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from sample_data import clock
from sample_data.dice import Dice
from sample_data.needs import Order, Touch
from sample_data.people import STORE_CITY
from sample_data.prices import draw_basket
from sample_data.truths import BANNERS, TRUTHS

T = TypeVar("T")

ANONYMOUS_ORDERS = 24
GIFTS = 2
RETURNED = {"web": 0.06, "store": 0.02}
PARTLY_RETURNED = {"web": 0.04, "store": 0.01}
RETURN_DAYS = (4, 21)
SECOND_COOKIE = 0.08
SIMULTANEOUS_VIEWS = 5


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back for an order; `cents` is positive."""

    refunded_at: datetime
    cents: int


@dataclass(frozen=True, slots=True)
class Login:
    """A browser's cookie that turned out to be a customer."""

    alias: str
    customer_id: str
    logged_in_at: datetime


def draw_anonymous_orders(dice: Dice) -> Iterator[Order]:
    """Draw store orders of people who showed no loyalty card."""
    for _ in range(ANONYMOUS_ORDERS):
        ordered_at = clock.to_store_time(dice.draw_uniform(0, TRUTHS.days - 2))
        yield Order("", ordered_at, draw_basket(ordered_at, dice), "store", STORE_CITY)


def with_gifts(orders: list[Order], dice: Dice) -> list[Order]:
    """Turn a few web orders into orders paid wholly with a voucher."""
    given = set(_choose([i for i, o in enumerate(orders) if o.sales_channel == "web"], GIFTS, dice))
    return [replace(o, cents=0) if i in given else o for i, o in enumerate(orders)]


def draw_refund(order: Order, dice: Dice) -> Refund | None:
    """Draw whether an order comes back, wholly or in part, before the year ends."""
    part = _draw_returned_percent(order, dice)
    refunded_at = clock.to_store_time(
        clock.to_days(order.ordered_at) // 1 + dice.draw_uniform(*RETURN_DAYS),
    )
    if not part or not order.cents or not clock.is_in_year(refunded_at):
        return None
    return Refund(refunded_at, order.cents * part // 100)


def _draw_returned_percent(order: Order, dice: Dice) -> int:
    draw = dice.draw_uniform(0, 1)
    whole = RETURNED[order.sales_channel]
    if draw < whole:
        return 100
    return dice.draw_whole(2, 5) * 10 if draw < whole + PARTLY_RETURNED[order.sales_channel] else 0


def draw_simultaneous_views(touches: list[Touch], dice: Dice) -> list[Touch]:
    """Draw banners shown in the very second of another touch: ties in time."""
    chosen = _choose([t for t in touches if t.tactic is not BANNERS], SIMULTANEOUS_VIEWS, dice)
    return [replace(touch, tactic=BANNERS, interaction="view") for touch in chosen]


def split_cookies(touches: list[Touch], dice: Dice) -> tuple[list[Touch], Login | None]:
    """Draw whether one customer's first touches came under a cookie that logged in later.

    `touches` are all of one customer's, in time order.
    """
    if len(touches) < 3 or not dice.draw_chance(SECOND_COOKIE):
        return touches, None
    unknown = dice.draw_whole(1, 2)
    alias = f"ck-{dice.draw_whole(0, 16**8 - 1):08x}"
    login = touches[unknown]
    early = [replace(touch, customer_id=alias) for touch in touches[:unknown]]
    logged_in_at = login.touched_at + timedelta(seconds=dice.draw_whole(20, 240))
    return early + touches[unknown:], Login(alias, login.customer_id, logged_in_at)


def repeat_rows(rows: list[T], count: int, dice: Dice) -> list[T]:
    """Give the rows with a few of them twice, as overlapping exports do."""
    twice = set(_choose(list(range(len(rows))), count, dice))
    return [row for i, row in enumerate(rows) for row in [row] * (2 if i in twice else 1)]


def _choose(rows: list[T], count: int, dice: Dice) -> list[T]:
    left = list(rows)
    return [left.pop(dice.draw_whole(0, len(left) - 1)) for _ in range(count)]
