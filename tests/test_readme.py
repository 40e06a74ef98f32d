"""The README is true: its outputs are what the commands print, its two commands one line each."""

import re
import subprocess

import pytest

from tests.readme import BLOCK, README, ROOT, output, written

TEXT = README.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_there_is_an_output_of_each_kind() -> None:
    shown = [match["command"].split()[0] for match in BLOCK.finditer(TEXT)]
    assert shown == ["compare", "rfm", "check", "explain"]


@pytest.mark.parametrize("block", list(BLOCK.finditer(TEXT)), ids=lambda match: match["command"])
def test_the_output_is_what_the_command_prints(block: re.Match[str]) -> None:
    assert block["output"] == output(block["command"])


def test_writing_it_anew_changes_nothing() -> None:
    assert written() == TEXT


def test_two_commands_of_one_line_each() -> None:
    assert len(COMMANDS) == 2
    tried, tested = COMMANDS
    for command in COMMANDS:
        assert command.count("\n") == 1
        assert "pip install" in command
        subprocess.run(["/bin/sh", "-n", "-c", command], check=True)
    assert re.search(r"merito .*compare", tried)
    assert "pytest" in tested
    assert "merito" not in tested


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = subprocess.run(
        [
            "/bin/bash",
            "-c",
            next(line for line in script.splitlines() if "sed -n" in line)
            + '; printf "%s\\n" "$tests"',
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == COMMANDS[1]
