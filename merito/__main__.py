"""`python -m merito`, and what the command `merito` starts: our own packages come first."""

import sys
from pathlib import Path


def run() -> None:
    """Run the command line with the program's packages first on the path of Python.

    Whatever else is called `cli`, `attribution` or `rfm`, installed or in `PYTHONPATH`, is behind
    them; the workers of Spark are sent the same folder.
    """
    sys.path.insert(0, str(find_packages(Path(__file__).parent)))
    from cli.__main__ import run as run_program  # noqa: PLC0415 - found since the line above

    run_program()


def find_packages(folder: Path) -> Path:
    """Return where the packages lie: in this folder of a wheel, or beside it in a checkout."""
    return folder if (folder / "cli").is_dir() else folder.parent


if __name__ == "__main__":
    run()
