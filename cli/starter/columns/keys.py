"""Our columns in groups: by what they hold, and by how much a role needs them."""

from collections.abc import Mapping
from typing import Final

from cli.settings.sections.exports.files import Role

ID_KEYS: Final = ("customer_id", "order_id")
TIME_KEYS: Final = ("touched_at", "ordered_at", "date")
MONEY_KEYS: Final = ("revenue", "refunded", "cost", "clicks", "impressions")
TAGS: Final = ("source", "medium", "campaign")
CHANNELS: Final = ("channel", "source", "medium")
"""Columns of which one tells the channel of costs."""
NEEDED: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TOUCHPOINTS: ("touched_at", "customer_id"),
    Role.ORDERS: ("ordered_at", "revenue", "customer_id", "order_id"),
    Role.COSTS: ("date", "cost"),
}
"""In the order in which they choose: what is told by its values comes first."""
OPTIONAL: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.TOUCHPOINTS: ("interaction", "referrer"),
    Role.ORDERS: ("refunded", "status", "currency", "cancelled_at"),
    Role.COSTS: ("channel", "source", "medium", "campaign", "clicks", "impressions", "currency"),
}
"""Columns that are named where a file has them, by their names only."""
