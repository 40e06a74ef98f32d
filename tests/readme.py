"""The outputs on the README: `python -m tests.readme` writes them, a test compares them."""

import re
import shlex
from pathlib import Path

from tests.running import inside

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(
    r"<!-- output of: merito (?P<command>[^\n]+) -->\n```text\n(?P<output>.*?)```", re.DOTALL
)
WIDTH = "100"


def output(command: str) -> str:
    """Return what a command of the README prints on standard output.

    Raises RuntimeError where it does not succeed.
    """
    done = inside(*shlex.split(command), cwd=ROOT, env={"COLUMNS": WIDTH})
    if done.status:
        raise RuntimeError(done.err)
    return "\n".join(line.rstrip() for line in done.out.splitlines()) + "\n"


def written() -> str:
    """Return the README with the outputs that its commands print now."""

    def block(match: re.Match[str]) -> str:
        command = match["command"]
        return f"<!-- output of: merito {command} -->\n```text\n{output(command)}```"

    return BLOCK.sub(block, README.read_text(encoding="utf-8"))


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
