"""Which scale the later date is scored on, by name; imported where no numbers are needed."""

from enum import StrEnum


class ScoresChoice(StrEnum):
    """The scale of the later date's customers."""

    FROZEN = "frozen"
    """That of the first date: who moves has changed."""
    REFIT = "refit"
    """The later date's own: who moves has changed more or less than the others."""
