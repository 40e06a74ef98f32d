"""The facts of customers once more, in plain Python, straight from the definitions."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.rfm.reference import Order

Facts = dict[str, int | float | str | None]


@dataclass(frozen=True, slots=True)
class Touch:
    customer_id: str
    touched_at: datetime
    channel: str
    touchpoint_id: str | None = None
    dated_only: bool = False


def tell_orders(orders: list[Order], as_of: date) -> dict[str, Facts]:
    """Return what the orders of each customer come to."""
    told: dict[str, Facts] = {}
    for name in {order.customer_id for order in orders if order.ordered_on <= as_of}:
        own = [o for o in orders if o.customer_id == name and o.ordered_on <= as_of]
        days = sorted({order.ordered_on for order in own if not order.refunded})
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        told[name] = {
            "tenure_days": (as_of - days[0]).days if days else None,
            "days_between_orders": float(Fraction(sum(gaps), len(gaps))) if gaps else None,
            "refunded_orders": sum(order.refunded for order in own),
        }
    return told


def tell_touches(
    touches: list[Touch], zone: str, as_of: date, *, identified: bool
) -> dict[str, Facts]:
    """Return what the touches of each customer come to."""
    kept: list[Touch] = []
    for touch in touches:
        if identified or touch.dated_only or touch not in kept:
            kept.append(touch)
    told: dict[str, Facts] = {}
    for name in {touch.customer_id for touch in kept}:
        own = [t for t in kept if t.customer_id == name and _find_day(t, zone) <= as_of]
        own.sort(key=lambda t: (t.touched_at, *_rank_id(t, identified=identified)))
        if own:
            told[name] = {
                "touches": len(own),
                "days_since_touch": (as_of - _find_day(own[-1], zone)).days,
                "first_channel": own[0].channel,
                "last_channel": own[-1].channel,
            }
    return told


def _rank_id(touch: Touch, *, identified: bool) -> tuple[bool, str]:
    if not identified:
        return False, ""
    return touch.touchpoint_id is None, touch.touchpoint_id or ""


def _find_day(touch: Touch, zone: str) -> date:
    return touch.touched_at.astimezone(ZoneInfo(zone)).date()
