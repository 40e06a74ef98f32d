"""Where the time of comparisons goes, for the page: six models, and eight with intervals."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measuring.process import ROOT, FailedError, run
from benchmarks.pages.markdown import render_grid
from benchmarks.suites.catalogue import FILES, MODELS
from benchmarks.suites.commands import make_merito_command

PROFILES: Final[Mapping[str, tuple[str, ...]]] = {
    "six models": tuple(word for model in MODELS for word in ("--model", model)),
    "eight models, 1,000 replicates": ("--intervals",),
}
"""By title, the options of `merito compare`."""
WALL: Final = "wall s on all cores"
BUSY: Final = "share of the cores at work"
_ROUNDS: Final = 3


def render_profiles(folder: Path) -> str:
    """Return a Markdown table of the stages of each comparison of the files in a folder.

    Its last rows are of the comparison on all cores. Raises `FailedError`.
    """
    found = {
        title: {**_measure_stages(options, folder), **_measure_cores(options, folder)}
        for title, options in PROFILES.items()
    }
    names = max(found.values(), key=len)
    header = ["stage", *(f"{title}, CPU s" for title in found)]
    rows = [[name, *(stages.get(name, "") for stages in found.values())] for name in names]
    return render_grid(header, ["---", *["---:"] * len(found)], rows)


def _measure_stages(options: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Return the CPU seconds of each stage."""
    command = [sys.executable, "-m", "benchmarks.profile", "--", *FILES, *options, "--quiet"]
    ended = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    told = ended.stderr.decode()
    if ended.returncode:
        raise FailedError(command, ended.returncode, told)
    lines = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("|")]
    return {name: cpu for name, cpu, *_ in lines[2:]}


def _measure_cores(options: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Return the wall seconds on all cores, and how much of the cores' time was work (medians)."""
    command = make_merito_command("compare", *FILES, *options, "--quiet")
    costs = [run(command, folder)[0] for _ in range(_ROUNDS)]
    busy = median(cost.cpu / cost.wall for cost in costs) / (os.cpu_count() or 1)
    return {WALL: f"{median(cost.wall for cost in costs):.2f}", BUSY: f"{busy:.0%}"}
