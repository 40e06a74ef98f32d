"""Where each effective value came from, for `explain`."""

from collections.abc import Iterator, Sequence
from typing import Final

from cli.settings.loading.overrides import Override, get_entry_name
from cli.settings.loading.yaml_file import Document
from cli.settings.sections.models.model_list import KINDS
from cli.settings.sections.types import copy_mapping

DEFAULT: Final = "default"


def find_origins(document: Document, overrides: Sequence[Override]) -> dict[str, str]:
    """Return the keys that the file or an option sets, and where: merito.yaml:12, --lookback.

    A parameter of a model goes under the model's name: models.time_decay.half_life. A key that is
    not there has its default.
    """
    found = {
        ".".join(str(step) for step in path): f"{document.name}:{place.line}"
        for path, place in document.keys.items()
        if path[0] != "models" or len(path) == 1
    }
    found |= {key: f"{document.name}:{line}" for key, line in _find_model_lines(document)}
    return found | {".".join(map(str, one.path)): one.origin for one in overrides}


def _find_model_lines(document: Document) -> Iterator[tuple[str, int]]:
    models = document.tree.get("models")
    for place, entry in enumerate(models if isinstance(models, list) else []):
        name = f"models.{get_entry_name(entry)}"
        yield name, document.values["models", place].line
        for path, mark in document.keys.items():
            if path[:2] == ("models", place):
                steps = path[2:] if path[2] not in KINDS else path[3:]
                for key in _expand_presets(steps, entry):
                    yield ".".join([name, *map(str, key)]), mark.line


def _expand_presets(steps: tuple[str | int, ...], entry: object) -> list[tuple[str | int, ...]]:
    """Return the parameters that a key sets: a preset sets both shares."""
    preset = steps == ("preset",) and "position_based" in copy_mapping(entry)
    return [steps, ("first",), ("last",)] if preset else [steps]
