"""A shop with thousands of channels, and one customer with more touches than all others."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

BEGIN: Final = datetime(2026, 1, 1, 9)  # noqa: DTZ001 - local times of the shop
TOUCHES: Final = 1_500
"""Touches of the customer who has so many that they are counted by value."""
ORDERS: Final = 400
"""Orders of that customer."""


def write_wide_shop(folder: Path, channels: int) -> None:
    """Write touchpoints and orders: a customer for each channel, every tenth of whom buys."""
    touches = [f"c{number},{BEGIN},Ad {number}" for number in range(channels)]
    touches += [f"c{number},{BEGIN + timedelta(hours=1)},Email" for number in range(channels)]
    orders = [f"{number},c{number},{BEGIN + timedelta(days=2)},{number % 90}.50"
              for number in range(0, channels, 10)]  # fmt: skip
    robot = (BEGIN + timedelta(minutes=20 * step) for step in range(TOUCHES))
    touches += [f"robot,{at},{('Email', 'Ad 1', 'Ad 2')[at.minute // 20]}" for at in robot]
    paid = (BEGIN + timedelta(days=10, minutes=30 * step) for step in range(ORDERS))
    orders += [f"r{step},robot,{at},{step}.25" for step, at in enumerate(paid)]
    _write(folder / "touchpoints.csv", "customer_id,touched_at,channel", touches)
    _write(folder / "orders.csv", "order_id,customer_id,ordered_at,revenue", orders)


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
