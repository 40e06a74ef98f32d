"""Standard input can be read once."""

from typing import TYPE_CHECKING

from cli.inputs.errors import StandardInputTwiceError
from cli.inputs.sources import STANDARD_INPUT

if TYPE_CHECKING:
    from cli.settings.files import Files


def refuse_standard_input_twice(*sections: "Files") -> None:
    """Raise `StandardInputTwiceError` where several roles are to be read from standard input."""
    roles = [
        type(section).__name__.lower() for section in sections if STANDARD_INPUT in section.files
    ]
    if len(roles) > 1:
        raise StandardInputTwiceError(roles)
