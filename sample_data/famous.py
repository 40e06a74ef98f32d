"""The customer whose journey the documentation tells: boots for Friday."""

from datetime import datetime

from sample_data import truths
from sample_data.needs import Order, Touch
from sample_data.people import format_customer_id

NUMBER = 1907
CUSTOMER_ID = format_customer_id(NUMBER)
JOURNEY = (
    ("2025-10-22 21:38:12", truths.INSTAGRAM, "click"),
    ("2025-10-24 19:05:47", truths.ORGANIC, "click"),
    ("2025-10-25 17:20:00", truths.STORE, "visit"),
    ("2025-10-29 13:11:30", truths.SHOPPING, "click"),
    ("2025-10-31 08:42:09", truths.BANNERS, "view"),
    ("2025-11-03 22:16:55", truths.ORGANIC, "click"),
    ("2025-11-04 20:01:26", truths.GENERIC, "click"),
    ("2025-11-06 12:48:03", truths.COMPARISON, "click"),
    ("2025-11-08 10:30:41", truths.BANNERS, "view"),
    ("2025-11-10 21:54:18", truths.FACEBOOK, "click"),
    ("2025-11-12 09:03:37", truths.NEWSLETTER, "click"),
    ("2025-11-12 20:49:15", truths.ORGANIC, "click"),
)


def make_touches() -> list[Touch]:
    """Give the twelve touches; the first caused the order, the others were met on the way."""
    return [
        Touch(CUSTOMER_ID, datetime.fromisoformat(touched_at), tactic, interaction)
        for touched_at, tactic, interaction in JOURNEY
    ]


def make_order() -> Order:
    """Give the order, which would be lost without the Instagram picture that began it."""
    ordered_at = datetime.fromisoformat("2025-11-12 21:14:08")
    return Order(CUSTOMER_ID, ordered_at, 14900, "web", "Bologna", frozenset({truths.INSTAGRAM}))
