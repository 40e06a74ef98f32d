"""The machine and the versions that a measurement was made with."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from cli.version import VERSION

LIBRARIES = {"polars": "Polars", "numpy": "NumPy", "typer": "Typer", "duckdb": "DuckDB"}


def machine() -> str:
    """Return one sentence on the hardware and one on the software."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(key)}" for key, name in LIBRARIES.items())
    return (
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB of memory,"
        f" {platform.system()}; load average at the start {os.getloadavg()[0]:.1f}."
        f" merito {VERSION}, Python {platform.python_version()}, {libraries}."
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
