import polars as pl

from cli.render.side_by_side import find_axes, widen_table
from tests.cli.render.reports import comparison, tidy

CENTS = {"last": {"B": 200, "A": 100}, "first": {"B": 50, "A": 250}}


def test_models_stand_side_by_side_in_their_order() -> None:
    table = widen_table(comparison(tidy(CENTS), ["last", "first"]))
    assert table.frame.columns == [
        "channel",
        "last_conversions",
        "last_conversions_share",
        "last_revenue",
        "last_revenue_share",
        "first_conversions",
        "first_conversions_share",
        "first_revenue",
        "first_revenue_share",
        "first_revenue_change",
        "first_revenue_change_share",
    ]
    assert table.frame.select("channel", "last_revenue", "first_revenue_change").rows() == [
        ("B", 200, -150),
        ("A", 100, 150),
    ]
    assert table.exact.get_column("first_revenue").to_list() == [0.5, 2.5]
    assert set(table.frame.columns) == set(table.kinds)


def test_several_windows_have_a_column_and_keep_their_order() -> None:
    frame = pl.concat([tidy(CENTS, "30d"), tidy(CENTS, "7d")])
    rows = (
        widen_table(comparison(frame, ["last", "first"])).frame.select("lookback", "channel").rows()
    )
    assert rows == [("30d", "B"), ("30d", "A"), ("7d", "B"), ("7d", "A")]


def test_a_block_stands_before_the_channel_and_may_be_null() -> None:
    frame = tidy(CENTS).select(
        "lookback", pl.lit(None, pl.String).alias("shop"), pl.exclude("lookback")
    )
    table = widen_table(comparison(frame, ["last", "first"], block="shop"))
    assert table.frame.columns[:3] == ["shop", "channel", "last_conversions"]
    assert table.frame.get_column("first_revenue").to_list() == [50, 250]


def test_an_attribute_takes_the_channels_place() -> None:
    by = find_axes(tidy(CENTS).rename({"channel": "campaign"}))
    assert by.keys == ("lookback", "campaign")
    assert by.block is None


def test_a_model_without_a_row_has_null() -> None:
    frame = tidy({"last": {"B": 200, "A": 100}, "first": {"B": 50}})
    rows = (
        widen_table(comparison(frame, ["last", "first"]))
        .frame.select("channel", "first_revenue")
        .rows()
    )
    assert rows == [("B", 50), ("A", None)]


def test_no_rows_leave_the_columns() -> None:
    table = widen_table(comparison(tidy(CENTS).clear(), ["last", "first"]))
    assert len(table.frame) == 0
    assert table.frame.columns[-1] == "first_revenue_change_share"
