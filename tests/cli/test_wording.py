"""How sentences count, share and list."""

from datetime import date

import pytest

from cli.wording import format_count, format_days, format_examples, format_list, format_share


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "row", "0 rows"),
        (1, "row", "1 row"),
        (1_234, "order", "1,234 orders"),
        (2, "touch", "2 touches"),
    ],
)
def test_a_number_has_its_noun(number: int, noun: str, text: str) -> None:
    assert format_count(number, noun) == text


def test_a_verb_agrees_with_its_number() -> None:
    assert format_count(1, "row", ("has", "have")) == "1 row has"
    assert format_count(2, "row", ("has", "have")) == "2 rows have"


def test_a_share_of_nothing_is_none() -> None:
    assert (format_share(1, 8), format_share(0, 0)) == ("12.5 %", "0.0 %")


def test_lists() -> None:
    assert [format_list("abc"[:size]) for size in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert format_examples(["a", "b", "c"]) == "a, b, c"
    assert format_examples(["a", "b", "c", "d"]) == "a, b, c and 1 more"
    assert format_examples(["a", "b", "c"], most=1) == "a and 2 more"


def test_a_stretch_of_one_day_is_a_day() -> None:
    first, last = date(2026, 1, 31), date(2026, 2, 3)
    assert format_days(first, first) == "2026-01-31"
    assert format_days(first, last) == "2026-01-31 to 2026-02-03"
