"""The typed settings of the whole configuration file, strictly read, all mistakes at once.

- `generated/`: What is written from the settings: schema, template, reference.
- `loading/`: A YAML file, options and the environment to settings, with positions.
- `sections/`: What may be set, one file a section.
- `secrets`: What reports, which are mailed around, do not show of addresses.
"""

from cli.settings.loading.errors import FileProblemError, SettingsError
from cli.settings.loading.load import InputPath, LoadedSettings, find_config, load_settings
from cli.settings.sections.durations import Duration
from cli.settings.sections.models.model_list import KINDS, Model
from cli.settings.sections.root import Settings

__all__ = [
    "KINDS",
    "Duration",
    "FileProblemError",
    "InputPath",
    "LoadedSettings",
    "Model",
    "Settings",
    "SettingsError",
    "find_config",
    "load_settings",
]
