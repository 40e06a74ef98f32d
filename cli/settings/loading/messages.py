"""What validation complains about, in the words of the person who writes the file."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from cli.errors import find_nearest
from cli.settings.sections.models.model_list import Model
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section, copy_mapping, describe_known, list_keys

_WORDS: Final = {
    "missing": "this key is required",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "finite_number": "expected a number that is finite",
    "bool_type": "expected true or false",
    "model_type": "expected keys and values such as key: value",
    "dict_type": "expected keys and values such as key: value",
    "tuple_type": "expected a list such as [a, b]",
    "too_short": "expected at least one entry",
    "string_too_short": "expected a text that is not empty",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
}


def describe_error(detail: Any, tree: dict[str, object], root: type[Section] = Settings) -> str:  # noqa: ANN401 - pydantic's own record
    """Return the message of one error of pydantic about the values of `tree`, a `root`."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "plain":
            return str(context["message"])
        case "extra_forbidden":
            return _describe_unknown_key(detail["loc"], tree, root)
        case "enum":
            quoted = re.findall(r"'[^']*'|\"[^\"]*\"", context["expected"])
            given = detail["input"]
            return describe_known(
                [_unquote(part) for part in quoted], given if isinstance(given, str) else ""
            )
        case "string_type":
            return _describe_expected_text(detail["input"])
        case kind:
            words = _WORDS.get(kind)
            return words.format_map(context) if words else str(detail["msg"])


def _unquote(quoted: str) -> str:
    word = str(ast.literal_eval(quoted))
    return word if re.fullmatch(r"\w+", word) else json.dumps(word)


def _describe_expected_text(given: object) -> str:
    if isinstance(given, bool | int | float):
        return f"expected text; write it in quotes: {json.dumps(str(given).lower())}"
    return "expected text"


def _find_inner_sections(part: type[Section], given: dict[str, object]) -> dict[str, type[Section]]:
    """Return the sections below a section that a key of it may have been meant for."""
    sections = dict(_list_sections(part))
    inner = {
        key: section
        for key, section in sections.items()
        if key in given or (part is Settings and section is not Model)
    }
    if part is Model and not inner:
        # The model may be named as the value of a key, as in other programs.
        return {key: section for key, section in sections.items() if key in list(given.values())}
    return inner


def _describe_unknown_key(
    location: tuple[str | int, ...], tree: dict[str, object], root: type[Section]
) -> str:
    name = str(location[-1])
    part, given = _find_section(location[:-1], tree, root)
    inner = _find_inner_sections(part, given)
    if part is Model and isinstance(kind := given.get(name), str) and kind in inner:
        return f"unknown key; the model itself is the key: {kind}: {{SETTINGS}}"
    owners = [key for key, section in inner.items() if name in list_keys(section)]
    if owners:
        return f"unknown key; {name} belongs inside {' or '.join(owners)}"
    known = list_keys(part)
    if part is Model and inner:
        # Beside a model that is already named, its parameters are likelier than other models.
        kinds = [key for key, _ in _list_sections(Model)]
        known = [key for key in known if key not in kinds or key == "lookback"]
        known += [key for section in inner.values() for key in section.model_fields]
    near = find_nearest(name, known)
    return (
        f"unknown key; did you mean {near}?"
        if near
        else f"unknown key; {describe_known(known, '')}"
    )


def _find_section(
    location: tuple[str | int, ...], tree: dict[str, object], root: type[Section]
) -> tuple[type[Section], dict[str, object]]:
    """Return the type of the section at a location, and what is given for it."""
    part = root
    node: object = tree
    for step in location:
        if isinstance(step, str):
            if step in part.model_fields:
                part = next(_find_sections(part.model_fields[step].annotation))
            node = copy_mapping(node).get(step)
        elif isinstance(node, list):
            node = node[step]
    return part, copy_mapping(node)


def _list_sections(part: type[Section]) -> Iterator[tuple[str, type[Section]]]:
    for key, field in part.model_fields.items():
        yield from ((key, section) for section in _find_sections(field.annotation))


def _find_sections(annotation: object) -> Iterator[type[Section]]:
    """Yield the sections that a type holds: Rule of tuple[Rule, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for argument in get_args(annotation):
        yield from _find_sections(argument)
