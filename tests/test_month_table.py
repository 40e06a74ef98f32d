"""The names of months are those of CLDR."""

import pytest

from tests.month_table import PATH, choose_months, write_table


@pytest.mark.slow
def test_the_table_is_what_cldr_says() -> None:
    pytest.importorskip("babel", reason="the names of months come from Babel")
    assert PATH.read_text(encoding="utf-8") == write_table()


def test_a_name_of_a_modern_language_stands_above_others() -> None:
    found = {"jan": {1: {"en", "st"}, 6: {"st"}}, "ara": {12: {"tr"}, 2: {"mas"}}}
    chosen, disagreeing = choose_months({**found, "kel": {10: {"ee"}, 2: {"kam"}}})
    assert "jan" in chosen[1]
    assert "ara" in chosen[12]
    assert not any("kel" in names for names in chosen.values())
    assert disagreeing == set()


def test_modern_languages_that_disagree_are_named() -> None:
    chosen, disagreeing = choose_months({"lis": {10: {"hr"}, 11: {"cs", "pl", "szl"}}})
    assert not any("lis" in names for names in chosen.values())
    assert disagreeing == {"cs", "hr", "pl"}
