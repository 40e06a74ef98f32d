"""Mistakes that only the numbers themselves can show."""

from typing import ClassVar


class AttributionError(ValueError):
    """A mistake with a remedy; `exit_status` is 1 for data and 2 for what was asked."""

    exit_status: ClassVar[int] = 1


class BadWeightError(AttributionError):
    """A `weight:` expression gave no usable number for a touch."""

    def __init__(self, text: str, value: float | None, order_id: str) -> None:
        found = "null" if value is None else f"{value:g}"
        super().__init__(
            f"weight {text!r}: is {found} for a touch of order {order_id}; a weight is a finite"
            " number, zero or more: guard it, for instance with max(0, …) or `… if … else 0`"
        )
