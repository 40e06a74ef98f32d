"""The names that merito.yaml gives to files and models, read at a glance.

For completion, which must answer while a key is held down: nothing is checked, and a file that
cannot be read has no names.
"""

import glob
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE_NAME: Final = "merito.yaml"
_ROLES: Final = ("touchpoints", "orders")
_MOST: Final = 20
"""Files whose headers are looked at."""


def find_configuration(folder: Path) -> Path | None:
    """Return the merito.yaml of a folder or the nearest of its parents, None without.

    As `cli.settings.find_config`, without the settings, which take longer to load than a key lasts.
    """
    found = (place / FILE_NAME for place in (folder, *folder.parents))
    try:
        return next((path for path in found if path.is_file()), None)
    except OSError:
        return None


def read_configuration(path: Path | None) -> "Mapping[str, object]":
    """Return what a configuration file says, nothing where it is none."""
    if path is None:
        return {}
    import yaml  # noqa: PLC0415 - only where there may be a file

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}


def list_model_names(configuration: "Mapping[str, object]") -> "Iterator[str]":
    """Yield the names of the models of a configuration."""
    models = configuration.get("models")
    for entry in models if isinstance(models, list) else ():
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            yield str(entry.get("name") or next(iter(entry), ""))


def list_files(configuration: "Mapping[str, object]", folder: Path) -> "Iterator[Path]":
    """Yield the files of touchpoints and orders that a configuration of a folder names."""
    for role in _ROLES:
        section = configuration.get(role)
        files = section.get("files") if isinstance(section, dict) else None
        for text in [files] if isinstance(files, str) else files or ():
            matches = glob.glob(str(folder / str(text)), recursive=True)  # noqa: PTH207 - absolute
            yield from map(Path, sorted(matches)[:_MOST])
