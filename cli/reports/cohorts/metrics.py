"""What the triangle of cohorts shows; imported where no numbers are needed."""

from enum import StrEnum


class CohortMetric(StrEnum):
    """What stands in a cell of the triangle; files have all of it."""

    RETENTION = "retention"
    """Share of the cohort that buys in the period."""
    REVENUE = "revenue"
    """Of the period."""
    REVENUE_PER_CUSTOMER = "revenue_per_customer"
    """From the first order to the end of the period, by customer of the cohort."""
    REPEAT_SHARE = "repeat_share"
    """Share of the cohort with two orders or more by the end of the period."""
