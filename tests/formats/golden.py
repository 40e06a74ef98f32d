"""What the tool says of each export: `python -m tests.formats.golden` writes it anew.

Each folder beside this file holds made-up exports with the header of the real ones, a merito.yaml,
and what comes of them: expected.txt.
"""

from pathlib import Path
from typing import Final

from tests.running import inside

FOLDER: Final = Path(__file__).parent
CASES: Final = sorted(path.parent.name for path in FOLDER.glob("*/merito.yaml"))
_COMMANDS: Final = (
    ("check", "-v", "--show", "files"),
    ("check", "-q", "--show", "ledger"),
    ("compare", "-q", "--model", "last", "--no-intervals"),
)


def text_of(case: str) -> str:
    """Return what the commands print for a case; after a failure no further one is tried."""
    text = ""
    for command in _COMMANDS:
        done = inside(*command, cwd=FOLDER / case)
        text += f"$ merito {' '.join(command)}\n{done.out}"
        text += f">>> stderr\n{done.err}" if done.err else ""
        if done.status:
            return f"{text}>>> status {done.status}\n"
        text += "\n"
    return text.rstrip("\n") + "\n"


def expected(case: str) -> Path:
    """Return the file that holds what is expected of a case."""
    return FOLDER / case / "expected.txt"


if __name__ == "__main__":
    for each in CASES:
        expected(each).write_text(text_of(each), encoding="utf-8")
