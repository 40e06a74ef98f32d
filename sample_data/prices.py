"""What a basket of shoes costs."""

from datetime import datetime

from sample_data.dice import Dice

CENTS = (3900, 4900, 5990, 6900, 7990, 8900, 9900, 11900, 12900, 14900, 16900, 18900)
CENTS_WEIGHTS = (5, 7, 10, 12, 13, 12, 11, 10, 8, 6, 4, 2)
PAIRS = (1, 2, 3)
PAIRS_WEIGHTS = (0.78, 0.18, 0.04)
SALES_MONTHS = (1, 7)
SALES_PERCENT = (0, 20, 30)
SALES_WEIGHTS = (0.3, 0.4, 0.3)


def draw_basket(ordered_at: datetime, dice: Dice) -> int:
    """Draw an order's value in cents, lowered in the sales of January and July."""
    pairs = dice.pick(PAIRS, PAIRS_WEIGHTS)
    full = sum(dice.pick(CENTS, CENTS_WEIGHTS) for _ in range(pairs))
    if ordered_at.month not in SALES_MONTHS:
        return full
    return full * (100 - dice.pick(SALES_PERCENT, SALES_WEIGHTS)) // 100
