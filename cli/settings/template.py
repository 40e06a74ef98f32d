"""Commented configuration files: the defaults, and the one that `merito init` writes."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from cli.settings.descriptions import descriptions
from cli.settings.models import DEFAULT_MODELS
from cli.settings.parts import Part
from cli.settings.root import Settings
from cli.settings.yaml_file import plain_word

_COLUMN: Final = 38
_NOTHING: Final[Mapping[str, object]] = {}


def template(given: Mapping[str, object]) -> str:
    """Return a file with the values given and every other key, commented out, at its default.

    `given` has the form of the file: `{"touchpoints": {"files": "t.csv", "columns": {...}}}`.
    """
    head = "# Every key is optional. Lines that begin with # show the defaults."
    return _file(head, given, commented=True)


def default_file() -> str:
    """Return configs/merito.yaml: every key with its default."""
    head = "# The default configuration: every key with its default."
    return _file(head, _NOTHING, commented=False)


def _file(head: str, given: Mapping[str, object], *, commented: bool) -> str:
    lines = [head, ""]
    for key, default, text in _keys(Settings()):
        if isinstance(default, Part):
            lines += ["", f"{key}:".ljust(_COLUMN) + f"# {text}"]
            inner = given.get(key)
            own = inner if isinstance(inner, Mapping) else _NOTHING
            inside = "\n".join(_lines(default, own, commented=commented))
            lines += [f"  {line}" for line in inside.split("\n")]
            lines.append("")
        else:
            lines += [_line(key, default, text, given, commented=commented)]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _lines(part: Part, given: Mapping[str, object], *, commented: bool) -> Iterator[str]:
    for key, default, text in _keys(part):
        yield _line(key, default, text, given, commented=commented)


def _line(
    key: str, default: object, text: str, given: Mapping[str, object], *, commented: bool
) -> str:
    mark = "# " if commented and key not in given else ""
    value = given.get(key, default)
    if key in ("models", "rules") and value:
        entries = [f"{mark}  - {flow(entry)}" for entry in cast("list[object]", value)]
        return "\n".join([f"{mark}{key}:".ljust(_COLUMN) + f"# {text}", *entries])
    return f"{mark}{key}: {flow(value)}".ljust(_COLUMN - 2) + f"  # {text}"


def _keys(part: Part) -> Iterator[tuple[str, object, str]]:
    values = part.model_dump(mode="json")
    for key in type(part).model_fields:
        value = getattr(part, key)
        text = descriptions(type(part))[key].rstrip(".")
        yield key, value if isinstance(value, Part) else _short(key, values[key]), text


def _short(key: str, value: Any) -> object:  # noqa: ANN401 - any value of a file
    """Return a default as people write it: models by name, a single window without a list."""
    if key == "models":
        return list(DEFAULT_MODELS)
    return value[0] if key == "lookback" else value


def flow(value: object) -> str:
    """Return a value on one line of YAML that the strict reader reads back as the same."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{flow(key)}: {flow(v)}" for key, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return _text(value)
        case _:
            return json.dumps(value)


def _text(value: str) -> str:
    plain = re.fullmatch(r"[\w./][\w./*+-]*( [\w./*+-]+)*", value, re.ASCII)
    if plain and plain_word(value) == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(mark if mark.isprintable() else f"\\U{ord(mark):08x}" for mark in quoted)
