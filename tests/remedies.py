"""The remedies in what the tool says: settings and options, read from messages and applied.

A remedy is SECTION.KEY: VALUE, or an option with its value in a sentence that says what it does.
Values with a word in capitals for a name are left out: somebody has to fill them in.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.running import Outcome
from tests.shell_cases import Step, perform

_SECTIONS = "touchpoints|orders|costs|identities|journeys|channels|rfm"
_VALUE = r'\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\[[^\]]*\]|"[^"]*"(?: or "[^"]*")*|[\w/.-]*[\w/-]'
_SETTING = re.compile(
    rf"(?<![^ ])(?<!by )(?<!, and )(?P<section>{_SECTIONS})\.(?!csv)(?P<key>[a-z_]+): "
    rf"(?!expected|unknown)(?:for example )?(?P<value>{_VALUE})"
)
_DAYS = re.compile(
    r"(?<![^ ])(?<!than )(?P<option>--(?:from|to)) (?P<value>[0-9]{4}-[0-9]{2}-[0-9]{2})(?! is)"
)
_MEANT = re.compile(r"no option (?P<given>--?[a-z?-]+); did you mean (?P<meant>--[a-z -]+)\?")
_NAME = re.compile(r"\b[A-Z]{2,}\b")
_MERGED = ("columns", "lookback")
_CONFIG = ("-c", "--config")


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a message proposes."""

    words: tuple[str, ...]
    """SECTION, KEY and VALUE of a setting, an option with its value, or two options."""
    kind: str
    """`setting`, `option` or `name`."""

    def __str__(self) -> str:
        """Return what a person would type."""
        section, *rest = self.words
        return f"{section}.{': '.join(rest)}" if self.kind == "setting" else " ".join(self.words)


def list_remedies(message: str) -> list[Remedy]:
    """Return each remedy that a message proposes, once."""
    found = [
        Remedy((match["section"], match["key"], value), "setting")
        for match in _SETTING.finditer(message)
        for value in (match["value"].split(" or ") if '"' in match["value"] else [match["value"]])
        if not _NAME.search(re.sub(r'"[^"]*"', "", value))
    ]
    found += [Remedy((each["option"], each["value"]), "option") for each in _DAYS.finditer(message)]
    found += [Remedy((each["given"], each["meant"]), "name") for each in _MEANT.finditer(message)]
    return list(dict.fromkeys(found))


def apply_remedy(remedy: Remedy, step: Step, folder: Path) -> Outcome:
    """Return what a command says when a remedy is applied to it or to its settings."""
    words = shlex.split(step.command)
    at = words.index("merito") + 2
    if remedy.kind == "name":
        given, meant = remedy.words
        place = words.index(given)
        words[place : place + 1] = meant.split()
    elif remedy.kind == "option":
        words[at:at] = remedy.words
    else:
        words[at:at] = ("-c", _write_settings(remedy, _take_config(words), folder))
    return perform(Step(shlex.join(words), step.sections), folder)


def _take_config(words: list[str]) -> str | None:
    """Return the settings that a command line names, which it does not name any more."""
    if "--no-config" in words:
        words.remove("--no-config")
        return None
    for option in _CONFIG:
        if option in words:
            place = words.index(option)
            _, name = words[place : place + 2]
            del words[place : place + 2]
            return name
    return "merito.yaml"


def _write_settings(remedy: Remedy, base: str | None, folder: Path) -> str:
    section, key, text = remedy.words
    path = folder / base if base is not None else None
    known: dict[str, Any] = {}
    if path is not None and path.is_file():
        known = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    keys = known[section] = known.get(section) or {}
    value = yaml.safe_load(text)
    if key in _MERGED and isinstance(value, dict) and isinstance(keys.get(key), dict):
        value = {**keys[key], **value}
    keys[key] = value
    name = "remedy.yaml" if path is None else str(path.relative_to(folder).with_name("remedy.yaml"))
    (folder / name).write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")
    return name
