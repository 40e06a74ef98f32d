"""What an analyst may choose among; without any library, so that settings can name it cheaply."""

from enum import StrEnum
from typing import Final


class Basis(StrEnum):
    """How a window's length is measured."""

    ELAPSED = "elapsed"
    """Time between the two instants, both ends included."""
    CALENDAR_DAYS = "calendar_days"
    """Local dates: a window of W days is the order's day and the W - 1 before it."""


class RepeatOrders(StrEnum):
    """Whether a journey may reach back past the customer's earlier order."""

    CONTINUE = "continue"
    """The window alone bounds a journey; a touch may serve two orders."""
    RESTART = "restart"
    """Touches at or before the latest strictly earlier order belong to that one."""


class ExperimentMetric(StrEnum):
    """What an experiment measured; the first one that a channel has calibrates its credit."""

    CONVERSIONS = "conversions"
    """Orders that the channel caused."""
    REVENUE = "revenue"
    """Revenue that the channel caused."""
    IROAS = "iroas"
    """The same for each unit of what the channel cost."""


class TimeBasis(StrEnum):
    """On which day credit counts."""

    CONVERSION = "conversion"
    """That of the order."""
    INTERACTION = "interaction"
    """That of the touch, whenever its order came."""


class Transform(StrEnum):
    """Which touches of a journey stay."""

    UNIQUE = "unique"
    """Every touch."""
    EXPOSURE = "exposure"
    """Of consecutive touches with one channel the first."""
    FIRST = "first"
    """Of each channel the first touch."""


class Otherwise(StrEnum):
    """Who gets an order whose journey has none of the named channels."""

    LAST = "last"
    UNATTRIBUTED = "unattributed"


class Granularity(StrEnum):
    """What the age of a touch is measured in."""

    ELAPSED = "elapsed"
    DAY = "day"
    """Difference of local dates."""


class Position(StrEnum):
    """Where in its journey a touch stands; a one-touch journey's is `only` and nothing else."""

    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    ONLY = "only"


class Preset(StrEnum):
    """Known shapes of position-based models: first / middle / last."""

    U_SHAPED = "u_shaped"
    """40 / 20 / 40"""
    J_SHAPED = "j_shaped"
    """20 / 20 / 60"""
    INVERSE_J = "inverse_j"
    """60 / 20 / 20"""


PRESETS: Final = {
    Preset.U_SHAPED: (0.4, 0.4),
    Preset.J_SHAPED: (0.2, 0.6),
    Preset.INVERSE_J: (0.6, 0.2),
}
"""Shares of the first and the last touch."""


class Removal(StrEnum):
    """Where the journeys go that lead through a removed channel."""

    NULL = "null"
    """They are lost (Anderl et al. 2016)."""
    RECONNECT = "reconnect"
    """They take the other ways on from where they are, in proportion."""


class Allocation(StrEnum):
    """What removal effects share out."""

    TOTAL = "total"
    """All orders at once."""
    JOURNEY = "journey"
    """Each order among the touches of its journey."""


class Worth(StrEnum):
    """What a coalition of channels is worth."""

    CONVERSIONS = "conversions"
    """The conversions of the journeys within it (Zhao et al. 2018)."""
    CONVERSION_RATE = "conversion_rate"
    """Their share of those journeys."""


MEMORIES: Final = (1, 2, 3, 4)
"""How many touches a chain may remember."""
