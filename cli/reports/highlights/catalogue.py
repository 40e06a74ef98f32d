"""All rules, and the order in which what they find is told."""

from typing import TYPE_CHECKING, Final

from cli.report import HighlightName, HighlightSeverity
from cli.reports.highlights.data_findings import find_wrong_data
from cli.reports.highlights.experiments import find_contradictions
from cli.reports.highlights.few_customers import find_carriers
from cli.reports.highlights.kpis import find_notable_kpis
from cli.reports.highlights.last_click import find_praised_channels
from cli.reports.highlights.lost_touches import find_unsteady_channels
from cli.reports.highlights.models_disagree import find_disagreements
from cli.reports.highlights.one_time_buyers import find_one_time_buyers
from cli.reports.highlights.openers import find_openers
from cli.reports.highlights.returns import find_returns
from cli.reports.highlights.slipping_away import find_lost_value
from cli.reports.highlights.unexplained_orders import find_unexplained_orders
from cli.reports.highlights.valuable_customers import find_leaving_customers

if TYPE_CHECKING:
    from cli.report import Highlight
    from cli.reports.highlights.subject import HighlightSubject

CUSTOMER_RULES: Final = (
    find_wrong_data,
    find_carriers,
    find_one_time_buyers,
    find_leaving_customers,
    find_lost_value,
    find_notable_kpis,
)
"""Rules that look at orders alone."""
RULES: Final = (
    *CUSTOMER_RULES,
    find_disagreements,
    find_praised_channels,
    find_openers,
    find_returns,
    find_contradictions,
    find_unsteady_channels,
    find_unexplained_orders,
)
"""All of them, those of touches included."""


def collect_highlights(shop: "HighlightSubject") -> "tuple[Highlight, ...]":
    """Return what the rules find, by severity, then money, then in the order of their names."""
    severities, names = list(HighlightSeverity), list(HighlightName)
    rules = RULES if shop.has_touches else CUSTOMER_RULES
    found = (highlight for rule in rules for highlight in rule(shop))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                severities.index(one.severity),
                -one.money,
                names.index(one.name),
                one.subject,
            ),
        )
    )
