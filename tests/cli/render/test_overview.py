import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.render import render
from cli.render.output_formats import Format, RenderOptions
from cli.render.text.model_marks import assign_marks, draw_bar
from cli.render.text.text_width import fold, measure_longest_piece, measure_width
from cli.report import Overview, Table
from tests.cli.render.reports import CHANNELS, comparison, report, tidy
from tests.cli.render.uncertain import uncertain

OVERVIEW = Overview("Revenue in EUR by channel", "1,000 orders, 10,000.00 EUR")


def shown(table: Table, width: int, height: int | None, encoding: str = "utf-8") -> list[str]:
    look = RenderOptions(width=width, height=height, encoding=encoding)
    return render(report(table), Format.TABLE, look).decode(encoding).split("\n")[:-1]


def shop(rows: dict[str, tuple[int, int, int]]) -> Table:
    """Return a comparison of last, first and linear, in cents."""
    cents = {
        model: {name: amounts[place] for name, amounts in rows.items()}
        for place, model in enumerate(("last", "first", "linear"))
    }
    sums = {model: {"Total": sum(own.values())} for model, own in cents.items()}
    table = comparison(tidy(cents), ["last", "first", "linear"], totals=tidy(sums))
    return table._replace(overview=OVERVIEW)


def many(count: int) -> Table:
    rows = {f"Campaign {n:03d}": (1000 * n, 500 * n, 0) for n in range(count)}
    return shop(rows | {"(unattributed)": (7, 7, 7)})


def test_a_screen_tells_the_baseline_and_the_ends_by_name() -> None:
    rows = {
        "Email": (100, 900, 500),
        "Direct": (5000, 200, 2600),
        "Social": (300, 300, 300),
        "Search": (400, 300, 300),
        "Paid": (300, 400, 300),
        "(unattributed)": (50, 50, 50),
    }
    assert shown(shop(rows), 80, 14) == [
        "Revenue in EUR by channel",
        "1,000 orders, 10,000.00 EUR",
        "",
        "channel          last  lowest        highest        0.00                   50.00",
        "─" * 80,
        "Direct          50.00    2.00 first    50.00 last    f────────────l────────────●",
        "Email            1.00    1.00 last      9.00 first   ●─l─f",
        "Paid             3.00    3.00 last      4.00 first    ●",
        "(2 others)       7.00    6.00 first     7.00 last",
        "(unattributed)   0.50    0.50           0.50",
        "",
        "● last  f first  l linear  + several",
        "Everything: --all; some models: --model last,linear",
    ]


def test_the_whole_is_shown_where_it_fits_and_where_nobody_scrolls() -> None:
    table = shop({"Email": (100, 900, 500), "(unattributed)": (0, 0, 0)})
    whole = shown(table, 80, None)
    assert whole[0].startswith("Revenue by channel and model")
    assert shown(table, 80, 24) == whole
    assert "Campaign 000" in "\n".join(shown(many(40)._replace(overview=None), 80, 24))


def test_channels_beyond_the_screen_are_added_up() -> None:
    lines = shown(many(300), 100, 24)
    assert len(lines) <= 23
    others = next(line for line in lines if "others)" in line)
    amount = float(others.partition(")")[2].split()[0].replace(",", ""))
    listed = [int(m[1]) for line in lines if (m := re.match(r"Campaign (\d+)", line))]
    assert listed == sorted(listed, reverse=True)
    assert f"({300 - len(listed)} others)" in others
    assert amount == sum(10 * n for n in range(300) if n not in listed)


def test_a_bar_makes_way_for_long_names() -> None:
    named = shop(
        {f"2026_search_brand_campaign_{n:03d}_remarketing": (1000 * n, n, 9) for n in range(9)}
    )
    lines = shown(named, 80, 24)
    assert sum("remarketing" in line for line in lines) >= 6


def test_marks_are_told_only_where_a_bar_has_them() -> None:
    table = uncertain()._replace(overview=OVERVIEW)
    wide, narrow = ("\n".join(shown(table, width, 24)) for width in (120, 60))
    assert "● last" in wide
    assert "─●" in wide or "●─" in wide
    assert "●" not in narrow


def test_models_without_a_total_are_not_compared() -> None:
    table = uncertain()._replace(overview=OVERVIEW)
    lines = shown(table, 100, 24)
    assert not [line for line in lines if "undefined" in line]
    assert "undefined" in "\n".join(shown(table, 100, None))


def test_a_stream_that_lacks_the_signs_gets_others() -> None:
    lines = shown(uncertain()._replace(overview=OVERVIEW), 120, 24, "ascii")
    assert "@ last" in lines[-2]
    assert not [line for line in lines if "●" in line]


@given(st.integers(12, 220), st.integers(4, 80))
def test_a_screen_is_never_taller_or_wider_than_it_may_be(width: int, height: int) -> None:
    table = uncertain()._replace(overview=OVERVIEW)
    lines = shown(table, width, height)
    if lines[0].startswith("Revenue in"):
        assert len(lines) <= min(height - 1, 24)
        assert max(map(measure_width, lines)) <= width


def test_roles_stand_at_the_foot_where_there_is_room() -> None:
    table = many(8)
    told = table._replace(overview=OVERVIEW._replace(roles="A opens journeys"))
    without = shown(table, 50, 24)
    assert len(without) < 23
    assert shown(told, 50, 24) == [*without, "A opens journeys"]
    assert shown(told, 50, len(without) + 1) == without


def test_marks_are_told_apart_by_shape() -> None:
    names = ["last", "last_non_direct", "first", "linear", "time_decay", "l2", *map(str, range(60))]
    marks = assign_marks(names, "last", "utf-8")
    assert list(marks) == names
    assert [marks[name] for name in names[:6]] == ["●", "l", "f", "i", "t", "2"]
    assert len(set(list(marks.values())[:60])) == 60


def test_a_bar_reaches_from_the_lowest_to_the_highest() -> None:
    marks = {"last": "●", "first": "f", "linear": "l"}
    bar = draw_bar({"last": 50, "first": 0, "linear": 100}, (0, 100), marks, 11)
    assert bar == "f────●────l"
    assert draw_bar({"last": 3, "first": 0, "linear": 1}, (0, 100), marks, 11) == "●" + " " * 10
    below = draw_bar({"last": -100, "first": 0, "linear": 0}, (-100, 0), marks, 11)
    assert below == "●─────────+"


@pytest.mark.parametrize("name", [each for each in CHANNELS if each.isprintable()])
def test_names_are_folded_between_words_only(name: str) -> None:
    width = measure_longest_piece(name)
    lines = fold(name, width)
    assert max(map(measure_width, lines)) <= width
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")


def test_the_header_is_repeated_above_totals_that_it_has_left() -> None:
    table = many(40)._replace(overview=None)
    lines = shown(table, 80, 30)
    assert lines.count(lines[2]) == 2
    assert lines.index("─" * len(lines[3]), 4) < len(lines) - 4
    assert shown(table, 80, 60).count(lines[2]) == 1
