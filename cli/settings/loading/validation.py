"""The mistakes that validation finds, in plain words and with their place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Final, TypeVar, cast

from pydantic import ValidationError

from cli.settings.loading.errors import SettingsError
from cli.settings.loading.messages import describe_error
from cli.settings.loading.problem import Place, Problem
from cli.settings.loading.yaml_file import Document, KeyPath
from cli.settings.sections.models.model_list import KINDS
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section

_KEY: Final = "[key]"
Found = TypeVar("Found", bound=Section)


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """The values to validate: those of the file, some of them replaced from outside."""

    document: Document
    tree: dict[str, object]
    replaced: Mapping[KeyPath, str] = field(default_factory=dict)
    """Paths that an option or variable set, with its spelling: `--lookback 7d`."""


def validate_settings(source: SettingsSource) -> Settings:
    """Return the settings; raises SettingsError with every mistake of form and values."""
    return validate_as(Settings, source)


def validate_as(kind: type[Found], source: SettingsSource) -> Found:
    """Return a file's values as a typed part; raises SettingsError with every mistake."""
    problems = list(source.document.problems)
    try:
        found = kind.model_validate(source.tree)
    except ValidationError as error:
        problems += [
            _make_problem(source, detail, kind)
            for detail in error.errors(include_url=False)
            # pydantic does not count entries that have mistakes of their own.
            if not (detail["type"] == "too_short" and detail["input"])
        ]
    if problems:
        raise SettingsError(problems)
    return found


def _make_problem(source: SettingsSource, detail: Any, kind: type[Section]) -> Problem:  # noqa: ANN401 - pydantic's own record
    context: Mapping[str, Any] = detail.get("ctx", {})
    location: KeyPath = (*detail["loc"], *context.get("at", ()))
    key = location[-1:] == (_KEY,)
    path, shown = _walk(source.tree, [part for part in location if part != _KEY])
    if detail["type"] == "missing":
        shown = (*path, location[-1])
    message = describe_error(detail, source.tree, kind)
    for replaced, spelling in source.replaced.items():
        if path[: len(replaced)] == replaced:
            return Problem(spelling, "", message)
    key = key or detail["type"] in ("extra_forbidden", "missing")
    place = _find_place(source.document, path, key=key)
    if context.get("spot"):
        text = str(_get_value(source.tree, path))
        place = _find_place_inside(source.document, place, text, context["spot"])
    return source.document.make_problem(_drop_kinds(shown), place, message)


def _walk(tree: object, location: list[str | int]) -> tuple[KeyPath, KeyPath]:
    """Return the part of a location that the file has, and the path to show.

    Shorthands lack steps that the typed settings have: `lookback: 30d` is
    `lookback[0].default` there. A step into a value that is no mapping or list is left out.
    """
    path: KeyPath = ()
    node = tree
    for part in location:
        if isinstance(node, dict) and isinstance(part, str):
            if part not in node:
                return path, (*path, part)
            node = node[part]
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
        else:
            continue
        path = (*path, part)
    return path, path


def _get_value(tree: object, path: KeyPath) -> object:
    """Return the value that the file has at a path, see `_walk`."""
    return reduce(lambda node, part: cast("Any", node)[part], path, tree)


def _find_place(document: Document, path: KeyPath, *, key: bool) -> Place:
    first, second = (document.keys, document.values) if key else (document.values, document.keys)
    for end in range(len(path), 0, -1):
        place = first.get(path[:end]) or second.get(path[:end])
        if place:
            return place
    return Place(1, 1)


def _find_place_inside(document: Document, place: Place, text: str, spot: tuple[int, int]) -> Place:
    """Return the place inside a text, if it stands in the file on one line as it is."""
    line = document.cut_excerpt(place).line
    for start in (place.column, place.column + 1):
        if spot[0] == 1 and line[start - 1 :].startswith(text):
            return Place(place.line, start + spot[1] - 1)
    return place


def _drop_kinds(path: KeyPath) -> KeyPath:
    """Leave out the kind of a model: models[2].half_life, not models[2].time_decay.half_life."""
    return tuple(
        part
        for at, part in enumerate(path)
        if not (part in KINDS and at + 1 < len(path) and _is_model(path[:at]))
    )


def _is_model(path: KeyPath) -> bool:
    return path[-1:] == ("base",) or (path[:1] == ("models",) and len(path) == 2)
