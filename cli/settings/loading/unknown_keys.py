"""Keys that nobody knows: where they belong, or which ones may be meant."""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from cli.errors import find_nearest
from cli.settings.sections.models.model_list import Model
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section, copy_mapping, describe_known, list_keys

OPTIONS: Final = frozenset(
    {
        *("all", "as_of", "by", "dialect", "engine", "format", "from", "intervals", "last"),
        *("metric", "model", "output", "quiet", "show", "since", "tidy", "to", "top", "verbose"),
    }
)
"""Options of the command line that people write into the file, with _ in place of -."""


def describe_unknown_key(
    location: tuple[str | int, ...], tree: dict[str, object], root: type[Section]
) -> str:
    """Return what to say of a key that its section does not have."""
    name = str(location[-1])
    part, given = _find_section(location[:-1], tree, root)
    inner = _find_inner_sections(part, given)
    if part is Model and isinstance(kind := given.get(name), str) and kind in inner:
        return f"unknown key; the model itself is the key: {kind}: {{SETTINGS}}"
    if hint := _find_inside(name, part, inner):
        return f"unknown key; {hint}"
    known = list_keys(part)
    if part is Model and inner:
        # Beside a model that is already named, its parameters are likelier than other models.
        kinds = [key for key, _ in _list_sections(Model)]
        known = [key for key in known if key not in kinds or key == "lookback"]
        known += [key for section in inner.values() for key in section.model_fields]
    if near := find_nearest(name, known):
        return f"unknown key; did you mean {near}?"
    elsewhere = root is Settings and location[0] != "models"
    hint = _find_elsewhere(name, part) if elsewhere else ""
    return f"unknown key; {hint or describe_known(known, '')}"


def _write_key(name: str) -> str:
    """Return a key as all keys are written: as_of for as-of."""
    return name.replace("-", "_").lower()


def _find_inside(name: str, part: type[Section], inner: dict[str, type[Section]]) -> str:
    """Return in which of the inner sections a key belongs, if in any."""
    key = _write_key(name)
    owners = [own for own, section in inner.items() if key in list_keys(section)]
    if not owners:
        return ""
    hint = f"{key} belongs inside {' or '.join(owners)}"
    if part is not Settings:
        return hint
    if (several := f"{key}s") in Settings.model_fields:
        return f"did you mean {several}? {hint}"
    return f"{hint}; of a single run it is {_write_option(key)}" if key in OPTIONS else hint


def _find_elsewhere(name: str, part: type[Section]) -> str:
    """Return where else in the file, or on the command line, a key belongs, if anywhere."""
    key = _write_key(name)
    if part is not Settings and key in Settings.model_fields:
        return f"{key} belongs at the top of the file, not inside another key"
    if part is Settings and key in OPTIONS:
        return f"it is an option of the command line: {_write_option(key)}"
    owners = _list_owners(key, Settings)
    if owners:
        return f"{key} belongs inside {' or '.join(owners)}"
    models = _list_owners(key, Model)
    where = " or ".join(f"{{{model}: {{{key}: …}}}}" for model in models)
    return f"{key} belongs to a model: models: [{where}]" if models else ""


def _list_owners(key: str, part: type[Section]) -> Sequence[str]:
    owners = (own for own, section in _list_sections(part) if key in list_keys(section))
    return list(dict.fromkeys(owners))


def _write_option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


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
