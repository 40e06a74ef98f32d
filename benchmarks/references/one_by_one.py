"""Make the reports of a folder one after the other: `one_by_one.py TOUCHES ORDERS COSTS FOLDER`.

What `merito report -o FOLDER` makes of one reading: each command once with the files it needs, of
journeys and of values the first rows of all tables in one text.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.suites.commands import make_merito_command


def list_commands(touchpoints: str, orders: str, costs: str) -> dict[str, tuple[str, ...]]:
    """Return the arguments of each report by the name of its file."""
    customers = ("--no-config", "--orders", orders)
    both = (*customers, "--touchpoints", touchpoints)
    return {
        "compare.csv": ("compare", *both, "--costs", costs),
        "journeys.txt": ("journeys", *both),
        "rfm.csv": ("rfm", *customers),
        "rfm_customers.csv": ("rfm", *customers, "--customers"),
        "rfm_channels.csv": ("rfm", *both, "--show", "channels"),
        "cohorts.csv": ("cohorts", *customers),
        "value.txt": ("value", *customers),
        "value_customers.csv": ("value", *customers, "--customers"),
        "value_acquisition.csv": ("value", *both, "--costs", costs, "--show", "acquisition"),
        "check.json": ("check", *both, "--costs", costs),
    }


def make_reports(touchpoints: str, orders: str, costs: str, folder: str) -> None:
    """Write every report into a folder, made where it is missing."""
    Path(folder).mkdir(exist_ok=True)
    for name, arguments in list_commands(touchpoints, orders, costs).items():
        output = ("-o", str(Path(folder, name)), "--force", "--quiet")
        subprocess.run(make_merito_command(*arguments, *output), check=True)


if __name__ == "__main__":
    make_reports(*sys.argv[1:5])
