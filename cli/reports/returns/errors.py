"""What cannot be told of costs."""

from cli.errors import MeritoError


class CostsNeededError(MeritoError):
    """Something of costs was asked for, and there are none."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"{asked} needs costs: name their files with --costs, or under costs.files"
        )


class UnknownCostAttributeError(MeritoError):
    """A metric of costs was asked for by an attribute that costs do not have."""

    def __init__(self, metric: str, by: str) -> None:
        super().__init__(
            f"--metric {metric} --by {by}: costs cannot be told apart by {by}; choose channel,"
            " campaign, source_medium, source, medium or month"
        )
