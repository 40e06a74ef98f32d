"""The typed settings of the whole configuration file, strictly read, all mistakes at once."""

from cli.settings.durations import Duration
from cli.settings.errors import FileProblemError, SettingsError
from cli.settings.loading import GivenPath, Loaded, find, load
from cli.settings.models import KINDS, Model
from cli.settings.root import Settings

__all__ = [
    "KINDS",
    "Duration",
    "FileProblemError",
    "GivenPath",
    "Loaded",
    "Model",
    "Settings",
    "SettingsError",
    "find",
    "load",
]
