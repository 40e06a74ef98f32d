"""Shell-style cases: `tests/cases/*.case`, read, run and written anew.

A case file holds cases, and before the first of them files that all its cases begin with:

    --- orders.csv              a file of the working folder, up to the next mark
    === a name                  a case begins
    === a name [slow]           one that `.ci/run` tries, and the default run does not
    $ NAME=value merito …       a command line, with variables of the environment before it
    <<< stdin                   what it reads from standard input
    >>> stdout                  what it writes there; nothing where it is not said
    >>> stderr                  the same
    >>> stderr has              pieces that are in it, one a line
    >>> status 2                its exit status; 0 where it is not said
    >>> file report.csv         a file that it wrote
    >>> no file report.csv      one that it did not

A case may have several commands, one after the other. Lines that begin with # before the first
mark are comments. Text is as it stands, except for what an editor does not show: <1b> is the
character or byte of that hexadecimal number, <feff> the character U+FEFF.

`python -m tests.shell_cases` writes the whole expected outputs anew; read what has changed.
"""

import re
import shlex
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.running import Outcome, inside

FOLDER = Path(__file__).parent / "cases"
_MARK = re.compile(r"^(?:--- (?P<file>.+)|=== (?P<case>.+)|\$ (?P<command>.+)|<<< stdin|>>> .+)$")
_ESCAPE = re.compile(r"<([0-9a-f]{2})>|<([0-9a-f]{4})>")
_SLOW = " [slow]"
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")


@dataclass(frozen=True, slots=True)
class Section:
    """A mark and the lines below it."""

    mark: str
    text: str

    @property
    def content(self) -> bytes:
        """The bytes meant."""
        return _shown_as_meant(self.text).encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Step:
    """One command and what is expected of it."""

    command: str
    sections: list[Section] = field(default_factory=list)

    def stdin(self) -> bytes:
        """Return what the command reads."""
        return b"".join(part.content for part in self.sections if part.mark == "<<< stdin")

    def expected(self, mark: str) -> str | None:
        """Return the text below a mark, None where the case does not have it."""
        return next((part.text for part in self.sections if part.mark == mark), None)

    def status(self) -> int:
        """Return the exit status expected."""
        said = [part.mark.split()[-1] for part in self.sections if part.mark[:10] == ">>> status"]
        return int(said[0]) if said else 0


@dataclass(frozen=True, slots=True)
class Case:
    """Files and commands."""

    name: str
    files: list[Section]
    steps: list[Step] = field(default_factory=list)
    is_slow: bool = False


def sections(text: str) -> list[Section]:
    """Return the marks of a case file in order, each with the text below it."""
    found: list[Section] = []
    for line in text.splitlines():
        if _MARK.match(line):
            found.append(Section(line, ""))
        elif found:
            found[-1] = Section(found[-1].mark, f"{found[-1].text}{line}\n")
        elif not line.startswith("#") and line:
            raise ValueError(line)
    return [Section(part.mark, _without_last_gap(part.text)) for part in found]


def cases(path: Path) -> list[Case]:
    """Return the cases of a file."""
    shared: list[Section] = []
    found: list[Case] = []
    for part in sections(path.read_text(encoding="utf-8")):
        if part.mark.startswith("=== "):
            name = part.mark[4:]
            is_slow = name.endswith(_SLOW)
            found.append(Case(name.removesuffix(_SLOW), list(shared), is_slow=is_slow))
        elif part.mark.startswith("--- "):
            (found[-1].files if found else shared).append(part)
        elif part.mark.startswith("$ "):
            found[-1].steps.append(Step(part.mark[2:]))
        else:
            found[-1].steps[-1].sections.append(part)
    return found


def prepare(case: Case, folder: Path) -> None:
    """Write the files that a case begins with."""
    for file in case.files:
        path = folder / file.mark[4:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def perform(step: Step, folder: Path) -> Outcome:
    """Run the command of a step in a folder."""
    words = shlex.split(step.command)
    at = words.index("merito")
    variables = dict(word.split("=", 1) for word in words[:at])
    terminal = variables.pop("TERMINAL", "") != ""
    return inside(
        *words[at + 1 :], cwd=folder, env=variables, stdin=step.stdin(), terminal=terminal
    )


def visible(content: bytes) -> str:
    """Return output as case files write it."""
    text = content.decode("utf-8", "surrogateescape")
    return _HIDDEN.sub(lambda match: _escaped(match[0]), text)


def _escaped(mark: str) -> str:
    code = ord(mark)
    return f"<{code:02x}>" if code < 256 else f"<{code:04x}>"


def _shown_as_meant(text: str) -> str:
    def meant(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        # A byte of 128 and more is itself, not the character of that number.
        return chr(code) if match[2] or code < 128 else chr(0xDC00 + code)

    return _ESCAPE.sub(meant, text)


def _without_last_gap(text: str) -> str:
    return text[:-1] if text.endswith("\n\n") or text == "\n" else text


def _rewritten(path: Path) -> str:
    """Return a case file with the outputs that its commands have now."""
    text = path.read_text(encoding="utf-8")
    lines = re.match(r"(?:#.*\n|\n)*", text)
    pieces = [lines[0] if lines else ""]
    found = cases(path)
    pieces += [f"{part.mark}\n{part.text}\n" for part in sections(text.split("\n=== ")[0])]
    shared = len([part for part in sections(text.split("\n=== ")[0]) if part.mark[:3] == "---"])
    for case in found:
        with tempfile.TemporaryDirectory() as folder:
            prepare(case, Path(folder))
            own = "".join(f"{file.mark}\n{file.text}" for file in case.files[shared:])
            done = (_written(step, Path(folder)) for step in case.steps)
            pieces.append(f"=== {case.name}{_SLOW if case.is_slow else ''}\n{own}{''.join(done)}\n")
    return "".join(pieces).rstrip("\n") + "\n"


def _written(step: Step, folder: Path) -> str:
    outcome = perform(step, folder)
    lines = [f"$ {step.command}\n"]
    lines += [f"{part.mark}\n{part.text}" for part in step.sections if part.mark == "<<< stdin"]
    for name, content in (("stdout", outcome.stdout), ("stderr", outcome.stderr)):
        pieces = step.expected(f">>> {name} has")
        if pieces is not None:
            lines.append(f">>> {name} has\n{pieces}")
        elif content:
            lines.append(f">>> {name}\n{visible(content)}")
    if outcome.status:
        lines.append(f">>> status {outcome.status}\n")
    for part in step.sections:
        if part.mark.startswith(">>> file "):
            lines.append(f"{part.mark}\n{visible((folder / part.mark[9:]).read_bytes())}")
        elif part.mark.startswith(">>> no file "):
            lines.append(f"{part.mark}\n")
    return "".join(lines)


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.case")):
        each.write_text(_rewritten(each), encoding="utf-8")
