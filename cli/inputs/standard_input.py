"""Standard input can be read once."""

from typing import TYPE_CHECKING

from cli.inputs.errors import StandardInputTwiceError
from cli.inputs.sources import STANDARD_INPUT

if TYPE_CHECKING:
    from cli.settings.files import Orders, Touchpoints


def refuse_standard_input_twice(touchpoints: "Touchpoints", orders: "Orders") -> None:
    """Raise `StandardInputTwiceError` where both roles are to be read from standard input."""
    if STANDARD_INPUT in touchpoints.files and STANDARD_INPUT in orders.files:
        raise StandardInputTwiceError
