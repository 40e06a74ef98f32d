"""`python -m merito`, and what the command `merito` starts: our own packages come first."""

import signal
import sys

TYPE_CHECKING = False
"""As that of `typing`, whose import takes long enough for an interrupt."""
if TYPE_CHECKING:
    from pathlib import Path


def run() -> None:
    """Run the command line with the program's packages first on the path of Python.

    Whatever else is called `cli`, `attribution` or `rfm`, installed or in `PYTHONPATH`, is behind
    them; the workers of Spark are sent the same folder.
    """
    _end_quietly()
    from pathlib import Path  # noqa: PLC0415 - as `typing`

    sys.path.insert(0, str(find_packages(Path(__file__).parent)))
    from cli.__main__ import run as run_program  # noqa: PLC0415 - found since the line above

    run_program()


def _end_quietly() -> None:
    """Let Ctrl-C end the program without a traceback until the program hears signals itself."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def find_packages(folder: "Path") -> "Path":
    """Return where the packages lie: in this folder of a wheel, or beside it in a checkout."""
    return folder if (folder / "cli").is_dir() else folder.parent


if __name__ == "__main__":
    run()
