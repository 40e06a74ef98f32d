import csv
from io import BytesIO, StringIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.render import render
from cli.render.output_formats import Dialect, Format, RenderOptions
from cli.report import ColumnKind, Report, SeveralTablesError, Table
from tests.cli.render.reports import comparison, large, report, segments, tidy

HOSTILE = [
    "=1+1",
    "+1",
    "-x",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    'say "hi"',
    "a,b;c",
    "",
    None,
    " = ",
]


def names(values: list[str | None], header: str = "name") -> Report:
    frame = pl.DataFrame({header: pl.Series(values, dtype=pl.String), "n": range(len(values))})
    return report(Table("t", "T", frame, {header: ColumnKind.TEXT, "n": ColumnKind.COUNT}, frame))


def two() -> Report:
    cents = {"last": {"Search": 123450, "Email": 0}, "first": {"Search": 100000, "Email": 23450}}
    return report(comparison(tidy(cents), ["last", "first"]))


def test_side_by_side() -> None:
    assert render(two(), Format.CSV).decode() == (
        "channel,last_conversions,last_conversions_share,last_revenue,last_revenue_share,"
        "first_conversions,first_conversions_share,first_revenue,first_revenue_share,"
        "first_revenue_change,first_revenue_change_share\n"
        "Search,24.690000,0.100000,1234.50,0.125000,"
        "20.000000,0.100000,1000.00,0.125000,-234.50,-0.189955\n"
        "Email,0.000000,0.100000,0.00,0.125000,4.690000,0.100000,234.50,0.125000,234.50,\n"
    )


def test_tidy() -> None:
    lines = render(two(), Format.CSV, RenderOptions(tidy=True)).decode().split("\n")
    assert lines[0] == (
        "lookback,model,channel,conversions,conversions_share,revenue,revenue_share,"
        "revenue_change,revenue_change_share"
    )
    assert lines[1] == "30d,last,Search,24.690000,0.100000,1234.50,0.125000,,"
    assert len(lines) == 6


def test_tabs() -> None:
    content = render(names(["a\tb", "c,d"]), Format.TSV).decode()
    assert content == 'name\tn\n"a\tb"\t0\nc,d\t1\n'


def test_excel_has_a_mark_and_a_guard() -> None:
    content = render(names(["=1+1", "a,b"], "@h"), Format.CSV, RenderOptions(dialect=Dialect.EXCEL))
    assert content == b"\xef\xbb\xbf'@h,n\n'=1+1,0\n\"a,b\",1\n"


def test_european_excel_has_semicolons_and_a_decimal_comma() -> None:
    content = render(two(), Format.CSV, RenderOptions(dialect=Dialect.EXCEL_EU)).decode("utf-8-sig")
    assert content.split("\n")[1].split(";")[1:4] == ["24,690000", "0,100000", "1234,50"]
    assert '"' not in content


def test_tabs_with_a_decimal_comma_need_no_quotes() -> None:
    content = render(two(), Format.TSV, RenderOptions(dialect=Dialect.EXCEL_EU)).decode("utf-8-sig")
    assert content.split("\n")[1].split("\t")[3] == "1234,50"


def test_a_negative_number_is_no_formula() -> None:
    content = render(two(), Format.CSV, RenderOptions(dialect=Dialect.EXCEL)).decode("utf-8-sig")
    assert ",-234.50,-0.189955\n" in content


@pytest.mark.parametrize("dialect", [Dialect.EXCEL, Dialect.EXCEL_EU])
def test_every_formula_is_disarmed(dialect: Dialect) -> None:
    content = render(names([*HOSTILE]), Format.CSV, RenderOptions(dialect=dialect)).decode(
        "utf-8-sig"
    )
    delimiter = ";" if dialect is Dialect.EXCEL_EU else ","
    cells = [row[0] for row in csv.reader(StringIO(content, newline=""), delimiter=delimiter)][1:]
    assert cells == [f"'{text}" for text in HOSTILE[:7] if text] + [
        'say "hi"',
        "a,b;c",
        "",
        "",
        " = ",
    ]


@pytest.mark.parametrize("output_format", [Format.CSV, Format.TSV])
@given(values=st.lists(st.none() | st.text(alphabet='=+-@\t\r\n",; aé日[]'), min_size=1))
def test_plain_text_comes_back_untouched(output_format: Format, values: list[str | None]) -> None:
    content = render(names(values), output_format)
    separator = "\t" if output_format is Format.TSV else ","
    back = pl.read_csv(
        BytesIO(content),
        separator=separator,
        schema={"name": pl.String, "n": pl.Int64},
    )
    assert back.get_column("name").to_list() == values


def test_a_total_and_a_mark_are_for_people() -> None:
    content = render(report(large()), Format.CSV).decode()
    assert "Total" not in content
    assert "▲" not in content


def test_one_table_at_a_time() -> None:
    both = report(large(), segments())
    with pytest.raises(SeveralTablesError, match=r"--show compare\|rfm"):
        render(both, Format.CSV)
    assert render(both.select_table("rfm"), Format.CSV).startswith(b"segment,action,customers,")


def test_parquet_has_the_same_columns_at_full_precision() -> None:
    frame = pl.read_parquet(BytesIO(render(two(), Format.PARQUET)))
    assert ",".join(frame.columns) == render(two(), Format.CSV).decode().split("\n")[0]
    assert frame.get_column("first_revenue").to_list() == [1000.0, 234.5]
    long = pl.read_parquet(BytesIO(render(two(), Format.PARQUET, RenderOptions(tidy=True))))
    assert long.columns[:3] == ["lookback", "model", "channel"]
