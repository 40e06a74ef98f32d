"""The facts by name and by what they are made from; imported where no numbers are needed."""

from typing import Final

SCORED: Final = (
    "recency_days",
    "frequency",
    "monetary",
    "r",
    "f",
    "m",
    "fm",
    "rfm_segment",
    "orders",
    "revenue",
    "average_order_value",
)
"""Of the orders that are scored, as configured; money in currency units."""
OF_ORDERS: Final = ("tenure_days", "days_between_orders", "refunded_orders")
"""Of all orders up to the as-of day."""
OF_TOUCHES: Final = ("touches", "days_since_touch", "first_channel", "last_channel")
"""Of all touches up to the as-of day, null without any."""
OF_VALUE: Final = ("p_alive", "expected_purchases", "clv", "expected_loss")
"""Of the models of lifetime value, which are fitted only where one of them is asked for."""
FACTS: Final = (*SCORED, *OF_ORDERS, *OF_TOUCHES, *OF_VALUE)
"""Every fact, in the order of a customer's page."""
TEXTS: Final = frozenset({"rfm_segment", "first_channel", "last_channel"})
"""The facts that are texts; all others are numbers."""
