"""Commented configuration files: the defaults, and the one that `merito init` writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from cli.settings.generated.descriptions import read_descriptions
from cli.settings.generated.flow_style import to_flow
from cli.settings.sections.models.model_list import DEFAULT_MODELS
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section

_COLUMN: Final = 38
_NOTHING: Final[Mapping[str, object]] = {}


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that was found out, with the reason as its comment."""

    value: object
    """None: nobody knows it."""
    why: str
    open: bool = False
    """Whether it is commented out, for somebody to decide."""


def make_template(given: Mapping[str, object]) -> str:
    """Return a file with the values given and every other key, commented out, at its default.

    `given` has the form of the file: `{"touchpoints": {"files": "t.csv", "columns": {...}}}`, each
    value as it is or as a `Guess`.
    """
    head = "# Every key is optional. Lines that begin with # show the defaults."
    return _make_file(head, given, commented=True)


def make_default_file() -> str:
    """Return configs/merito.yaml: every key with its default."""
    head = "# The default configuration: every key with its default."
    return _make_file(head, _NOTHING, commented=False)


def _make_file(head: str, given: Mapping[str, object], *, commented: bool) -> str:
    lines = [head, ""]
    for key, default, text in _list_keys(Settings()):
        if isinstance(default, Section):
            lines += ["", f"{key}:".ljust(_COLUMN) + f"# {text}"]
            inner = given.get(key)
            own = inner if isinstance(inner, Mapping) else _NOTHING
            inside = "\n".join(_make_lines(default, own, commented=commented))
            lines += [f"  {line}" for line in inside.split("\n")]
            lines.append("")
        else:
            lines += [_make_line(key, default, text, given, commented=commented)]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _make_lines(part: Section, given: Mapping[str, object], *, commented: bool) -> Iterator[str]:
    for key, default, text in _list_keys(part):
        yield _make_line(key, default, text, given, commented=commented)


def _make_line(
    key: str, default: object, text: str, given: Mapping[str, object], *, commented: bool
) -> str:
    mark = "# " if commented and key not in given else ""
    value = given.get(key, default)
    if isinstance(value, Guess):
        mark, text, value = "# " if value.open else "", value.why, value.value
    if isinstance(value, Mapping) and any(isinstance(each, Guess) for each in value.values()):
        return "\n".join([f"{key}:".ljust(_COLUMN) + f"# {text}", *_list_guesses(value)])
    if key in ("models", "rules", "kpis") and value:
        entries = [f"{mark}  - {to_flow(entry)}" for entry in cast("list[object]", value)]
        return "\n".join([f"{mark}{key}:".ljust(_COLUMN) + f"# {text}", *entries])
    return f"{mark}{key}: {to_flow(value)}".ljust(_COLUMN - 2) + f"  # {_make_printable(text)}"


def _list_guesses(guesses: Mapping[str, Guess]) -> Iterator[str]:
    """Yield the lines of guesses, those that are open commented out."""
    for key, guess in guesses.items():
        value = "NAME" if guess.value is None else to_flow(guess.value)
        line = f"  {'# ' * guess.open}{key}: {value}"
        yield f"{line.ljust(_COLUMN - 2)}  # {_make_printable(guess.why)}"


def _make_printable(text: str) -> str:
    """Return a text that may stand in a comment."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _list_keys(part: Section) -> Iterator[tuple[str, object, str]]:
    values = part.model_dump(mode="json")
    for key in type(part).model_fields:
        value = getattr(part, key)
        text = read_descriptions(type(part))[key].rstrip(".")
        yield key, value if isinstance(value, Section) else _shorten_default(key, values[key]), text


def _shorten_default(key: str, value: Any) -> object:  # noqa: ANN401 - any value of a file
    """Return a default as people write it: models by name, a single window without a list."""
    if key == "models":
        return list(DEFAULT_MODELS)
    return value[0] if key == "lookback" else value
