"""The machine and the versions that a measurement was made with."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cli.version import VERSION

LIBRARIES = {
    "polars": "Polars",
    "numpy": "NumPy",
    "typer": "Typer",
    "duckdb": "DuckDB",
    "pyspark": "PySpark",
}


@dataclass(frozen=True, slots=True)
class Machine:
    """What a measurement was made on."""

    hardware: str
    load: float
    """Load average before it began."""
    software: str

    def __str__(self) -> str:
        """Return one sentence on the hardware and one on the software."""
        return f"{self.hardware}; load average at the start {self.load:.1f}. {self.software}."


def describe_machine() -> Machine:
    """Return what this is."""
    libraries = ", ".join(
        f"{name} {found}" for key, name in LIBRARIES.items() if (found := _find_version(key))
    )
    return Machine(
        f"{os.cpu_count()} cores of {_find_processor()}, {measure_memory() / 2**30:.0f}"
        " GiB of memory,"
        f" {platform.system()}",
        os.getloadavg()[0],
        f"merito {VERSION}, Python {platform.python_version()}, {libraries}",
    )


def measure_memory() -> int:
    """Return the bytes of memory that there are."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _find_version(package: str) -> str | None:
    """Return the version that is installed, if one is."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _find_processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
