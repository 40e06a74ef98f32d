"""What cannot be told of costs."""

from cli.errors import MeritoError


class CostsNeededError(MeritoError):
    """Something of costs was asked for, and there are none."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"{asked} needs costs: name their files with --costs, or under costs.files"
        )


class UnknownCostAttributeError(MeritoError):
    """Something of costs was asked for by an attribute that costs do not have."""

    def __init__(self, asked: str, by: str, *, of_touches: bool = False) -> None:
        others = "source or medium" if of_touches else "source, medium or month"
        super().__init__(
            f"{asked} --by {by}: costs cannot be told apart by {by}; choose channel,"
            f" campaign, source_medium, {others}"
        )
