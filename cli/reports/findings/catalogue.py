"""All findings, in the order of their names."""

from typing import TYPE_CHECKING, Final

from cli.reports.findings import channels, coverage, customers, daily, orders, rows, spans
from cli.reports.findings.names import FindingName, Severity

if TYPE_CHECKING:
    from cli.reports.findings.facts import Facts
    from cli.reports.findings.finding import Finding

_LOOKS: Final = (
    orders.no_orders,
    orders.few_orders,
    coverage.low_coverage,
    spans.overlap,
    spans.cut_off,
    spans.far_dates,
    daily.gaps,
    daily.shifts,
    customers.busy_customers,
    customers.placeholder_ids,
    customers.shared_aliases,
    orders.currency,
    channels.unknown_channels,
    channels.similar_channels,
    channels.unassigned_channels,
    rows.bad_rows,
    rows.touches_without_id,
    rows.duplicates,
    rows.possible_duplicates,
    rows.dates_without_times,
    rows.unknown_refunds,
    orders.negative_orders,
    orders.outlier_orders,
)
_GRAVEST: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def findings(facts: "Facts", ignored: frozenset[FindingName]) -> "list[Finding]":
    """Return what was found, the gravest first, then in the order of `FindingName`."""
    names = list(FindingName)
    found = (finding for look in _LOOKS for finding in look(facts) if finding.name not in ignored)
    return sorted(found, key=lambda one: (_GRAVEST.index(one.severity), names.index(one.name)))
