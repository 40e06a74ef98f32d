"""All findings, in the order of their names."""

from typing import TYPE_CHECKING, Final

from cli.reports.check import (
    channels,
    costs,
    coverage,
    customers,
    orders,
    rows,
    visits,
)
from cli.reports.check.days import daily, spans
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.check.ids import near_ids, near_order_ids

if TYPE_CHECKING:
    from cli.reports.check.finding import Finding
    from cli.reports.check.subject import CheckSubject

_FILES: Final = (
    channels,
    costs,
    coverage,
    customers,
    daily,
    near_ids,
    near_order_ids,
    orders,
    rows,
    spans,
    visits,
)
"""Files of rules; a rule is known by its place in `RULES` of its file."""
_OF_ORDERS: Final = (
    *(rule for file in (costs, customers, daily, orders, rows, spans) for rule in file.OF_ORDERS),
    *near_order_ids.RULES,
)
"""Rules that need no touches."""
_GRAVEST: Final = (FindingSeverity.ERROR, FindingSeverity.WARNING, FindingSeverity.INFO)


def collect_findings(facts: "CheckSubject", ignored: frozenset[FindingName]) -> "list[Finding]":
    """Return what was found, the gravest first, then in the order of `FindingName`."""
    names = list(FindingName)
    every = (rule for file in _FILES for rule in file.RULES)
    rules = every if facts.shop.touches is not None else _OF_ORDERS
    found = (finding for rule in rules for finding in rule(facts) if finding.name not in ignored)
    return sorted(found, key=lambda one: (_GRAVEST.index(one.severity), names.index(one.name)))
