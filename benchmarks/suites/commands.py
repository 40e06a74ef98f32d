"""Contenders' command lines, and what is found in a race of theirs."""

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring.process import ROOT, Cost
from benchmarks.measuring.race import PEAK, Contender, Race

GIGABYTE = 1e9


def make_merito_command(*arguments: str) -> tuple[str, ...]:
    """Return the command line of this clone, whether or not one is installed."""
    return (sys.executable, "-c", "from cli.main import run; run()", *arguments)


def make_script_command(
    name: str, *arguments: str, python: Path = Path(sys.executable)
) -> tuple[str, ...]:
    """Return the command line of a script of this folder."""
    return (str(python), str(ROOT / "benchmarks" / name), *arguments)


def import_contender(library: str, python: Path = Path(sys.executable)) -> Contender:
    """Return a contender that only imports a library."""
    return Contender(f"`import {library}`", (str(python), "-c", f"import {library}"))


def make_ratio_measure(
    name: str, other: str, measure: Callable[[Cost], float]
) -> Callable[[Race], float]:
    """Return how to find what a contender's cost is to another's."""
    return lambda race: race.ratio(name, other, measure)


def make_peak_measure(name: str) -> Callable[[Race], float]:
    """Return how to find a contender's memory, in GB."""
    return lambda race: race.of(name).median(PEAK) / GIGABYTE
