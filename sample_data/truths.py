"""What is true in the sample shop: the parameters from which its year is drawn."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who can meet a tactic at all."""

    EVERYBODY = "everybody"
    SUBSCRIBERS = "subscribers"
    NEIGHBOURS = "neighbours"


@dataclass(frozen=True, slots=True)
class Tactic:
    """One channel's campaign and what it does to people.

    `reach` and `lift` are causes: they do not depend on what the customer intends.
    `chase` and `closing` are effects: they meet a customer who has decided already.
    """

    channel: str
    campaign: str = ""
    reach: float = 0.0
    """Mean touches during one need of shoes."""
    lift: float = 0.0
    """Chance that a touch during a need makes the customer order."""
    chase: float = 0.0
    """Mean touches between a decided customer's first click and the order."""
    closing: float = 0.0
    """Chance of being a click of the last two hours before a web order."""
    views: float = 0.0
    """Share of the touches that were seen, not clicked."""
    idle: float = 0.0
    """Mean touches a year that meet a customer who needs no shoes."""
    audience: Audience = Audience.EVERYBODY

    @property
    def harvests(self) -> bool:
        """Whether its touches never cause an order."""
        return self.lift == 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of customer."""

    name: str
    share: float
    """Share of the customers."""
    needs: tuple[int, int]
    """Fewest and most needs of shoes in the year."""
    decided: float
    """Chance that a need ends in an order without any touch."""
    subscribed: float
    """Chance of receiving the newsletter."""
    neighbour: float
    """Chance of living near the store."""


@dataclass(frozen=True, slots=True)
class Truths:
    """Everything that the year is drawn from; another value is another shop."""

    seed: int
    first_day: date
    days: int
    customers: int
    kinds: tuple[Kind, ...]
    tactics: tuple[Tactic, ...]
    season: tuple[float, ...]
    """Relative number of needs that begin in January to December."""
    need_days: float
    """Length of a need."""
    reply_days: float
    """Mean time from the touch that causes an order to the order."""
    undecided: float
    """Chase of customers who will not order, as a share of that of the decided."""
    store_share: float
    """Chance that a customer near the store orders there."""


ONE_TIME = Kind("one-time", 0.65, (1, 1), 0.20, 0.30, 0.22)
OCCASIONAL = Kind("occasional", 0.21, (2, 3), 0.36, 0.50, 0.22)
LOYAL = Kind("loyal", 0.075, (4, 9), 0.52, 0.75, 0.28)
WALK_IN = Kind("walk-in", 0.065, (1, 1), 1.0, 0.0, 1.0)
"""Walk-in customers show a loyalty card in the store and are never seen online."""

INSTAGRAM = Tactic("Organic Social", "instagram", reach=0.52, lift=0.17, idle=0.20, views=0.1)
PROSPECTING = Tactic("Paid Social", "prospecting", reach=0.42, lift=0.13, idle=0.15, views=0.6)
SHOPPING = Tactic("Paid Shopping", "google_shopping", reach=0.44, lift=0.16)
GENERIC = Tactic("Paid Search", "generic", reach=0.26, lift=0.08)
BRAND = Tactic("Paid Search", "brand", chase=0.10, closing=0.20)
ORGANIC = Tactic("Organic Search", reach=0.38, lift=0.03, chase=0.30, closing=0.24, idle=0.10)
STORE = Tactic("Store Visit", "bologna", reach=0.8, lift=0.22, audience=Audience.NEIGHBOURS)
NEWSLETTER = Tactic(
    "Email", "newsletter", reach=0.7, lift=0.10, idle=0.7, audience=Audience.SUBSCRIBERS
)
BLOGS = Tactic("Referral", "style_blogs", reach=0.14, lift=0.12)
COMPARISON = Tactic("Comparison", "trovaprezzi", reach=0.12, lift=0.02, chase=0.22, closing=0.02)
BANNERS = Tactic("Retargeting", "banner_retargeting", chase=0.72, closing=0.06, views=0.85)
FACEBOOK = Tactic("Retargeting", "facebook_retargeting", chase=0.36, closing=0.06, views=0.5)
COUPONS = Tactic("Affiliates", "coupon_sites", closing=0.10)
DIRECT = Tactic("Direct", chase=0.20, closing=0.34, idle=0.25)

TRUTHS = Truths(
    seed=1907,
    first_day=date(2025, 10, 1),
    days=365,
    customers=2_120,
    kinds=(ONE_TIME, OCCASIONAL, LOYAL, WALK_IN),
    tactics=(
        INSTAGRAM,
        PROSPECTING,
        SHOPPING,
        GENERIC,
        BRAND,
        ORGANIC,
        STORE,
        NEWSLETTER,
        BLOGS,
        COMPARISON,
        BANNERS,
        FACEBOOK,
        COUPONS,
        DIRECT,
    ),
    season=(1.15, 0.7, 1.0, 1.15, 1.1, 0.95, 1.0, 0.5, 1.2, 1.2, 1.35, 1.1),
    need_days=26.0,
    reply_days=2.0,
    undecided=0.35,
    store_share=0.6,
)
