"""The README and the manual are true: outputs are what the commands print, examples run."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.readme import BLOCK, PAGES, README, ROOT, TOPICS, output, read_pages, written
from tests.running import PROGRAM
from tests.test_documented import write_small_shop

TEXT = README.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_there_is_an_output_of_each_kind() -> None:
    shown = {match["command"].split()[0] for match in BLOCK.finditer(read_pages())}
    assert shown >= {"compare", "rfm", "check", "explain"}


@pytest.mark.parametrize(
    ("page", "block"),
    [
        pytest.param(page, block, id=f"{page.stem}: {block['command']}")
        for page in PAGES
        for block in BLOCK.finditer(page.read_text(encoding="utf-8"))
    ],
)
def test_the_output_is_what_the_command_prints(page: Path, block: re.Match[str]) -> None:
    assert block["output"] == output(page, block["command"], block["kind"])


def test_writing_a_page_anew_changes_nothing() -> None:
    # Of the shortest that has an output: the others are compared above.
    page = TOPICS / "models.md"
    assert BLOCK.search(page.read_text(encoding="utf-8"))
    assert written(page) == page.read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert TEXT.count("\n") <= 150


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


CRON = re.findall(r"^[0-9*/ ]+\*  (\$HOME/\S*merito .*)$", read_pages(), re.MULTILINE)


@pytest.mark.slow
def test_a_command_for_cron_needs_no_path(tmp_path: Path) -> None:
    assert len(CRON) >= 2
    program = tmp_path / ".local" / "bin" / "merito"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {" ".join(PROGRAM)} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    write_small_shop(tmp_path / "shop")
    for command in dict.fromkeys(CRON):
        done = subprocess.run(
            [
                "/usr/bin/env",
                "-i",
                f"HOME={tmp_path}",
                "PATH=/usr/bin:/bin",
                "/bin/sh",
                "-c",
                command,
            ],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, ""), command
    assert (tmp_path / "reports" / "compare.csv").is_file()
