"""How long the periods of cohorts are, by name; imported where no numbers are needed."""

from enum import StrEnum


class Period(StrEnum):
    """A period of the calendar."""

    WEEK = "week"
    """ISO weeks, from Monday."""
    MONTH = "month"
    QUARTER = "quarter"
