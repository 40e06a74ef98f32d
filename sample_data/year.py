"""The shop's whole year, drawn person by person."""

from dataclasses import dataclass

from sample_data import blemishes, clock, famous
from sample_data.blemishes import Login, Refund
from sample_data.dice import Dice
from sample_data.needs import Order, Touch, idle_touches, live_through
from sample_data.people import Person, draw_person
from sample_data.spending import Spending, draw_spending
from sample_data.truths import TRUTHS

FIRST_ORDER_NUMBER = 20_001


@dataclass(frozen=True, slots=True)
class Sale:
    """An order under its number and the refund it had, if any."""

    order_id: str
    order: Order
    refund: Refund | None

    @property
    def counted(self) -> bool:
        """Whether the reports count it: it was not refunded wholly."""
        return self.refund is None or self.refund.cents < self.order.cents

    @property
    def net_cents(self) -> int:
        """What the shop kept."""
        return self.order.cents - (self.refund.cents if self.refund else 0)


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that happened, each list in time order and without duplicates."""

    touches: list[Touch]
    sales: list[Sale]
    logins: list[Login]
    spending: list[Spending]


def draw_year() -> Year:
    """Draw the year; equal truths give an equal year."""
    touches = famous.touches()
    orders = [famous.order(), *blemishes.anonymous_orders(_dice("strangers"))]
    logins: list[Login] = []
    for number in range(1, TRUTHS.customers + 1):
        if number != famous.NUMBER:
            met, bought, login = _live(number)
            touches += met
            orders += bought
            logins += [login] if login else []
    touches += blemishes.simultaneous_views(touches, _dice("ties"))
    touches.sort(key=lambda touch: touch.touched_at)
    logins.sort(key=lambda login: login.logged_in_at)
    return Year(touches, _sales(orders), logins, list(draw_spending(touches, _dice("costs"))))


def _dice(purpose: str) -> Dice:
    return Dice(f"{TRUTHS.seed} {purpose}")


def _live(number: int) -> tuple[list[Touch], list[Order], Login | None]:
    dice = _dice(f"customer {number}")
    person = draw_person(number, dice)
    touches, orders = _needs(person, dice)
    touches += idle_touches(person, dice)
    seen = sorted({(t.touched_at, t.tactic.channel, t.interaction): t for t in touches}.items())
    kept = [touch for _, touch in seen if clock.in_year(touch.touched_at)]
    kept, login = blemishes.split_cookies(kept, dice)
    return kept, [order for order in orders if clock.in_year(order.ordered_at)], login


def _needs(person: Person, dice: Dice) -> tuple[list[Touch], list[Order]]:
    touches: list[Touch] = []
    orders: list[Order] = []
    for start in person.needs:
        met, order = live_through(person, start, dice)
        touches += met
        orders += [order] if order else []
    return touches, orders


def _sales(orders: list[Order]) -> list[Sale]:
    ordered = sorted(orders, key=lambda order: (order.ordered_at, order.customer_id))
    dice = _dice("returns")
    given = blemishes.with_gifts(ordered, _dice("gifts"))
    return [
        Sale(f"SH-{FIRST_ORDER_NUMBER + i}", order, _refund(order, dice))
        for i, order in enumerate(given)
    ]


def _refund(order: Order, dice: Dice) -> Refund | None:
    """Draw a refund; the documented customer keeps the boots."""
    refund = blemishes.refund_of(order, dice)
    return None if order.customer_id == famous.CUSTOMER_ID else refund
