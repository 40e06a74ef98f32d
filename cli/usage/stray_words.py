"""Words that are no option: files, addresses, models, periods, formats."""

import glob
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.errors import find_nearest
from cli.inputs.files.addresses import AddressError, hide_secrets, is_address
from cli.usage.completion import BREAKDOWNS, list_values
from cli.usage.errors import (
    ExtraWordsError,
    PositionalFilesError,
    StrayWordsError,
    UsageError,
)
from cli.usage.file_roles import find_role, has_table_ending
from cli.usage.remote_files import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PERIOD: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-?[Qq][1-4])?")
_WINDOW: Final = re.compile(r"[0-9]+[hdw]")
_ORDERS_ALONE: Final = (" rfm", " value", " cohorts")
"""Ends of the commands that need no touchpoints."""
_MOST: Final = 6
"""Files that are told one by one."""


def answer_words(
    command: str, words: "Sequence[str]", rest: "Sequence[str]", options: "Mapping[str, str]"
) -> UsageError | AddressError:
    """Return the mistake that words without an option are.

    `command` is what was typed so far, as `merito compare`, `rest` the other words in order,
    `options` those of the command and what stands for the value of each, nothing for none.
    """
    if any(map(is_address, words)):
        return _answer_addresses(command, words)
    files = [file for word in words for file in _expand(word)]
    if files:
        return _answer_files(command, files, rest, options)
    remedy = _find_option(words, options)
    shown = [hide_secrets(word) for word in words]
    if remedy:
        return StrayWordsError(command, shown, shlex.join([*command.split(), *remedy, *rest]))
    return ExtraWordsError(command, shown, takes=_describe_roles(command, options))


def _answer_addresses(command: str, words: "Sequence[str]") -> AddressError:
    addresses = [word for word in words if is_address(word)]
    role = _guess_role(Path(addresses[0])) or "orders"
    return AddressError(addresses[0], role, command, alone=len(addresses) == 1)


def names_file(word: str) -> bool:
    """Return whether a word is a file, a folder, a pattern or an address, even of nothing."""
    return is_address(word) or bool(_expand(word))


def _expand(word: str) -> list[str]:
    """Return the files that a word names or matches, a missing one too; nothing for other words."""
    if glob.has_magic(word):
        return sorted(glob.glob(word, recursive=True)) or [word]  # noqa: PTH207 - absolute patterns
    path = Path(word)
    if path.is_dir():
        held = sorted(str(each) for each in path.iterdir() if has_table_ending(each.name))
        return held or [word]
    return [word] if path.is_file() or has_table_ending(word) else []


def _answer_files(
    command: str, files: "Sequence[str]", rest: "Sequence[str]", options: "Mapping[str, str]"
) -> UsageError:
    taken = [role for role in ROLES if f"--{role}" in options]
    if not taken:
        return ExtraWordsError(command, files, takes="")
    meant = {name: _find_meant(name) for name in files}
    roles = {name: _guess_role(Path(near or name)) for name, near in meant.items()}
    told = [
        f"{name} {_describe_file(name, meant[name], role, taken)}" for name, role in roles.items()
    ]
    if len(told) > _MOST:
        told = [*told[:_MOST], f"and {len(told) - _MOST} more"]
    named = [
        word
        for wanted in taken
        for name, role in roles.items()
        if role == wanted and meant[name]
        for word in (f"--{role}", str(meant[name]))
    ]
    named = named or _describe_roles(command, options).split()
    typed = [hide_secrets(word) for word in rest]
    return PositionalFilesError(command, told, shlex.join([*command.split(), *named, *typed]))


def _find_meant(name: str) -> str | None:
    """Return a path that exists: as given, else the file of the nearest name, else None."""
    path = Path(name)
    if path.exists():
        return name
    near = find_nearest(path.name, _list_neighbours(path))
    return None if near is None else str(path.with_name(near))


def _guess_role(path: Path) -> str | None:
    return None if path.is_dir() else find_role(path)


def _describe_file(name: str, meant: str | None, role: str | None, taken: "Iterable[str]") -> str:
    if meant is None:
        return "matches no file" if glob.has_magic(name) else "does not exist"
    if Path(meant).is_dir():
        return "is a folder without tables"
    if meant != name:
        return f"does not exist (did you mean {meant}?)"
    if role is None:
        return "does not say what it holds"
    return f"has {role}" if role in taken else f"has {role}, which are not read here"


def _list_neighbours(path: Path) -> list[str]:
    try:
        return [each.name for each in path.parent.iterdir()]
    except OSError:
        return []


def _find_option(words: "Sequence[str]", options: "Mapping[str, str]") -> list[str]:
    """Return the words with the options that they lack, nothing where it is not clear."""
    first, *more = words
    models = [name for word in words for name in word.split(",") if name]
    name = "--" + first.lower().replace("_", "-")
    if set(models) <= set(list_values("model", "")):
        found = ["--model", ",".join(models)]
    elif name in options and bool(options[name]) == bool(more):
        found = [name, *more]
    else:
        found = [] if more else _find_option_of_value(first)
    return found if found and found[0] in options else []


def _find_option_of_value(word: str) -> list[str]:
    """Return a word with the option whose value it is like, nothing for any other."""
    for option in ("format", "metric", "dialect", "engine"):
        if word in list_values(option, ""):
            return [f"--{option}", word]
    if word in BREAKDOWNS:
        return ["--by", word]
    if _WINDOW.fullmatch(word):
        return ["--lookback", word]
    return ["--from", word, "--to", word] if _PERIOD.fullmatch(word) else []


def _describe_roles(command: str, options: "Mapping[str, str]") -> str:
    """Return how the files that a command needs are given, empty where it takes none."""
    needed = ROLES[1:2] if command.endswith(_ORDERS_ALONE) else ROLES[:2]
    return " ".join(f"--{role} FILE" for role in needed if f"--{role}" in options)
