"""The outputs on the README: `python -m tests.readme` writes them, a test compares them."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- output of: merito (?P<command>.+) -->\n```text\n(?P<output>.*?)```", re.S)
ENVIRONMENT = {"COLUMNS": "100", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "TZ": "UTC"}


def output(command: str) -> str:
    """Return what a command of the README prints on standard output."""
    program = [sys.executable, "-m", "cli", *shlex.split(command)]
    done = subprocess.run(
        program, cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True, encoding="utf-8"
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def written() -> str:
    """Return the README with the outputs that its commands print now."""

    def block(match: re.Match[str]) -> str:
        command = match["command"]
        return f"<!-- output of: merito {command} -->\n```text\n{output(command)}```"

    return BLOCK.sub(block, README.read_text(encoding="utf-8"))


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
