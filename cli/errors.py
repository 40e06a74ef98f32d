"""The base of every mistake merito answers with a sentence instead of a traceback."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class MeritoError(Exception):
    """A mistake with a remedy: `str(error)` is the whole message, `exit_status` its kind."""

    exit_status: ClassVar[int] = 2

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
