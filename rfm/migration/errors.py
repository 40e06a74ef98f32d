"""The mistakes of comparing two dates, each with its sentence."""

from typing import TYPE_CHECKING

from rfm.errors import RfmError

if TYPE_CHECKING:
    from datetime import date


class DatesNotInOrderError(RfmError):
    """The first date is not before the second."""

    def __init__(self, since: "date", as_of: "date") -> None:
        super().__init__(
            f"customers cannot move from {since} to {as_of}: the first day must lie before the"
            " as-of day; give an earlier --since, or a later --as-of"
        )


class NobodyBeforeError(RfmError):
    """No customer has a counted order at the first date, so that there is no scale to freeze."""

    def __init__(self, since: "date") -> None:
        super().__init__(
            f"no customer has an order that counts as of {since}, so there are no scores to"
            " compare with; give a later --since, or set rfm.scores: refit"
        )
