"""Every remedy in what `tests/cases` say, applied: the command works, or says something else."""

from pathlib import Path

import pytest
import yaml

from tests.remedies import Remedy, apply_remedy, list_remedies, sum_revenue
from tests.shell_cases import FOLDER, Case, Step, cases, perform, prepare

_QUICK = {"no_sales", "totals_rows"}
_REVENUES: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("remedies.yaml").read_text(encoding="utf-8")
)


def said(step: Step) -> str:
    """Return what a command says to people, of `check` its findings too."""
    findings = step.expected(">>> stdout") if "merito check" in step.command else None
    return f"{step.expected('>>> stderr') or step.expected('>>> stderr has') or ''}{findings or ''}"


def name_remedy(topic: str, case: Case, place: int, remedy: Remedy) -> str:
    return f"{topic}: {case.name}: {place}: {remedy}"


REMEDIES = [
    (path.stem, case, place, remedy)
    for path in sorted(FOLDER.glob("*.case"))
    for case in cases(path)
    for place, step in enumerate(case.steps)
    for remedy in list_remedies(said(step))
]
PARAMETERS = [
    pytest.param(
        case,
        place,
        remedy,
        name_remedy(topic, case, place, remedy),
        id=f"{topic}: {case.name}: {remedy}",
        marks=() if topic in _QUICK else pytest.mark.slow,
    )
    for topic, case, place, remedy in REMEDIES
]


@pytest.mark.parametrize(("case", "place", "remedy", "name"), PARAMETERS)
def test_a_remedy_leads_on_to_the_right_number(
    case: Case, place: int, remedy: Remedy, name: str, tmp_path: Path
) -> None:
    prepare(case, tmp_path)
    for step in case.steps[:place]:
        perform(step, tmp_path)
    step = case.steps[place]
    before = perform(step, tmp_path)
    after = apply_remedy(remedy, step, tmp_path)
    assert after.status in {0, 1, 2}
    assert (after.err, after.out) != (before.err, before.out)
    assert str(remedy) not in after.err or after.status == 0
    runs = remedy.kind != "name" and after.status in {0, 1}
    assert runs == (name in _REVENUES)
    if runs:
        assert sum_revenue(remedy, step, tmp_path) == _REVENUES[name]


def test_the_revenues_are_of_remedies() -> None:
    assert _REVENUES.keys() <= {name_remedy(*each) for each in REMEDIES}


def test_there_are_remedies_of_many_kinds() -> None:
    found = [remedy for *_, remedy in REMEDIES]
    assert {"setting", "option", "name"} <= {each.kind for each in found}
    assert {"columns", "rows", "overlaps", "totals", "drop_status"} <= {
        each.words[1] for each in found
    }


def test_remedies_are_read_from_sentences() -> None:
    text = 'set orders.totals: ["(blank)"], or (orders.columns: {revenue: NAME}); --to 2026-03-23'
    assert list(map(str, list_remedies(text))) == ['orders.totals: ["(blank)"]', "--to 2026-03-23"]
