import polars as pl

from cli.render import render
from cli.render.output_formats import Format
from cli.report import Table
from tests.cli.render.reports import comparison, findings, large, report, segments, tidy


def shown(*tables: Table) -> list[str]:
    return render(report(*tables), Format.MARKDOWN).decode().split("\n")


def test_a_comparison() -> None:
    cents = {"last": {"[a](b)|_c_": 123450, "x_y": 0}, "first": {"[a](b)|_c_": 100, "x_y": 123350}}
    totals = tidy({"last": {"Total": 123450}, "first": {"Total": 123450}})
    assert shown(comparison(tidy(cents), ["last", "first"], totals=totals)) == [
        "### Revenue by channel and model, EUR, as of 2024-12-31",
        "",
        "| channel | last | first |",
        "| :--- | ---: | ---: |",
        r"| \[a\](b)\|\_c\_ | 1,234.50 | 1.00 ▼ -99.9 % |",
        "| x_y | 0.00 | 1,233.50 new |",
        "| **Total** | **1,234.50** | **1,234.50 0.0 %** |",
        "",
        "▲ ▼ change of 10 % or more against last; new: nothing under last",
        "",
    ]


def test_a_table_of_names() -> None:
    lines = shown(findings("a\nb"))
    assert lines[2:4] == ["| name | rows | message |", "| :--- | ---: | :--- |"]
    assert lines[4].startswith(r"| a\\nb | 1,000 | the total")


def test_tables_follow_each_other() -> None:
    assert sum(line.startswith("### ") for line in shown(large(), segments())) == 2


def test_each_window_has_a_table_and_a_heading() -> None:
    frame = tidy({"last": {"A": 1}, "first": {"A": 2}})
    both = pl.concat([frame, frame.with_columns(lookback=pl.lit("7d"))])
    lines = shown(comparison(both, ["last", "first"]))
    assert [line for line in lines if "lookback" in line] == ["lookback: 30d", "lookback: 7d"]
