"""What is told on standard error: readable on a terminal, whole in a log."""

import pytest

from cli.standard_error import escape_controls, fold_sentence
from tests.conftest import Run


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("merito: twelve orders", ["merito: twelve", "orders"]),
        ("averyveryverylongword and more", ["averyveryverylongword", "and more"]),
        ("  merito compare --model last", ["  merito compare --model last"]),
        (
            "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
            ["e\u0301" * 6 + " " + "e\u0301" * 6],
        ),
        ("日本語日本 日本語", ["日本語日本", "日本語"]),
        ("there are 83.1 % of all", ["there are", "83.1 % of all"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_between_words_unless_they_are_to_be_copied(
    line: str, lines: list[str]
) -> None:
    assert fold_sentence(line, 14) == lines
    assert fold_sentence(line, None) == [line]


def test_notes_fit_a_terminal_and_are_whole_in_a_log(run: Run) -> None:
    told = run("compare", "--model", "lst", terminal=True, env={"COLUMNS": "40"}).err
    assert max(map(len, told.splitlines())) <= 40
    assert told.replace("\n", " ") == run("compare", "--model", "lst").err.replace("\n", " ")


def test_signs_that_move_nothing_are_not_escaped() -> None:
    assert (
        escape_controls("1\u202f234 👨\u200d👩 \x1b\u202e") == "1\u202f234 👨\u200d👩 \\x1b\\u202e"
    )
