"""The mistakes of forecasting value, each with its sentence."""

from typing import TYPE_CHECKING, ClassVar

from rfm.errors import RfmError

if TYPE_CHECKING:
    from datetime import date


class NobodyBoughtAgainError(RfmError):
    """No customer has a repeat purchase, so that nothing about their future can be learned."""

    exit_status: ClassVar[int] = 1

    def __init__(self, customers: int, as_of: "date") -> None:
        who = f"none of {customers:,} customers has bought"
        if customers == 1:
            who = "the only customer has not bought"
        super().__init__(
            f"{who} on a second day up to {as_of}: how often customers come back, and what"
            " they are worth, cannot be learned from these orders; give a longer time, or orders"
            " in which customers keep their customer_id"
        )


class FewBoughtAgainError(RfmError):
    """Fewer customers have bought again than a forecast is asked to rest on."""

    exit_status: ClassVar[int] = 1

    def __init__(self, customers: int, fewest: int) -> None:
        count = "1 customer has" if customers == 1 else f"{customers} customers have"
        super().__init__(f"only {count} bought again, fewer than {fewest}")
