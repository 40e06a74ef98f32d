"""What the matrix of moves shows; imported where no numbers are needed."""

from enum import StrEnum


class MoveMetric(StrEnum):
    """What stands in a cell of the matrix; files have all of it."""

    CUSTOMERS = "customers"
    REVENUE = "revenue"
    """Of the days between the two."""
    SHARE = "share"
    """Of the customers of the row."""
