import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.comparison.measures import Metric
from cli.render import render
from cli.render.number_text import format_for_people
from cli.render.output_formats import Format, RenderOptions
from cli.render.text.text_width import measure_width
from cli.report import ColumnKind, Table
from tests.cli.render.reports import (
    CHANNELS,
    MODELS,
    comparison,
    findings,
    large,
    report,
    segments,
    tidy,
)

GOLDEN = Path(__file__).parent / "golden"
MONEY = re.compile(r"-?[\d,]+\.\d\d(?!\d)")
PERCENT = re.compile(r"[+-]?[\d,.]+ %")

amounts = st.integers(-(10**4), 10**9)
letters = st.text(
    alphabet=st.characters(categories=["L", "Mn", "So"], include_characters="[]/ \x1b"), max_size=60
)


def shown(*tables: Table, width: int, color: bool = False, encoding: str = "utf-8") -> str:
    look = RenderOptions(width=width, color=color, encoding=encoding)
    return render(report(*tables), Format.TABLE, look).decode(encoding)


def small(metric: Metric = Metric.REVENUE) -> Table:
    cents = {"last": {"Search": 100000, "Email": 0}, "first": {"Search": 90000, "Email": 10000}}
    totals = tidy({"last": {"Total": 100000}, "first": {"Total": 100000}})
    return comparison(tidy(cents), ["last", "first"], metric=metric, totals=totals)


@pytest.mark.parametrize("width", [200, 100, 80, 40, 20])
@pytest.mark.parametrize("name", ["compare", "rfm"])
def test_the_layout_at_a_width(name: str, width: int) -> None:
    table = large() if name == "compare" else segments()
    golden = (GOLDEN / f"{name}_{width}.txt").read_bytes()
    assert shown(table, width=width).encode() == golden


@pytest.mark.parametrize("width", [200, 100, 80, 40])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = shown(large(), segments(), findings("x" * 300, "y"), width=width).split("\n")
    assert max(map(measure_width, lines)) <= width


@given(st.data(), st.integers(1, 220))
def test_every_number_is_there_at_every_width(data: st.DataObject, width: int) -> None:
    models = MODELS[: data.draw(st.integers(1, 10))]
    channels = data.draw(st.lists(letters, min_size=1, max_size=4, unique=True))
    frame = tidy({model: {name: data.draw(amounts) for name in channels} for model in models})
    table = comparison(frame, models)._replace(title="", caption=())
    text = shown(table, width=width)
    assert sorted(MONEY.findall(text)) == sorted(
        format_for_people(frame["revenue"], ColumnKind.MONEY)
    )
    changes = [
        value.lstrip("+-")
        for value in format_for_people(frame["revenue_change_share"], ColumnKind.SHARE)
        if value
    ]
    assert sorted(value.lstrip("+-") for value in PERCENT.findall(text)) == sorted(changes)
    assert "…" not in text


@given(st.integers(12, 220))
def test_every_segment_number_is_there_at_every_width(width: int) -> None:
    table = segments()
    text = shown(table, width=width)
    for name, kind in table.kinds.items():
        if kind is not ColumnKind.TEXT:
            assert all(value in text for value in format_for_people(table.frame[name], kind))


def test_names_are_whole_at_every_width() -> None:
    for width in (200, 100, 80, 40, 20):
        text = "".join(shown(large(), width=width).split())
        for channel in ("[brand]search", "[/b]", r"tab\there\x1b["):
            assert channel in text
        assert "\x1b" not in text
    assert "".join(CHANNELS[1].split()) in "".join(shown(large(), width=20).split())


def test_changes_are_marked_by_a_sign() -> None:
    cents = {
        "last": {"up": 1000, "down": 1000, "little": 1000, "none": 1000, "new": 0, "nothing": 0},
        "first": {"up": 1100, "down": 900, "little": 1099, "none": 1000, "new": 1, "nothing": 0},
    }
    lines = shown(comparison(tidy(cents), ["last", "first"]), width=80).split("\n")
    assert lines[4:10] == [
        "up       10.00  11.00 ▲ +10.0 %",
        "down     10.00   9.00 ▼ -10.0 %",
        "little   10.00  10.99    +9.9 %",
        "none     10.00  10.00     0.0 %",
        "new       0.00   0.01       new",
        "nothing   0.00   0.00",
    ]


def test_an_infinite_change_is_new() -> None:
    frame = small().frame.with_columns(revenue_change_share=pl.lit(float("inf")))
    text = shown(comparison(frame, ["last", "first"]), width=80)
    assert "Email        0.00  100.00 new" in text
    assert "inf" not in text


def test_a_stream_that_lacks_the_signs_gets_ascii() -> None:
    text = shown(small()._replace(title="É"), width=80, encoding="ascii")
    assert text.startswith("\\xc9\n\nchannel")
    assert "v -10.0 %" in text
    assert "^ v change" in text
    assert "-------" in text


