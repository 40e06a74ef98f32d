"""Coverage: how much of the orders the touchpoints can explain, and why not the rest."""

from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.tally import Tally
from cli.ledger import TOUCHED
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.check.ids.order_aliases import names_orders
from cli.reports.check.unexplained import LATER, NEVER, NOBODY
from cli.reports.costliest_finding import LITTLE_COVERAGE
from cli.wording import format_count, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_OUTSIDE: Final = "touches before the order, none in the window"

_NONE: Final = 0.01
"""Share below which the files hardly belong together."""

_REMEDIES: Final = {
    _OUTSIDE: "try a longer journeys.lookback, as --lookback 90d",
    LATER: "check that both files have the time zone that is set, and export earlier touches",
    NEVER: (
        "compare the ids of both files; where touches are known by cookie or device, merito init"
        " looks for columns that tell whose they are; or name a file of logins under identities;"
        " normalise: loose makes two spellings of an id alike"
    ),
    NOBODY: "export the orders with the customer's id",
}
_BY_ORDER: Final = (
    "the touchpoints name orders instead of customers: name the file of orders under identities,"
    " its ids as alias (merito help exports)"
)


class CoverageLine(NamedTuple):
    """Counted orders that the touchpoints explain alike, in one window."""

    lookback: str
    line: str
    orders: int
    revenue: int
    """Net, in 1/10 000 of the currency unit."""


def measure_coverage(facts: "CheckSubject") -> list[CoverageLine]:
    """Return the counted orders by what explains them, five lines a window, which add up to all."""
    fixed, result = facts.totals.unexplained, []
    for lookback, counts in zip(facts.settings.journeys.lookback, facts.counts, strict=True):
        alone = Tally(counts.unattributed_orders, counts.unattributed_revenue)
        lines = {
            TOUCHED: _negate(facts.counted, alone),
            _OUTSIDE: _negate(alone, *fixed.values()),
            **fixed,
        }
        result += [
            CoverageLine(str(lookback), line, found.rows, found.amount)
            for line, found in lines.items()
        ]
    return result


def _negate(whole: Tally, *parts: Tally) -> Tally:
    return Tally(
        whole.rows - sum(part.rows for part in parts),
        whole.amount - sum(part.amount for part in parts),
    )


def find_low_coverage(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that most orders have no touch in the report's first window.

    A warning under half of the orders, an error under one in a hundred.
    """
    touched, *rest = measure_coverage(facts)[:5]
    orders = facts.counted.rows
    if not orders or touched.orders >= LITTLE_COVERAGE * orders:
        return
    most = max(rest, key=lambda each: each.orders)
    yield Finding(
        FindingName.LOW_COVERAGE,
        FindingSeverity.ERROR if touched.orders < _NONE * orders else FindingSeverity.WARNING,
        f"{touched.orders:,} of {format_count(orders, 'order')}"
        f" ({format_share(touched.orders, orders)},"
        f" {format_share(touched.revenue, facts.counted.amount)} of the revenue) have a"
        f" touch in the {touched.lookback} before; most of the others"
        f" ({format_count(most.orders, 'order')}, {format_money(most.revenue)}): {most.line}",
        _BY_ORDER if most.line == NEVER and names_orders(facts) else _REMEDIES[most.line],
    )


RULES: Final = (find_low_coverage,)
"""The rules of this file, each a function of the subject that yields what it finds."""
