"""What segments of customers cannot be asked for."""

from typing import ClassVar

from cli.errors import MeritoError


class NoOwnSegmentsError(MeritoError):
    """Segments of one's own were asked for, and the settings list none."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"{asked}: the configuration lists no segments of your own; add them to merito.yaml:"
            ' segments: [{name: Lapsing VIPs, where: "monetary > 500 and recency_days > 90"}]'
        )


class BaselineOfRatesError(MeritoError):
    """The channels of segments were asked for under a model that gives single orders no credit."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--show channels: {model} values conversion rates of all journeys and gives single"
            " orders no credit to tell by segment; set its worth to conversions, or another"
            " baseline: in merito.yaml"
        )


class CalibratedBaselineError(MeritoError):
    """The channels of segments were asked for under a model that experiments scale."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--show channels: {model} scales credit by factors that experiments measured in some"
            " days, which tell no segment; name its base as baseline: in merito.yaml"
        )


class SilentBaselineError(MeritoError):
    """The channels of segments were asked for under a model of which the data say nothing."""

    exit_status: ClassVar[int] = 1

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--show channels: {model}: the data say nothing, since no order has a touch in its"
            " window, or no channel makes a difference; name a rule-based baseline: in merito.yaml,"
            " or look at merito check"
        )
