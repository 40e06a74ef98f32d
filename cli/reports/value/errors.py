"""What cannot be told of the channels that won customers."""

from typing import TYPE_CHECKING, ClassVar

from cli.errors import MeritoError

if TYPE_CHECKING:
    from collections.abc import Sequence


class DaysWithoutAcquisitionError(MeritoError):
    """Days were named, and none of the tables is of the orders of some days."""

    def __init__(self, option: str) -> None:
        super().__init__(
            f"{option}: what customers are worth is forecast from all of their orders up to the"
            f" as-of day, which --as-of sets; leave {option} out, or choose --show acquisition,"
            " which is of the first orders of these days"
        )


class NoAcquisitionError(MeritoError):
    """The model that first orders are credited by gives no credit of single orders."""


class BaselineWithoutOrdersError(NoAcquisitionError):
    """The baseline shares no single order among its touches."""

    def __init__(self, baseline: str, others: "Sequence[str]") -> None:
        super().__init__(
            f"the baseline {baseline} shares no single order among its touches, so that it does not"
            f" tell what won a customer; name another under baseline: in merito.yaml, such as"
            f" {others[0] if others else 'last'}"
        )


class SilentBaselineError(NoAcquisitionError):
    """The baseline has learned nothing from the journeys."""

    exit_status: ClassVar[int] = 1

    def __init__(self, baseline: str) -> None:
        super().__init__(
            f"the baseline {baseline} has learned nothing (no order has a touch in its window, no"
            " money came in, or no channel makes a difference), so that it does not tell what won a"
            " customer; name a rule-based model under baseline: in merito.yaml, such as last"
        )
