"""All findings, in the order of their names."""

from typing import TYPE_CHECKING, Final

from cli.reports.check import channels, coverage, customers, daily, orders, rows, spans
from cli.reports.check.finding_names import FindingName, Severity

if TYPE_CHECKING:
    from cli.reports.check.finding import Finding
    from cli.reports.check.subject import CheckSubject

_LOOKS: Final = (
    orders.find_no_orders,
    orders.find_few_orders,
    coverage.find_low_coverage,
    spans.find_missing_overlap,
    spans.find_cut_off_orders,
    spans.find_far_dates,
    daily.find_gaps,
    daily.find_shifts,
    customers.find_busy_customers,
    customers.find_placeholder_ids,
    customers.find_shared_aliases,
    orders.find_other_currency,
    channels.find_unknown_channels,
    channels.find_similar_channels,
    channels.find_unassigned_channels,
    rows.find_bad_rows,
    rows.find_touches_without_id,
    rows.find_duplicates,
    rows.find_possible_duplicates,
    rows.find_dates_without_times,
    rows.find_unknown_refunds,
    orders.find_negative_orders,
    orders.find_outlier_orders,
)
_GRAVEST: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def collect_findings(facts: "CheckSubject", ignored: frozenset[FindingName]) -> "list[Finding]":
    """Return what was found, the gravest first, then in the order of `FindingName`."""
    names = list(FindingName)
    found = (finding for look in _LOOKS for finding in look(facts) if finding.name not in ignored)
    return sorted(found, key=lambda one: (_GRAVEST.index(one.severity), names.index(one.name)))
