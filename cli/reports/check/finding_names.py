"""The names of the findings and how grave they are; what `--ignore` is told."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class FindingSeverity(StrEnum):
    """How grave a finding is."""

    INFO = "info"
    """Good to know."""
    WARNING = "warning"
    """Numbers may mislead."""
    ERROR = "error"
    """Reports would be wrong or empty: `merito check` exits with 1."""


class FindingName(StrEnum):
    """Everything that can be found, in the order of the page."""

    NO_ORDERS = "no-orders"
    FEW_ORDERS = "few-orders"
    LOW_COVERAGE = "low-coverage"
    NO_OVERLAP = "no-overlap"
    TOUCHES_END_EARLY = "touches-end-early"
    ORDERS_END_EARLY = "orders-end-early"
    EARLY_ORDERS = "early-orders"
    FUTURE_DATES = "future-dates"
    ANCIENT_DATES = "ancient-dates"
    TOUCH_GAPS = "touch-gaps"
    TOUCH_SHIFT = "touch-shift"
    ORDER_SHIFT = "order-shift"
    EVENTS_AS_TOUCHES = "events-as-touches"
    VISITS_BY_GAP = "visits-by-gap"
    PAYMENT_PAGES = "payment-pages"
    OWN_PAGES = "own-pages"
    BUSY_CUSTOMERS = "busy-customers"
    PLACEHOLDER_IDS = "placeholder-ids"
    LISTED_IDS = "listed-ids"
    NEAR_IDS = "near-ids"
    HASHED_IDS = "hashed-ids"
    NEAR_ORDER_IDS = "near-order-ids"
    SHARED_ALIASES = "shared-aliases"
    CURRENCY = "currency"
    DOUBTFUL_STATUSES = "doubtful-statuses"
    UNKNOWN_CHANNELS = "unknown-channels"
    UNKNOWN_INTERACTIONS = "unknown-interactions"
    SIMILAR_CHANNELS = "similar-channels"
    UNASSIGNED_CHANNELS = "unassigned-channels"
    BAD_ROWS = "bad-rows"
    TOUCHES_WITHOUT_ID = "touches-without-id"
    DUPLICATE_ROWS = "duplicate-rows"
    POSSIBLE_DUPLICATES = "possible-duplicates"
    DATES_WITHOUT_TIMES = "dates-without-times"
    REPEATED_AMOUNTS = "repeated-amounts"
    WHOLE_AMOUNTS = "whole-amounts"
    UNKNOWN_REFUNDS = "unknown-refunds"
    NEGATIVE_ORDERS = "negative-orders"
    OUTLIER_ORDERS = "outlier-orders"
    SHARED_COSTS = "shared-costs"
    TOTALS_AS_CHANNEL = "totals-as-channel"
    COSTS_MISS_DAYS = "costs-miss-days"
    COSTS_WITHOUT_TOUCHES = "costs-without-touches"
    TOUCHES_WITHOUT_COSTS = "touches-without-costs"
    UNKNOWN_CAMPAIGNS = "unknown-campaigns"


class UnknownFindingError(MeritoError):
    """`--ignore` names a finding that does not exist."""

    def __init__(self, name: str) -> None:
        hint = suggest_nearest(name, FindingName)
        super().__init__(f'no finding named "{name}"{hint} Findings: {", ".join(FindingName)}')


def parse_ignored(names: "Iterable[str] | None") -> frozenset[FindingName]:
    """Return the findings of these names; raises UnknownFindingError."""
    known = frozenset(FindingName)
    for name in names or ():
        if name not in known:
            raise UnknownFindingError(name)
    return frozenset(FindingName(name) for name in names or ())
