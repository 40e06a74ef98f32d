"""The settings of a run: the file that counts, the options above it, the environment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import Loaded


def configured(options: "Options") -> "Loaded":
    """Return the settings: option, then environment, then file, then default.

    Raises SettingsError with every mistake, FileProblemError where the file cannot be read.
    """
    from cli.settings import find, load  # noqa: PLC0415 - pydantic and yaml, not for --help

    path = options.config
    if path is None and not options.no_config:
        path = find(Path.cwd())
    given = {
        "touchpoints": options.touchpoints,
        "orders": options.orders,
        "currency": options.currency,
        "lookback": options.lookback,
        "model": options.model,
        "as_of": options.as_of,
    }
    return load(path, given, os.environ)
