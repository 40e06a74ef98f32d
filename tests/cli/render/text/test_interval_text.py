import json
import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.comparison.measures import Metric, needs_costs
from cli.render import render
from cli.render.output_formats import Dialect, Format, RenderOptions
from cli.render.text.interval_text import format_half_widths
from cli.render.text.text_width import measure_width
from cli.report import ColumnKind, Table
from tests.cli.render.reports import comparison, in_units, large, report, tidy
from tests.cli.render.uncertain import BOUNDS, KINDS, MEASURES, uncertain, with_intervals
from tests.cli.render.write_golden import UNCERTAIN

GOLDEN = Path(__file__).parents[1] / "golden"
FIGURE = re.compile(r"[±+-]?\d[\d,]*\.\d+(?: %| pp)?|#\d+|too few")


class Channel(NamedTuple):
    """Cents under two models, the bounds of their difference, and the rank under the second."""

    last: int
    first: int
    low: int | None = None
    high: int | None = None
    stable: str | None = "no"


def two(channels: dict[str, Channel], metric: Metric = Metric.REVENUE) -> Table:
    """Return a comparison of last and first, ± 1.00 around revenue and as said around changes."""
    cents = {
        model: {name: getattr(channel, model) for name, channel in channels.items()}
        for model in ("last", "first")
    }
    rows = [channels[name] for name in (*channels, *channels)]
    few = pl.Series([row.stable == "too few" for row in rows])
    compared = pl.col("model") == "first"
    frame = tidy(cents).with_columns(
        pl.when(~few).then(pl.col("revenue") - 100).alias("revenue_low"),
        pl.when(~few).then(pl.col("revenue") + 100).alias("revenue_high"),
        pl.when(compared).then(pl.Series([row.low for row in rows])).alias("revenue_change_low"),
        pl.when(compared).then(pl.Series([row.high for row in rows])).alias("revenue_change_high"),
        pl.when(compared).then(pl.Series([row.stable for row in rows])).alias("rank_stable"),
        *(pl.lit(None, pl.Float64).alias(bound) for bound in BOUNDS if "revenue_" not in bound),
    )
    return comparison(frame, ["last", "first"], metric=metric)._replace(
        kinds=KINDS | {"rank_stable": ColumnKind.TEXT},
        exhaustive=True,
        caption=(),
        title="",
    )


def shown(table: Table, width: int = 120, *, color: bool = False, encoding: str = "utf-8") -> str:
    look = RenderOptions(width=width, color=color, encoding=encoding)
    return render(report(table), Format.TABLE, look).decode(encoding)


def rows(table: Table, width: int = 120) -> list[str]:
    """Return the rows of the first panel, spaces reduced to one."""
    lines = shown(table, width).split("\n")
    rule = next(number for number, line in enumerate(lines) if set(line) == {"─"})
    return [" ".join(line.split()) for line in lines[rule + 1 : lines.index("", rule)]]


@pytest.mark.parametrize("name", UNCERTAIN)
def test_the_forms_of_a_comparison_with_intervals(name: str) -> None:
    output_format, look = UNCERTAIN[name]
    assert render(report(uncertain()), output_format, look) == (GOLDEN / name).read_bytes()


def test_a_change_is_marked_by_how_sure_it_is() -> None:
    table = two(
        {
            "sure": Channel(1000, 1200, 1, 300),
            "sure and small": Channel(1000, 1050, 10, 90),
            "sure fall": Channel(1000, 800, -300, -1),
            "noise": Channel(1000, 2000, 0, 2000),
            "noise below": Channel(1000, 900, -300, 0),
            "new": Channel(0, 100, 50, 150),
            "noise and new": Channel(0, 100, -50, 150),
            "too few": Channel(1000, 2000, stable="too few"),
            "too few and new": Channel(0, 10, stable="too few"),
            "unknown": Channel(1000, 1200),
            "never any": Channel(1000, 1000, 0, 0),
            "nothing": Channel(0, 0, 0, 0),
        }
    )
    assert rows(table) == [
        "sure 10.00 ±1.00 12.00 ±1.00 ▲ +20.0 %",
        "sure and small 10.00 ±1.00 10.50 ±1.00 +5.0 %",
        "sure fall 10.00 ±1.00 8.00 ±1.00 ▼ -20.0 %",
        "noise 10.00 ±1.00 20.00 ±1.00 ~ +100.0 %",
        "noise below 10.00 ±1.00 9.00 ±1.00 ~ -10.0 %",
        "new 0.00 ±1.00 1.00 ±1.00 new",
        "noise and new 0.00 ±1.00 1.00 ±1.00 ~ new",
        "too few 10.00 20.00 too few ~ +100.0 %",
        "too few and new 0.00 0.10 too few ~ new",
        "unknown 10.00 ±1.00 12.00 ±1.00 ~ +20.0 %",
        "never any 10.00 ±1.00 10.00 ±1.00 0.0 %",
        "nothing 0.00 ±1.00 0.00 ±1.00",
    ]


