"""What a report of a bug should say of the installation."""

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.usage.configured_files import find_configuration
from cli.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LIBRARIES: Final = (
    *("polars", "numpy", "scipy", "pydantic", "typer", "rich", "pyyaml"),
    *("python-calamine", "xlsxwriter"),
    *("pyspark", "pyarrow"),
)


def describe_installation(environ: "Mapping[str, str]") -> "Iterator[str]":
    """Yield the lines: versions, places, terminal; of variables the names, never the values."""
    yield f"merito {VERSION}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"platform {platform.platform()}, {os.cpu_count()} processors"
    yield f"libraries {', '.join(_list_libraries())}"
    yield f"installed in {Path(__file__).parents[2]}"
    yield f"configuration {find_configuration(Path.cwd()) or 'none'}"
    variables = sorted(name for name in environ if name.startswith("MERITO_"))
    yield f"variables {', '.join(variables) or 'none'}"
    stream = sys.stdout
    kind = "a terminal" if stream is not None and stream.isatty() else "no terminal"
    yield f"output {kind}, {getattr(stream, 'encoding', None) or 'closed'}"


def _list_libraries() -> "Iterator[str]":
    """Yield the libraries with their versions, those that are not there without one."""
    # Here, since --help and every report would wait for it.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"
