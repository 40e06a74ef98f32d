"""What keeps `init` from writing a file."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError
from cli.wording import format_examples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class NothingToLookAtError(MeritoError):
    """`init` was given no file; `command` names those that are there, `untold` all others."""

    def __init__(self, command: str | None, untold: "Sequence[str]") -> None:
        example = "merito init --touchpoints touchpoints.csv --orders orders.csv"
        others = f" (of unknown kind, to be added: {format_examples(untold)})" if untold else ""
        super().__init__(f"init looks at your files{others}: {command or example}")


class FileInTheWayError(MeritoError):
    """A configuration file is there already."""

    def __init__(self, target: "Path") -> None:
        super().__init__(f"{target} exists; --force overwrites it, -o FILE writes another")


class UntoldEncodingError(MeritoError):
    """A file is in an encoding that is not detected, and no configuration says it."""

    def __init__(self, error: MeritoError) -> None:
        super().__init__(
            f"{error}, in encoding.yaml, and let init read it there: merito init -c encoding.yaml, "
            "with the options of before"
        )
