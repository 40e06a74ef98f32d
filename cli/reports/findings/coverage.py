"""Coverage: how much of the orders the touchpoints can explain, and why not the rest."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.reports.findings.finding import Finding, count, money, share
from cli.reports.findings.names import FindingName, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.findings.facts import Facts

TOUCHED: Final = "with a touch in the window"
_OUTSIDE: Final = "touches before the order, none in the window"
_LATER: Final = "touches after the order only"
_NEVER: Final = "id never in the touchpoints"
_NOBODY: Final = "without an id"

_LITTLE: Final = 0.5
"""Share of the orders below which a coverage is low."""
_NONE: Final = 0.01
"""Share below which the files hardly belong together."""

_REMEDIES: Final = {
    _OUTSIDE: "try a longer journeys.lookback, as --lookback 90d",
    _LATER: "check that both files have the time zone that is set, and export earlier touches",
    _NEVER: (
        "compare the ids of both files; where touches are known by cookie or device, name a file of"
        " logins under identities; normalise: email makes addresses alike"
    ),
    _NOBODY: "export the orders with the customer's id",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """Counted orders that the touchpoints explain alike, in one window."""

    lookback: str
    line: str
    orders: int
    revenue: int
    """Net, in 1/10 000 of the currency unit."""


def coverage(facts: "Facts") -> list[Covered]:
    """Return the counted orders by what explains them, five lines a window, which add up to all."""
    orders = facts.orders.select("customer_id", "ordered_at", "revenue")
    found = orders.join(facts.customers, on="customer_id", how="left")
    seen, nobody = pl.col("first").is_not_null(), pl.col("customer_id").is_null()
    fixed = {
        _LATER: found.filter(seen & (pl.col("first") > pl.col("ordered_at"))),
        _NEVER: found.filter(~seen & ~nobody),
        _NOBODY: found.filter(nobody),
    }
    sums = {line: (some.height, int(some["revenue"].sum())) for line, some in fixed.items()}
    whole = (orders.height, int(orders["revenue"].sum()))
    result = []
    for lookback, counts in zip(facts.settings.journeys.lookback, facts.counts, strict=True):
        alone = (counts.unattributed_orders, counts.unattributed_revenue)
        lines = {
            TOUCHED: _less(whole, alone),
            _OUTSIDE: _less(alone, *sums.values()),
            **sums,
        }
        result += [Covered(str(lookback), line, *sizes) for line, sizes in lines.items()]
    return result


def _less(whole: tuple[int, int], *parts: tuple[int, int]) -> tuple[int, int]:
    return (
        whole[0] - sum(part[0] for part in parts),
        whole[1] - sum(part[1] for part in parts),
    )


def low_coverage(facts: "Facts") -> "Iterator[Finding]":
    """Yield that most orders have no touch in the report's first window.

    A warning under half of the orders, an error under one in a hundred.
    """
    touched, *rest = coverage(facts)[:5]
    orders = facts.orders.height
    if not orders or touched.orders >= _LITTLE * orders:
        return
    most = max(rest, key=lambda each: each.orders)
    revenue = int(facts.orders["revenue"].sum())
    yield Finding(
        FindingName.LOW_COVERAGE,
        Severity.ERROR if touched.orders < _NONE * orders else Severity.WARNING,
        f"{touched.orders:,} of {count(orders, 'order')} ({share(touched.orders, orders)},"
        f" {share(touched.revenue, revenue)} of the revenue) have a touch in the"
        f" {touched.lookback} before; most of the others"
        f" ({count(most.orders, 'order')}, {money(most.revenue)}): {most.line}",
        _REMEDIES[most.line],
    )
