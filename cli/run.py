"""The settings of a run: the file that counts, the options above it, the environment."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.errors import MeritoError

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import LoadedSettings


class ContradictionError(MeritoError):
    """A configuration file is named and refused at once."""

    def __init__(self) -> None:
        super().__init__("--config and --no-config contradict each other; leave one of them out")


def load_run(options: "Options") -> "LoadedSettings":
    """Return the settings: option, then environment, then file, then default.

    Raises SettingsError with every mistake, FileProblemError where the file cannot be read, and
    TakenTargetError where bad rows would be saved over a file that is needed.
    """
    from cli.settings import find_config, load_settings  # noqa: PLC0415 - pydantic and yaml, not for --help

    path = find_config(Path.cwd()) if options.config is None else options.config
    if options.no_config:
        if options.config is not None and str(options.config) != os.environ.get("MERITO_CONFIG"):
            raise ContradictionError
        path = None
    given = {
        "touchpoints": options.touchpoints,
        "orders": options.orders,
        "costs": options.costs,
        "currency": options.currency,
        "lookback": options.lookback,
        "model": options.model,
        "as_of": options.as_of,
    }
    loaded = load_settings(path, given, os.environ)
    if options.bad_rows is None:
        return loaded
    from cli.dataset.bad_rows_file import BadRows, refuse_taken  # noqa: PLC0415 - as above

    files = (
        *loaded.touchpoint_files,
        *loaded.order_files,
        *loaded.cost_files,
        *loaded.identity_files,
    )
    refuse_taken(options.bad_rows, files, options.output)
    return replace(loaded, bad_rows=BadRows(options.bad_rows))
