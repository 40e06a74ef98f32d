"""Finding the configuration file and loading the settings of a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from cli.settings.loading.errors import SettingsError
from cli.settings.loading.origins import DEFAULT, find_origins
from cli.settings.loading.overrides import collect_overrides, merge_overrides
from cli.settings.loading.problem import Problem
from cli.settings.loading.validation import SettingsSource, validate_settings
from cli.settings.loading.yaml_file import Document, KeyPath, read_document
from cli.settings.sections.root import Settings

FILE_NAME: Final = "merito.yaml"
_NOTHING: Final[Mapping[str, str]] = {}


class InputPath(NamedTuple):
    """A path, glob or "-" as given, and the folder that it is relative to."""

    text: str
    folder: Path | None
    """Folder of the configuration file; None for the working folder."""

    @property
    def resolved(self) -> str:
        """The path or glob relative to the working folder; "-" stays."""
        if self.folder is None or self.text == "-":
            return self.text
        return str(self.folder / self.text)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings of a run and where each came from."""

    settings: Settings
    path: Path | None
    """The configuration file, None where there is none."""
    origins: Mapping[str, str]
    """Keys that are set, such as journeys.lookback and models.time_decay.half_life, and where."""

    def find_origin(self, key: str) -> str:
        """Return where a value came from: merito.yaml:12, --lookback, MERITO_LOOKBACK, default."""
        return self.origins.get(key, DEFAULT)

    def make_problem(self, path: KeyPath, message: str) -> Problem:
        """Return a mistake of the configuration file that only the files of the run show."""
        assert self.path is not None  # noqa: S101 - asked of what stands in the file
        document = read_document(self.path, _format_path(self.path))
        return document.make_problem(path, document.values[path], message)

    @property
    def touchpoint_files(self) -> tuple[InputPath, ...]:
        """The files of touchpoints, in the order given."""
        return self._make_paths("touchpoints", self.settings.touchpoints.files)

    @property
    def order_files(self) -> tuple[InputPath, ...]:
        """The files of orders, in the order given."""
        return self._make_paths("orders", self.settings.orders.files)

    @property
    def cost_files(self) -> tuple[InputPath, ...]:
        """The files of costs, in the order given."""
        return self._make_paths("costs", self.settings.costs.files)

    @property
    def identity_files(self) -> tuple[InputPath, ...]:
        """The files of logins, in the order given.

        Where columns of logins are named and no files, those of touchpoints and orders may be some.
        """
        section = self.settings.identities
        if section.files or not section.columns:
            return self._make_paths("identities", section.files)
        return tuple(dict.fromkeys((*self.touchpoint_files, *self.order_files)))

    @property
    def folder(self) -> Path | None:
        """The folder of the configuration file, None where there is none."""
        return None if self.path is None else self.path.parent

    def _make_paths(self, section: str, texts: tuple[str, ...]) -> tuple[InputPath, ...]:
        outside = self.path is None or self.find_origin(f"{section}.files").startswith(
            ("--", "MERITO_")
        )
        folder = None if self.path is None or outside else self.path.parent
        return tuple(InputPath(text, folder) for text in texts)


def find_config(folder: Path) -> Path | None:
    """Return the configuration file of a folder or the nearest of its parents, None without."""
    for place in (folder, *folder.parents):
        path = place / FILE_NAME
        try:
            if path.is_file():
                return path
        except OSError:
            return None
    return None


def load_settings(
    path: Path | None,
    overrides: Mapping[str, object] = _NOTHING,
    environ: Mapping[str, str] = _NOTHING,
) -> LoadedSettings:
    """Load the settings: option, then `MERITO_*` variable, then file, then default.

    `path` is the configuration file, None for none (see `find_config`). `overrides` maps the
    options of `overrides.OPTIONS` to what was given. Raises SettingsError with every mistake of the
    file and the options, FileProblemError where the file cannot be read.
    """
    document = Document("") if path is None else read_document(path, _format_path(path))
    outside = collect_overrides(overrides, environ)
    merged = merge_overrides(document, outside)
    problems: list[Problem] = list(merged.problems)
    if outside:
        # What an option replaces is still checked: mistakes of the file are told all at once.
        problems += _check_settings(SettingsSource(document, document.tree))
    source = SettingsSource(document, merged.tree, merged.replaced)
    problems += _check_settings(source)
    if problems:
        raise SettingsError(problems)
    return LoadedSettings(validate_settings(source), path, find_origins(document, outside))


def _check_settings(source: SettingsSource) -> list[Problem]:
    try:
        validate_settings(source)
    except SettingsError as error:
        return error.problems
    return []


def _format_path(path: Path) -> str:
    """Return a path as messages call it: relative where it lies in the working folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
