"""Where each effective value came from, for `explain`."""

from collections.abc import Iterator, Sequence
from typing import Final

from cli.settings.models import KINDS
from cli.settings.overrides import Override, entry_name
from cli.settings.parts import mapping
from cli.settings.yaml_file import Document

DEFAULT: Final = "default"


def origins(document: Document, overrides: Sequence[Override]) -> dict[str, str]:
    """Return the keys that the file or an option sets, and where: merito.yaml:12, --lookback.

    A parameter of a model goes under the model's name: models.time_decay.half_life. A key that is
    not there has its default.
    """
    found = {
        ".".join(str(step) for step in path): f"{document.name}:{place.line}"
        for path, place in document.keys.items()
        if path[0] != "models" or len(path) == 1
    }
    found |= {key: f"{document.name}:{line}" for key, line in _of_models(document)}
    return found | {".".join(map(str, one.path)): one.origin for one in overrides}


def _of_models(document: Document) -> Iterator[tuple[str, int]]:
    models = document.tree.get("models")
    for place, entry in enumerate(models if isinstance(models, list) else []):
        name = f"models.{entry_name(entry)}"
        yield name, document.values["models", place].line
        for path, mark in document.keys.items():
            if path[:2] == ("models", place):
                steps = path[2:] if path[2] not in KINDS else path[3:]
                for key in _shapes(steps, entry):
                    yield ".".join([name, *map(str, key)]), mark.line


def _shapes(steps: tuple[str | int, ...], entry: object) -> list[tuple[str | int, ...]]:
    """Return the parameters that a key sets: a preset sets both shares."""
    preset = steps == ("preset",) and "position_based" in mapping(entry)
    return [steps, ("first",), ("last",)] if preset else [steps]