def test_a_rank_is_shown_where_it_is_stable_and_counts_every_channel() -> None:
    table = two(
        {
            "c": Channel(0, 500, stable="yes"),
            "few": Channel(0, 900, stable="too few"),
            "b": Channel(0, 500, stable="yes"),
            "a": Channel(0, 700, stable="no"),
            "(unattributed)": Channel(0, 9000, stable=None),
            "d": Channel(0, -5, stable="yes"),
        }
    )
    found = {line.split()[0]: re.findall(r"#\d+", line) for line in rows(table)}
    assert found == {
        "c": ["#4"],
        "few": [],
        "b": ["#3"],
        "a": [],
        "(unattributed)": [],
        "d": ["#5"],
    }


def test_each_window_has_its_own_ranks() -> None:
    table = two({"a": Channel(0, 2, stable="yes"), "b": Channel(0, 1, stable="yes")})
    later = table.frame.with_columns(lookback=pl.lit("7d"), revenue=10 - pl.col("revenue"))
    both = table._replace(frame=pl.concat([table.frame, later]))
    assert re.findall(r"#\d", shown(both)) == ["#1", "#2", "#2", "#1"]


def test_a_model_without_a_value_ranks_nothing_and_says_so() -> None:
    table = two({"a": Channel(0, 2, stable="yes"), "b": Channel(0, 1, stable="yes")})
    first = (pl.col("model") == "first") & (pl.col("channel") == "a")
    frame = table.frame.with_columns(
        pl.when(~first).then(pl.col(name)).alias(name) for name in table.frame.columns[3:]
    )
    assert rows(table._replace(frame=frame)) == [
        "a 0.00 ±1.00 \N{EN DASH}",
        "b 0.00 ±1.00 #1 0.01 ±1.00 ~ new",
    ]
    assert "\N{EN DASH} the model is not defined there" in shown(table._replace(frame=frame))


@pytest.mark.parametrize(
    ("metric", "line"),
    [
        (Metric.REVENUE, "Direct #2 28,410.00 ±1,286.40 #10 3,100.25 ±274.01 ▼ -89.1 %"),
        (Metric.CONVERSIONS, "Direct 568.2 ±25.7 62.0 ±5.5"),
        (Metric.SHARE, "Direct #2 12.5 % ±0.6 pp #10 12.5 % ±1.1 pp"),
        (Metric.CHANGE, "Direct 28,410.00 ±1,286.40 -25,309.75 ±274.01 ▼ -89.1 %"),
    ],
)
def test_the_interval_is_that_of_what_is_shown(metric: Metric, line: str) -> None:
    assert rows(uncertain(["last", "last_non_direct"], metric))[1] == line


def test_half_a_width_is_never_less_than_it_is() -> None:
    table = two({"a": Channel(0, 5)})
    wider = table.frame.with_columns(revenue_high=pl.col("revenue_high") + 1)
    assert rows(table._replace(frame=wider)) == ["a 0.00 ±1.01 0.05 ±1.01 ~ new"]


def test_totals_have_neither_interval_nor_noise() -> None:
    table = uncertain()
    assert table.totals is not None
    bounded = with_intervals(table.totals).with_columns(rank_stable=pl.lit("yes"))
    assert shown(table._replace(totals=bounded)) == shown(table)
    assert (
        rows(table, 200)[-1]
        == "Total 140,000.00 129,148.85 -7.8 % 132,872.98 -5.1 % 133,362.23 -4.7 %"
    )


@given(
    st.integers(12, 220),
    st.sampled_from([each for each in Metric if not needs_costs(each)]),
)
def test_every_figure_is_there_at_every_width(width: int, metric: Metric) -> None:
    table = uncertain(metric=metric)._replace(title="", caption=(), replicates=None)
    wide = FIGURE.findall(shown(table, 400).partition("\n± ")[0])
    text = shown(table, width).partition("\n± ")[0]
    assert sorted(FIGURE.findall(text)) == sorted(wide)
    assert max(map(measure_width, text.split("\n"))) <= max(width, 14)


@pytest.mark.parametrize("width", [40, 60, 75, 100])
def test_doubts_nobody_asked_for_are_left_out_where_they_do_not_fit(width: int) -> None:
    text = shown(uncertain()._replace(exhaustive=False), width)
    assert "±" not in text
    assert "#" not in text
    assert "~ change may be noise" in " ".join(text.split())
    assert "±1,286.40" in shown(uncertain()._replace(exhaustive=False), 200)


def test_without_anything_said_of_noise_no_change_is_marked() -> None:
    table = large()._replace(caption=(), marked=False)
    assert not set("▲▼") & set(shown(table, 200))
    assert "+33.3 %" in shown(table, 200)


@pytest.mark.parametrize("width", [40, 75, 90])
def test_half_widths_stand_below_their_values(width: int) -> None:
    table = uncertain(["last", "first", "markov"])._replace(title="", caption=())
    panel = shown(table, width).split("\n\n")[1]
    ends = {
        measure_width(line[: money.end()])
        for line in panel.split("\n")
        for money in re.finditer(r"\.\d\d\b", line)
    }
    assert len(ends) == (1 if width == 40 else 3)


