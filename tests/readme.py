"""The README and the manual: `python -m tests.readme` writes their outputs, tests compare them."""

import re
import shlex
from pathlib import Path

from tests.running import inside

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TOPICS = ROOT / "cli" / "manual" / "topics"
PAGES = (README, *sorted(TOPICS.glob("*.md")))
BLOCK = re.compile(
    r"<!-- (?P<kind>output|screen) of: merito (?P<command>[^\n]+) -->\n"
    r"```text\n(?P<output>.*?)```",
    re.DOTALL,
)
"""What a command prints into a pipe, or on a terminal of so many lines."""
WIDTH, HEIGHT = "100", "24"
MANUAL_WIDTH = "78"
"""What a terminal of 80 columns has beside the margins of an example."""


def read_pages() -> str:
    """Return all that a user may read, one page after the other."""
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def output(page: Path, command: str, kind: str) -> str:
    """Return what a command of a page prints on standard output: a pipe, or a screen.

    Raises RuntimeError where it does not succeed.
    """
    env = {"COLUMNS": WIDTH if page == README else MANUAL_WIDTH, "LINES": HEIGHT, "TERM": "dumb"}
    done = inside(*shlex.split(command), cwd=ROOT, env=env, terminal=kind == "screen")
    if done.status:
        raise RuntimeError(done.err)
    return "\n".join(line.rstrip() for line in done.out.splitlines()) + "\n"


def written(page: Path) -> str:
    """Return a page with the outputs that its commands print now."""

    def block(match: re.Match[str]) -> str:
        kind, command = match["kind"], match["command"]
        return f"<!-- {kind} of: merito {command} -->\n```text\n{output(page, command, kind)}```"

    return BLOCK.sub(block, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for each in PAGES:
        each.write_text(written(each), encoding="utf-8")
