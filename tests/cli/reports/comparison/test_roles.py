"""Below a comparison stands who opens, assists and closes journeys, as `merito journeys` says."""

import pytest

from cli.reports.comparison.roles import describe_roles
from tests.cli.printed import table
from tests.conftest import Run

FEW = ("compare", "--model", "last,linear")


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ([], ""),
        ([("A", "too few"), ("B", "mixed"), ("(unattributed)", None)], ""),
        (
            [("A", "opener"), ("B", "closer"), ("C", "opener")],
            "more often than the whole shop: A and C open journeys; B closes (merito journeys)",
        ),
        (
            [(name, "assistant") for name in "ABCDEF"],
            "more often than the whole shop: A, B, C, D and 2 more assist (merito journeys)",
        ),
    ],
)
def test_roles_in_a_sentence(roles: list[tuple[str, str | None]], said: str) -> None:
    assert describe_roles(roles) == said


def test_the_comparison_names_the_roles_that_journeys_print(sample: Run) -> None:
    rows = table(sample, "journeys", "--show", "roles")
    said = describe_roles((row["channel"], row["role"]) for row in rows)
    shown = " ".join(sample(*FEW, "--format", "table", "--intervals").out.split())
    assert said
    assert said in shown


def test_files_and_pipes_have_no_roles(sample: Run) -> None:
    for form in ("csv", "json"):
        made = sample(*FEW, "--format", form, "-v")
        assert "open journeys" not in made.out + made.err