def test_models_are_kept_together() -> None:
    lines = shown(uncertain(["last", "first", "linear", "markov", "shapley"]), 60).split("\n")
    assert [line.split() for line in lines if line.startswith("channel")] == [
        ["channel", "last", "first"],
        ["channel", "linear", "markov"],
        ["channel", "shapley"],
    ]


def test_what_is_unsure_is_faint_and_colour_only_adds() -> None:
    for width in (200, 100, 60, 20):
        colored = shown(uncertain(), width, color=True)
        stripped = re.sub(r"\x1b\[\d+m", "", colored)
        assert [line.rstrip() for line in stripped.split("\n")] == shown(uncertain(), width).split(
            "\n"
        )
    text = shown(uncertain(), 200, color=True)
    for faint in ("±1,286.40", "#2", "too few", "~ +2.2 %", "~ new"):
        assert f"\x1b[2m{faint}\x1b[0m" in text
    assert "\x1b[31m▼ -89.1 %\x1b[0m" in text


def test_a_stream_that_lacks_the_signs_gets_ascii() -> None:
    text = shown(uncertain(), 200, encoding="ascii")
    assert "#1   31,743.79" in text
    assert " +/-1,419.75" in text
    assert "\n+/- half the width" in text
    assert "- the model is not defined there" in text
    assert "±1,419.75" in shown(uncertain(), 200, encoding="latin-1")


def test_signs_are_explained_where_they_occur() -> None:
    sentence = (
        "± half the width of the 95 % interval over {} resamplings of customers:"
        " sampling error only, one channel at a time"
    )
    marks = (
        "# rank by revenue, where 95 % of them agree on it; ~ change may be noise; too few: fewer"
        " than 10 customers, hence no interval; \N{EN DASH} the model is not defined there"
    )
    below = shown(uncertain(), 200).partition("Total")[2].split("\n")
    assert below[2:4] == [sentence.format("1,000"), marks]
    sure = two({"a": Channel(10, 20, 1, 20)})._replace(replicates=200)
    assert shown(sure).split("\n")[-2:] == [sentence.format(200), ""]
    assert "pp: percentage points" in shown(uncertain(metric=Metric.SHARE), 200)
    assert "interval" not in shown(large())


def test_the_columns_side_by_side() -> None:
    header = render(report(uncertain(["last", "first"])), Format.CSV).decode().split("\n")[0]
    bounded = [*MEASURES, *BOUNDS, "rank_stable"]
    baseline = [name for name in bounded if not name.startswith("revenue_change")]
    assert header.split(",") == [
        "channel",
        *(f"last_{name}" for name in baseline),
        *(f"first_{name}" for name in bounded),
    ]


def test_bounds_are_written_as_what_they_bound() -> None:
    table = uncertain(["last", "first"])
    look = RenderOptions(dialect=Dialect.EXCEL_EU)
    lines = render(report(table), Format.CSV, look).decode("utf-8-sig").split("\n")
    first = dict(zip(lines[0].split(";"), lines[2].split(";"), strict=True))
    assert first["first_revenue_low"] == "9316,44"
    assert first["first_revenue_change_high"] == "-18009,20"
    assert first["first_conversions_share_low"] == "0,095023"
    assert first["first_rank_stable"] == "yes"
    few = dict(zip(lines[0].split(";"), lines[11].split(";"), strict=True))
    assert few["first_rank_stable"] == "too few"
    assert few["first_revenue_low"] == ""


def test_json_has_numbers_and_null() -> None:
    found = json.loads(render(report(uncertain()), Format.JSON))["rows"]
    assert list(found[0]) == ["lookback", "model", "channel", *MEASURES, *BOUNDS, "rank_stable"]
    assert found[0]["rank_stable"] == "yes"
    assert isinstance(found[0]["revenue_low"], float)
    assert found[13]["rank_stable"] is None
    assert all(found[10][bound] is None for bound in BOUNDS)


def test_parquet_has_the_columns_of_the_csv() -> None:
    frame = pl.read_parquet(BytesIO(render(report(uncertain()), Format.PARQUET)))
    assert (
        ",".join(frame.columns) == render(report(uncertain()), Format.CSV).decode().split("\n")[0]
    )
    assert frame.schema["last_revenue_low"] == pl.Float64
    assert frame.schema["last_rank_stable"] == pl.String


def test_a_block_keeps_its_column() -> None:
    table = uncertain(["last", "first"])
    frame = table.frame.select("lookback", pl.lit("(all)").alias("shop"), pl.exclude("lookback"))
    blocked = table._replace(
        frame=frame,
        exact=in_units(frame),
        totals=None,
        kinds={**table.kinds, "shop": ColumnKind.TEXT},
    )
    assert "shop: (all)" in shown(blocked)


def test_an_interval_without_an_upper_end_is_told() -> None:
    rows = pl.DataFrame(
        {
            "m_cac_low": [100, 100, None],
            "m_cac_high": [300, None, None],
            "m_rank_stable": ["yes", "yes", "yes"],
        }
    )
    shown = format_half_widths(rows, "m", "cac", ColumnKind.MONEY, "±")
    assert shown == ["±1.00", "unbounded", ""]
