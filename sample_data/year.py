"""The shop's whole year, drawn person by person."""

from dataclasses import dataclass

from sample_data import blemishes, clock, famous
from sample_data.blemishes import Login, Refund
from sample_data.dice import Dice
from sample_data.needs import Order, Touch, draw_idle_touches, live_through
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
    touches = famous.make_touches()
    orders = [famous.make_order(), *blemishes.draw_anonymous_orders(_make_dice("strangers"))]
    logins: list[Login] = []
    for number in range(1, TRUTHS.customers + 1):
        if number != famous.NUMBER:
            met, bought, login = _live(number)
            touches += met
            orders += bought
            logins += [login] if login else []
    touches += blemishes.draw_simultaneous_views(touches, _make_dice("ties"))
    touches.sort(key=lambda touch: touch.touched_at)
    logins.sort(key=lambda login: login.logged_in_at)
    return Year(
        touches, _number_sales(orders), logins, list(draw_spending(touches, _make_dice("costs")))
    )


def _make_dice(purpose: str) -> Dice:
    return Dice(f"{TRUTHS.seed} {purpose}")


def _live(number: int) -> tuple[list[Touch], list[Order], Login | None]:
    dice = _make_dice(f"customer {number}")
    person = draw_person(number, dice)
    touches, orders = _live_through_needs(person, dice)
    touches += draw_idle_touches(person, dice)
    seen = sorted({(t.touched_at, t.tactic.channel, t.interaction): t for t in touches}.items())
    kept = [touch for _, touch in seen if clock.is_in_year(touch.touched_at)]
    kept, login = blemishes.split_cookies(kept, dice)
    return kept, [order for order in orders if clock.is_in_year(order.ordered_at)], login


def _live_through_needs(person: Person, dice: Dice) -> tuple[list[Touch], list[Order]]:
    touches: list[Touch] = []
    orders: list[Order] = []
    for start in person.needs:
        met, order = live_through(person, start, dice)
        touches += met
        orders += [order] if order else []
    return touches, orders


def _number_sales(orders: list[Order]) -> list[Sale]:
    ordered = sorted(orders, key=lambda order: (order.ordered_at, order.customer_id))
    dice = _make_dice("returns")
    given = blemishes.with_gifts(ordered, _make_dice("gifts"))
    return [
        Sale(f"SH-{FIRST_ORDER_NUMBER + i}", order, _draw_refund(order, dice))
        for i, order in enumerate(given)
    ]


def _draw_refund(order: Order, dice: Dice) -> Refund | None:
    """Draw a refund; the documented customer keeps the boots."""
    refund = blemishes.draw_refund(order, dice)
    return None if order.customer_id == famous.CUSTOMER_ID else refund
