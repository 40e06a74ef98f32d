"""JSON that is damaged, or holds no list of records."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError
from cli.wording import format_list

if TYPE_CHECKING:
    from collections.abc import Sequence


class DamagedJsonError(MeritoError):
    """A file begins as JSON does and goes on otherwise."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"{name}:{line}: the JSON is damaged: {reason}; export the file again")


class NoRecordsError(MeritoError):
    """JSON holds no list of records, or several of which each may be meant."""

    def __init__(self, name: str, lists: "Sequence[str]") -> None:
        what = f"several lists: {format_list(lists, 'and')}" if lists else "no list of records"
        super().__init__(
            f"{name}: the JSON holds {what}; save the list of records alone: one record a line, or"
            " all of them in [ ]"
        )
