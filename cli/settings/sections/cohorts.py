"""Settings of cohorts."""

from cli.settings.sections.types import Section
from rfm.cohorts.choices import Period


class Cohorts(Section):
    """Customers by the period of their first order."""

    period: Period = Period.MONTH
    """How long the periods are: week (from Monday), month or quarter."""
