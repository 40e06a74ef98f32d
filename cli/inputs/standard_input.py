"""Standard input can be read once."""

from typing import TYPE_CHECKING

from cli.inputs.errors import StandardInputTwiceError
from cli.inputs.sources import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.settings.files import Files


def refuse_standard_input_twice(sections: "Mapping[str, Files]") -> None:
    """Raise `StandardInputTwiceError` where several roles are to be read from standard input."""
    roles = [role for role, section in sections.items() if STANDARD_INPUT in section.files]
    if len(roles) > 1:
        raise StandardInputTwiceError(roles)
