"""Options and environment variables that stand above the file."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, cast

from cli.settings.loading.problem import Problem
from cli.settings.loading.yaml_file import Document, KeyPath
from cli.settings.sections.models.model_list import KINDS
from cli.settings.sections.models.model_words import describe_unknown, find_model
from cli.settings.sections.types import copy_mapping, describe_known

OPTIONS: Final[Mapping[str, KeyPath]] = {
    "touchpoints": ("touchpoints", "files"),
    "orders": ("orders", "files"),
    "costs": ("costs", "files"),
    "currency": ("currency",),
    "lookback": ("journeys", "lookback"),
    "model": ("models",),
    "as_of": ("rfm", "as_of"),
    "since": ("rfm", "since"),
    "time_basis": ("returns", "time_basis"),
    "period": ("cohorts", "period"),
}
"""The options that set something of the file, with its path; MERITO_ and capitals: variables."""
_EMPTY: Final = '""'
"""How a value that is none is shown."""
_REPEATABLE: Final = frozenset({"touchpoints", "orders", "costs", "lookback", "model"})


class Override(NamedTuple):
    """The value of one option, from the command line or the environment."""

    option: str
    value: str | list[str]
    variable: bool
    """Whether the environment says it."""

    @property
    def path(self) -> KeyPath:
        """The path of the setting that it replaces."""
        return OPTIONS[self.option]

    @property
    def origin(self) -> str:
        """Where the value comes from: --lookback or MERITO_LOOKBACK."""
        return _get_variable(self.option) if self.variable else "--" + self.option.replace("_", "-")

    def spell(self, value: str) -> str:
        """Return how a value was given: `--lookback 30x` or `MERITO_LOOKBACK=30x`."""
        return f"{self.origin}{'=' if self.variable else ' '}{value or _EMPTY}"


def collect_overrides(options: Mapping[str, object], environ: Mapping[str, str]) -> list[Override]:
    """Return what options set, then what the environment sets and no option does.

    `options` maps names of OPTIONS to texts or lists of them; None and empty ones are unset. An
    option that says just what its variable says is taken as the variable.
    """
    found = []
    for option in OPTIONS:
        variable = _split_values(option, environ.get(_get_variable(option)))
        given = _split_values(option, options.get(option))
        value = given or variable
        if value:
            found.append(
                Override(option, value if option in _REPEATABLE else value[0], value == variable)
            )
    return found


def _get_variable(option: str) -> str:
    return "MERITO_" + option.upper()


def _split_values(option: str, given: object) -> list[str]:
    if given is None or given == "":
        return []
    if option == "model":
        # Names of models hold neither: one option may give several, as one variable does.
        texts = [given] if isinstance(given, str) else cast("Sequence[object]", given)
        parts = [part for text in texts for part in str(text).split(",")]
        return [name for part in parts for name in _split_names(part)]
    if isinstance(given, str):
        return given.split() if option in _REPEATABLE else [given]
    if isinstance(given, Sequence):
        return [str(value) for value in given]
    return [str(given)]


def _split_names(text: str) -> list[str]:
    """Return names of models with blanks between, words of other programs such as last click."""
    return text.split() if find_model(text) is None else [text.strip()]


class MergedSettings(NamedTuple):
    """The values of the file with the overrides in their place."""

    tree: dict[str, object]
    replaced: Mapping[KeyPath, str]
    """Paths that were set from outside, with the spelling for messages."""
    problems: tuple[Problem, ...]


def merge_overrides(document: Document, overrides: Sequence[Override]) -> MergedSettings:
    """Lay overrides over the values of a file; models are taken by name from it or the kinds."""
    tree = dict(document.tree)
    replaced: dict[KeyPath, str] = {}
    problems: list[Problem] = []
    for override in overrides:
        value: object = override.value
        if override.option == "model":
            value, problems = _choose_models(document.tree.get("models"), override)
            if problems:
                # Half of a choice would only bring further mistakes that are none.
                continue
            _forget_baseline(tree, value)
        _set(tree, override.path, value)
        replaced |= _list_spellings(override)
    return MergedSettings(tree, replaced, tuple(problems))


def _list_spellings(override: Override) -> dict[KeyPath, str]:
    values = [override.value] if isinstance(override.value, str) else override.value
    single = {(*override.path, at): override.spell(text) for at, text in enumerate(values)}
    return {**single, override.path: override.spell(" ".join(values))}


def _set(tree: dict[str, object], path: KeyPath, value: object) -> None:
    *sections, last = (str(step) for step in path)
    node = tree
    for step in sections:
        inner = copy_mapping(node.get(step))
        node[step] = inner
        node = inner
    node[last] = value


def get_entry_name(entry: object) -> str:
    """Return the name of a model of the file: its own, else the one of its kind."""
    if isinstance(entry, str):
        return entry
    keys = copy_mapping(entry)
    kind = next((key for key in keys if key in KINDS), "")
    return str(keys.get("name") or kind)


def _choose_models(models: object, override: Override) -> tuple[list[object], list[Problem]]:
    named = {get_entry_name(entry): entry for entry in models} if isinstance(models, list) else {}
    chosen: list[object] = []
    problems = []
    for name in override.value:
        needed = _list_needed(name)
        if name in named:
            chosen.append(named[name])
        elif name in KINDS and not needed:
            chosen.append(name)
        else:
            known = [
                *named,
                *(kind for kind in KINDS if kind not in named and not _list_needed(kind)),
            ]
            message = (
                f"{name} needs {' and '.join(needed)}: describe it under models in the "
                "configuration file"
                if needed
                else f"unknown model; {describe_unknown(name, describe_known(known, name))}"
            )
            problems.append(Problem(override.spell(name), "", message))
    return chosen, problems


def _list_needed(kind: str) -> list[str]:
    fields = KINDS[kind].model_fields if kind in KINDS else {}
    return [key for key, field in fields.items() if field.is_required()]


def _forget_baseline(tree: dict[str, object], models: object) -> None:
    # A choice on the command line need not hold the baseline of the file.
    names = [get_entry_name(entry) for entry in models] if isinstance(models, list) else []
    if names and tree.get("baseline") not in names:
        tree.pop("baseline", None)
