"""The remedies in what the tool says: settings and options, read from messages and applied.

A remedy is SECTION.KEY: VALUE, or SECTION: {KEY: VALUE}, or an option with its value in a sentence
that says what it does.
Values with a word in capitals for a name are left out: somebody has to fill them in.
"""

import csv
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
    rf"|(?<![^ \"])(?P<whole>identities): \{{(?P<inner>normalise|columns): "
    rf"(?P<held>\{{[^{{}}]*\}}|[a-z0-9]+)\}}"
)
_DAYS = re.compile(
    r"(?<![^ ])(?<!than )(?P<option>--(?:from|to)) (?P<value>[0-9]{4}-[0-9]{2}-[0-9]{2})(?! is)"
)
_MEANT = re.compile(r"no option (?P<given>--?[a-z?-]+); did you mean (?P<meant>--[a-z -]+)\?")
_NAME = re.compile(r"\b[A-Z]{2,}\b")
_MERGED = ("columns", "lookback")
_CONFIG = ("-c", "--config")
_KEPT = ("--touchpoints", "--orders", "--no-config", "--from", "--to", *_CONFIG)
_LAST = ("--model", "last", "--tidy", "--no-intervals", "-q")


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a message proposes."""

    words: tuple[str, ...]
    """SECTION, KEY and VALUE of a setting or of two, an option with its value, or two options."""
    kind: str
    """`setting`, `option` or `name`."""

    def __str__(self) -> str:
        """Return what a person would type."""
        if self.kind != "setting":
            return " ".join(self.words)
        return " and ".join(f"{section}.{key}: {value}" for section, key, value in self.settings)

    @property
    def settings(self) -> list[tuple[str, ...]]:
        """SECTION, KEY and VALUE of each setting."""
        return [self.words[start : start + 3] for start in range(0, len(self.words), 3)]


def list_remedies(message: str) -> list[Remedy]:
    """Return each remedy that a message proposes, once; two settings with "and" between are one."""
    found: list[Remedy] = []
    end = 0
    for match in _SETTING.finditer(message):
        given = match["value"] or match["held"]
        values = given.split(" or ") if '"' in given else [given]
        joined = bool(found) and message[end : match.start()] in {" and ", ", and "}
        end = match.end()
        for value in values:
            if _NAME.search(re.sub(r'"[^"]*"', "", value)):
                continue
            words = (match["section"] or match["whole"], match["key"] or match["inner"], value)
            before = found.pop().words if joined else ()
            found.append(Remedy((*before, *words), "setting"))
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


def sum_revenue(remedy: Remedy, step: Step, folder: Path) -> str:
    """Return the revenue of each channel by last touch after a remedy, the same of any command.

    Without touchpoints one of nobody is read. An error of the run is its status.
    """
    given = shlex.split(step.command)
    at = given.index("merito") + 2
    words = ["merito", "compare", *_keep_files(given[at:])]
    config = _take_config(words)
    if remedy.kind == "setting":
        config = _write_settings(remedy, config, folder)
    known = config is not None and (folder / config).is_file()
    said = yaml.safe_load((folder / config).read_text("utf-8")) if known and config else {}
    if "--touchpoints" not in words and "touchpoints" not in (said or {}):
        (folder / "nobody.csv").write_text("customer_id,touched_at,channel\n-x,2000-01-01,-\n")
        words += ["--touchpoints", str(folder / "nobody.csv")]
    words += ["-c", config] if known and config else ["--no-config"]
    words += remedy.words if remedy.kind == "option" else ()
    done = perform(Step(shlex.join([*words, *_LAST])), folder)
    if done.status:
        return f"status {done.status}"
    rows = csv.DictReader(done.out.splitlines())
    sums = {row["channel"]: row["revenue"] for row in rows if row["revenue"] != "0.00"}
    return ", ".join(f"{channel} {money}" for channel, money in sums.items()) or "0.00"


def _keep_files(words: list[str]) -> list[str]:
    """Return the options of a command line that name files or days, with their values."""
    kept = []
    for place, word in enumerate(words):
        if word in _KEPT:
            kept += words[place : place + (1 if word == "--no-config" else 2)]
    return kept


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
    path = folder / base if base is not None else None
    known: dict[str, Any] = {}
    if path is not None and path.is_file():
        known = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for section, key, text in remedy.settings:
        keys = known[section] = known.get(section) or {}
        value = yaml.safe_load(text)
        if key in _MERGED and isinstance(value, dict) and isinstance(keys.get(key), dict):
            value = {**keys[key], **value}
        keys[key] = value
    name = "remedy.yaml" if path is None else str(path.relative_to(folder).with_name("remedy.yaml"))
    (folder / name).write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")
    return name
