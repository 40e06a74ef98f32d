import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from cli.render.text.text_width import (
    fold,
    make_visible,
    measure_longest_piece,
    measure_width,
    replace_signs,
)

SCRIPTS = "abc de_f-g/h[] 日本語한국 العربيةनमस्ते e\u0301👨‍👩‍👧❤️🇮🇹"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[/b] [red]x", "[/b] [red]x"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\tb\nc\r\x00\x7f\x9b", r"a\tb\nc\r\x00\x7f\x9b"),
        ("\u202egpj\u2066x", r"\u202egpj\u2066x"),
        ("\ufeffx\u2028", r"\ufeffx\u2028"),
        ("a\xa0b", "a\xa0b"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_control_characters_are_shown_and_markup_is_text(text: str, shown: str) -> None:
    assert make_visible(text) == shown


def test_what_a_stream_cannot_show_is_escaped() -> None:
    assert make_visible("café 日本", "ascii") == r"caf\xe9 \u65e5\u672c"
    assert make_visible("café 日本", "latin-1") == r"café \u65e5\u672c"
    assert replace_signs("▲ ≥ ±10 é", "ascii") == "^ >= +/-10 é"
    assert replace_signs("▲ ≥ 10 é", "utf-8") == "▲ ≥ 10 é"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Google Shopping", 15, ["Google Shopping"]),
        ("Google Shopping", 14, ["Google", "Shopping"]),
        ("position_based", 10, ["position_", "based"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("has 1,077 rows", 6, ["has", "1,077", "rows"]),
        ("日本語の広告", 5, ["日本", "語の", "広告"]),
        ("a" * 6 + " " * 9 + "b", 6, ["a" * 6, "b"]),
        ("e\u0301" * 4, 2, ["e\u0301e\u0301", "e\u0301e\u0301"]),
        ("", 5, [""]),
    ],
)
def test_names_fold_at_separators_where_they_can(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


@given(st.text(alphabet=SCRIPTS, max_size=60), st.integers(2, 40))
def test_folding_keeps_to_the_width_and_loses_only_spaces(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(measure_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet=SCRIPTS, max_size=30))
@example("\u200d日")
def test_width_is_that_of_the_terminals_cells(text: str) -> None:
    assert measure_width(text) == cell_len(text)
    assert measure_longest_piece(text) <= measure_width(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("111 orders (7.5 %) less", ["111 orders", "(7.5 %)", "less"]),
        ("from 2026-01-31 to", ["from", "2026-01-31", "to"]),
        ("recency: [-1, -1, -1]", ["recency:", "[-1, -1,", "-1]"]),
        ("12\u202f345,60 EUR", ["12\u202f345,60", "EUR"]),
    ],
)
def test_numbers_and_days_are_not_broken(text: str, lines: list[str]) -> None:
    assert fold(text, 10) == lines


def test_vowel_signs_of_indic_scripts_take_a_cell() -> None:
    assert measure_width("विज्ञापन") == measure_width("वजञपन") + 2
