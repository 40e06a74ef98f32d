"""Each case of `tests/cases/*.case` prints, says and leaves behind what it says."""

from pathlib import Path

import pytest

from tests.running import Outcome
from tests.shell_cases import FOLDER, Case, Step, cases, perform, prepare, visible

CASES = [
    pytest.param(
        case,
        id=f"{path.stem}: {case.name}",
        marks=[pytest.mark.slow] if case.is_slow else [],
    )
    for path in sorted(FOLDER.glob("*.case"))
    for case in cases(path)
]


def check_stream(step: Step, name: str, content: bytes) -> None:
    said = visible(content)
    pieces = step.expected(f">>> {name} has")
    if pieces is None:
        assert said == (step.expected(f">>> {name}") or "")
    else:
        missing = [piece for piece in pieces.splitlines() if piece not in said]
        assert not missing, said


def check(step: Step, outcome: Outcome, folder: Path) -> None:
    check_stream(step, "stderr", outcome.stderr)
    check_stream(step, "stdout", outcome.stdout)
    assert outcome.status == step.status()
    for part in step.sections:
        if part.mark.startswith(">>> file "):
            assert visible((folder / part.mark[9:]).read_bytes()) == part.text
        elif part.mark.startswith(">>> no file "):
            assert not (folder / part.mark[12:]).exists()
    assert not list(folder.rglob("*.tmp"))


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case, tmp_path: Path) -> None:
    prepare(case, tmp_path)
    assert case.steps
    for step in case.steps:
        check(step, perform(step, tmp_path), tmp_path)


def test_there_are_cases_of_each_topic() -> None:
    topics = {path.stem for path in FOLDER.glob("*.case")}
    assert topics >= {"compare", "rfm", "report", "check", "explain", "init", "demo", "usage"}
