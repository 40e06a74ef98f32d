"""A run made ready: its settings (option, environment, file), and its engine."""

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.errors import MeritoError
from cli.outputs.targets import refuse_targets
from cli.render.output_formats import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.run import Run
    from cli.options import Options


class ContradictionError(MeritoError):
    """A configuration file is named and refused at once."""

    def __init__(self) -> None:
        super().__init__("--config and --no-config contradict each other; leave one of them out")


def load_run(options: "Options") -> "Run":
    """Return a run with its settings: option, then environment, then file, then default.

    Raises SettingsError with every mistake, FileProblemError where the file cannot be read, and
    what `refuse_targets` raises where a file would be written over that is not the report's.
    """
    # Here, because --help loads neither pydantic nor yaml.
    from cli.dataset.run import Run  # noqa: PLC0415
    from cli.settings import find_config, load_settings  # noqa: PLC0415

    path = options.config
    if options.config is None and not options.no_config:
        path = find_config(Path.cwd())
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
        "since": options.since,
        "time_basis": options.time_basis,
        "period": options.period,
    }
    loaded = load_settings(path, given, os.environ)
    refuse_targets(loaded, options)
    if options.bad_rows is None:
        return Run.of(loaded)
    from cli.dataset.bad_rows_file import BadRows  # noqa: PLC0415 - as above

    return Run.of(loaded, BadRows(options.bad_rows, Dialect(options.dialect)))


@contextmanager
def open_run(run: "Run", options: "Options", *roles: str) -> "Iterator[Run]":
    """Return a run with its engine, which is put away however the block is left.

    `roles` are the files that the run reads; raises what `open_engine` raises.
    """
    from cli.engines.launch import open_engine  # noqa: PLC0415 - not for --help

    keeps = run.bad_rows is not None
    with open_engine(run, options, *roles, saves_bad_rows=keeps) as reader:
        yield replace(run, reader=reader)
