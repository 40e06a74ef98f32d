"""The base of every mistake that merito answers with a sentence and no traceback, and its lines."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Lines(str):
    """A message of several lines: its breaks are ours, those of any other text are of names."""

    __slots__ = ()


def join_lines(*texts: str) -> Lines:
    """Return texts as lines of one message; breaks in names are escaped."""
    return Lines(
        "\n".join(text if isinstance(text, Lines) else _escape_breaks(text) for text in texts)
    )


def _escape_breaks(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")


class MeritoError(Exception):
    """A mistake with a remedy: `str(error)` is the whole message, `exit_status` its kind."""

    exit_status: ClassVar[int] = 2

    @property
    def message(self) -> str:
        """Return the message as it was made: of several lines where it is `Lines`."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the message, not the values it was made of: constructors take what they like."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[MeritoError], arguments: tuple[object, ...], attributes: dict[str, object]
) -> MeritoError:
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(attributes)
    return error


class DataError(MeritoError):
    """The rows of a file have problems past the tolerance."""

    exit_status: ClassVar[int] = 1


def find_nearest(name: str, known: "Iterable[str]") -> str | None:
    """Return the known name that is most like a mistyped one, None where none is near."""
    lowered = {candidate.lower(): candidate for candidate in known}
    matches = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def suggest_nearest(name: str, known: "Iterable[str]", otherwise: str = ".") -> str:
    """Return how a sentence about an unknown name goes on: with what was meant, or otherwise."""
    near = find_nearest(name, known)
    return f"; did you mean {near}?" if near else otherwise
