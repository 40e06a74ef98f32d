"""What answers at once imports no data library."""

import sys

import pytest

from tests.running import process

HEAVY = "polars numpy rich pydantic pyarrow yaml"
OF_TYPER = {"pydantic"}  # which Typer itself loads for the parameters of a command
OF_SETTINGS = {"yaml"}
REPORT = f"""
import sys
from cli.main import run_command_line
code = run_command_line(sys.argv[1:])
loaded = [name for name in {HEAVY.split()!r} if name in sys.modules]
print("loaded:", *loaded, file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str, status: int, env: dict[str, str] | None = None) -> set[str]:
    outcome = process(*arguments, program=(sys.executable, "-c", REPORT), env=env or {})
    assert outcome.status == status, outcome.err
    return set(outcome.err.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing(option: str) -> None:
    assert loaded(option, status=0) == set()


def test_help_of_a_command_loads_no_data_library() -> None:
    assert loaded("compare", "--help", status=0) <= OF_TYPER


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["compare", "--nonsense"],
        ["compare", "--format", "jsn"],
        ["compare", "--dialect", "exel"],
        ["compare", "--metric", "reveneu"],
        ["compare", "--from", "yesterday"],
        ["report", "-o", "report.doc"],
        ["compare", "orders.csv"],
        ["compare", "https://shop.example/orders.csv"],
    ],
    ids=" ".join,
)
def test_usage_errors_load_no_data_library(arguments: list[str]) -> None:
    assert loaded(*arguments, status=2) <= OF_TYPER | OF_SETTINGS


def test_completion_loads_no_data_library() -> None:
    env = {
        "_MERITO_COMPLETE": "complete_bash",
        "COMP_WORDS": "merito com",
        "COMP_CWORD": "1",
    }
    program = (sys.executable, "-X", "importtime", "-m", "cli")
    outcome = process(program=program, env=env)
    assert outcome.out.split() == ["compare"]
    imported = {line.rpartition("|")[2].strip() for line in outcome.err.splitlines()}
    assert imported & set(HEAVY.split()) <= OF_TYPER