@pytest.mark.parametrize(
    ("metric", "line"),
    [
        (Metric.REVENUE, "Search   1,000.00    900.00 ▼ -10.0 %"),
        (Metric.CONVERSIONS, "Search   20.0   18.0"),
        (Metric.SHARE, "Search   12.5 %  12.5 %"),
        (Metric.CHANGE, "Search   1,000.00  -100.00 ▼ -10.0 %"),
    ],
)
def test_the_metric_decides_what_is_shown(metric: Metric, line: str) -> None:
    assert line in shown(small(metric), width=80).split("\n")


def test_totals_stand_below_a_rule_and_are_empty_where_they_mean_nothing() -> None:
    lines = shown(large(), width=250).split("\n")
    total = next(line for line in lines if line.startswith("Total"))
    assert len(MONEY.findall(total)) == 9
    assert set(lines[lines.index(total) - 1]) == {"─"}


def test_a_table_for_each_window_and_block() -> None:
    first = small().frame
    block = pl.lit("(all)").alias("shop")
    frame = pl.concat([first, first.with_columns(lookback=pl.lit("7d"))]).select(
        "lookback", block, pl.exclude("lookback")
    )
    table = comparison(frame, ["last", "first"], block="shop", totals=frame.head(1))
    lines = shown(table, width=80).split("\n")
    assert "lookback: 30d, shop: (all)" in lines
    assert "lookback: 7d, shop: (all)" in lines
    assert sum(line.startswith("Search") for line in lines) == 3


def test_no_orders_leave_the_header() -> None:
    empty = comparison(small().frame.clear(), ["last", "first"])
    assert shown(empty, width=80).split("\n")[2] == "channel  last  first"


def test_colour_only_adds_to_what_is_there() -> None:
    for width in (200, 80, 40, 20):
        colored = shown(large(), segments(), width=width, color=True)
        plain = shown(large(), segments(), width=width)
        assert "\x1b[32m" in colored or width == 20
        stripped = re.sub(r"\x1b\[\d+m", "", colored)
        assert [line.rstrip() for line in stripped.split("\n")] == plain.split("\n")


def test_rises_and_falls_have_their_colours() -> None:
    text = shown(small(), width=80, color=True)
    assert "900.00 \x1b[31m▼ -10.0 %\x1b[0m" in text
    assert "\x1b[32mnew\x1b[0m" in text


def test_rows_that_share_a_first_column_are_named_by_two() -> None:
    frame = pl.DataFrame(
        {
            "role": ["orders", "orders", "touchpoints"],
            "line": ["counted", "duplicates", "counted"],
            "rows": [10**12, 2, 3],
            "amount": [10**15, 2, None],
        }
    )
    kinds = {
        "role": ColumnKind.TEXT,
        "line": ColumnKind.TEXT,
        "rows": ColumnKind.COUNT,
        "amount": ColumnKind.MONEY,
    }
    table = Table("ledger", "Ledger", frame, kinds, frame, totals=frame.tail(1))
    lines = shown(table, width=60).split("\n")
    assert sum(line.startswith("orders") and "duplicates" in line for line in lines) == 2


def test_one_column_is_a_table_as_well() -> None:
    frame = pl.DataFrame({"name": ["a" * 30]})
    table = Table("names", "Names", frame, {"name": ColumnKind.TEXT}, frame)
    assert shown(table, width=12).split("\n")[2:5] == ["a" * 12, "a" * 12, "a" * 6]


def test_tables_are_parted_by_a_line() -> None:
    assert "\n\nFindings\n\n" in shown(segments(), findings("a"), width=80)


def advised(advice: str = "Call them, and say what has changed since their last order") -> Table:
    """Return segments with a bar, and a sentence that is shown only where it has a line."""
    frame = pl.DataFrame(
        {
            "segment": ["At Risk", "Lost"],
            "customers": [137, 1590],
            "bar": [0.08, 0.92],
            "advice": [advice, ""],
        }
    )
    kinds = {
        "segment": ColumnKind.TEXT,
        "customers": ColumnKind.COUNT,
        "bar": ColumnKind.BAR,
        "advice": ColumnKind.ADVICE,
    }
    return Table("rfm", "Segments", frame, kinds, frame)


def test_advice_is_shown_where_it_need_not_be_folded() -> None:
    wide = shown(advised(), width=67)
    assert "At Risk  Call them, and say what has changed since their last order\n" in wide
    assert "columns and more" not in wide
    narrow = shown(advised(), width=66).splitlines()
    assert not any("Call" in line for line in narrow)
    assert narrow[-1] == "advice: on a terminal of 67 columns and more, or with --format csv"


def test_a_bar_stands_beside_its_number_or_not_at_all() -> None:
    lines = shown(advised("Call"), width=30).splitlines()
    assert "At Risk        137  █" in lines
    assert "Lost         1,590  ██████████" in lines
    assert "█" not in shown(advised("Call"), width=18)
