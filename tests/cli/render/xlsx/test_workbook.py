"""Workbooks: what is in their cells, formulas and charts, read back by others' code."""

import csv
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from cli.render import render
from cli.render.output_formats import Format
from cli.render.recognised_reports import is_own_report
from cli.render.xlsx.errors import LongTextError, NoTemporaryRoomError, SheetTooLargeError
from cli.report import ColumnKind, Matrix, Table
from tests.cli.render.reports import comparison, large, report, segments, tidy
from tests.cli.render.uncertain import uncertain

HOSTILE = (
    *("=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://evil.example"),
    *("mailto:a@b.c", "internal:A1", "external:c:\\x", "</t></is><f>1</f>", "_x0041_", "\x01\t"),
    *("007", "1e5", "TRUE", " padded ", "[/b]", "日本語", "#REF!", "'quoted"),
)


def read(content: bytes) -> dict[str, list[list[object]]]:
    """Return the rows of each sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [[*row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def read_parts(content: bytes) -> dict[str, str]:
    """Return the XML of each part."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def list_csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode().splitlines()))


def show_number(value: object) -> str:
    """Return a cell so that it can be compared with that of a CSV file."""
    return value if isinstance(value, str) else f"{value:.6f}"


def is_same(cell: object, printed: str) -> bool:
    if isinstance(cell, str) or not printed:
        return cell == printed
    return show_number(cell) == f"{float(printed):.6f}"


def names(*values: str, header: str = "channel") -> Table:
    frame = pl.DataFrame({header: values, "orders": range(len(values))})
    return Table(
        "names", "=Names", frame, {header: ColumnKind.TEXT, "orders": ColumnKind.COUNT}, frame
    )


def triangle() -> Table:
    """Return cohorts with a matrix over two months."""
    frame = pl.DataFrame({"cohort": ["a", "a", "b"], "k": [0, 1, 0], "share": [1.0, 0.5, 1.0]})
    kinds = {"cohort": ColumnKind.TEXT, "k": ColumnKind.COUNT, "share": ColumnKind.SHARE}
    cells = pl.DataFrame({"cohort": ["a", "b"], "0": [1.0] * 2, "1": [0.5, 0.1], "2": [0.2, None]})
    sums = pl.DataFrame({"cohort": ["Weighted mean"], "0": [1.0], "1": [0.3], "2": [0.2]})
    seen = {"cohort": ColumnKind.TEXT, **dict.fromkeys(("0", "1", "2"), ColumnKind.SHARE)}
    matrix = Matrix(cells, ("cohort", "0", "1", "2"), seen, sums, shaded=("1", "2"))
    return Table("cohorts", "Who comes back", frame, kinds, frame, matrix=matrix)


def render_book(*tables: Table) -> bytes:
    return render(report(*tables), Format.XLSX)


def test_a_sheet_a_table_after_one_that_says_what_they_are() -> None:
    found = read(render_book(uncertain(), segments(), triangle()))
    assert list(found) == [
        *("Read me", "Comparison", "Comparison chart", "Intervals", "RFM"),
        *("Cohorts matrix", "Cohorts"),
    ]
    lines = [" ".join(map(str, row)) for row in found["Read me"]]
    for said in (
        "as of 2024-12-31",
        "currency EUR",
        "Comparison Revenue by channel and model, EUR, as of 2024-12-31",
        "RFM Segments",
        "orders orders.csv: standard, 3 rows, total 123.45",
        "orders counted: 2, 123.45",
    ):
        assert any(line.startswith(said) for line in lines), said


def test_numbers_are_those_of_the_csv() -> None:
    tables = {"RFM": segments(), "Comparison": large()}
    found = read(render_book(*tables.values()))
    for name, table in tables.items():
        printed = list_csv_rows(render(report(table), Format.CSV))
        sheet = found[name][: len(printed)]
        assert sheet[0] == printed[0]
        for cells, row in zip(sheet[1:], printed[1:], strict=True):
            assert all(is_same(cell, text) for cell, text in zip(cells, row, strict=True))


def test_every_kind_of_number_is_that_of_the_csv() -> None:
    values = {
        ColumnKind.TEXT: ["a", None],
        ColumnKind.WRITTEN: ["1,234 to 5,678", None],
        ColumnKind.TREND: ["12.45678", None],
        ColumnKind.ADVICE: ["Call them", None],
        ColumnKind.COUNT: [1_234_567, None],
        ColumnKind.MONEY: [-12_345, None],
        ColumnKind.AMOUNT: [12_345_678, 100],
        ColumnKind.EXACT: [-5.25e-7, 1e9],
        **{
            kind: [-4e-7, float("inf")]
            for kind in (ColumnKind.CREDIT, ColumnKind.SHARE, ColumnKind.RATIO, ColumnKind.NUMBER)
        },
        ColumnKind.BAR: [2 / 3, None],
    }
    assert set(values) == set(ColumnKind)
    frame = pl.DataFrame({kind.value: cells for kind, cells in values.items()})
    table = Table("names", "N", frame, {kind.value: kind for kind in values}, frame)
    printed = list_csv_rows(render(report(table), Format.CSV))
    sheet = read(render_book(table))["Names"]
    assert sheet[0] == printed[0]
    for cells, row in zip(sheet[1:], printed[1:], strict=True):
        assert all(is_same(cell, text) for cell, text in zip(cells, row, strict=True))


def test_intervals_are_the_tidy_rows() -> None:
    table = uncertain()
    rows = read(render_book(table))["Intervals"]
    assert rows[0] == table.frame.columns
    low = rows[0].index("revenue_low")
    assert [row[low] or None for row in rows[1:]] == [
        None if cents is None else cents / 100 for cents in table.frame["revenue_low"]
    ]


def test_text_is_text_whatever_it_says() -> None:
    content = render_book(names(*HOSTILE, header="=1+1"))
    rows = read(content)["Names"]
    assert rows[0] == ["=1+1", "orders"]
    assert [row[0] for row in rows[1:]] == list(HOSTILE)
    parts = read_parts(content)
    assert not [name for name, xml in parts.items() if "<f>" in xml or "hyperlink" in xml]


def test_totals_are_formulas_that_hold_their_value() -> None:
    sheet = read_parts(render_book(large()))["xl/worksheets/sheet2.xml"]
    found = re.findall(r'<c r="(\w+)" s="\d+"><f>([^<]*)</f><v>([^<]*)</v></c>', sheet)
    table = large()
    assert table.totals is not None
    total = table.totals.filter(pl.col("model") == "last")["revenue"][0] / 100
    assert ("D13", "SUBTOTAL(109,D2:D12)", str(total)) in found
    assert not [cell for cell, *_ in found if not cell.endswith("13")]


def test_a_total_that_is_no_sum_is_of_all_rows_alone() -> None:
    table = segments()
    totals = table.frame.head(1).with_columns(
        segment=pl.lit("Total"), customers=pl.lit(1241), average_order_value=pl.lit(17_330)
    )
    whole = Table("rfm", "S", table.frame, table.kinds, table.exact, totals=totals)
    sheet = read_parts(render_book(whole))["xl/worksheets/sheet2.xml"]
    assert "<f>SUBTOTAL(109,C2:C4)</f><v>1241</v>" in sheet
    assert '<f>IF(SUBTOTAL(103,A2:A4)=COUNTA(A2:A4),173.3,"")</f><v>173.3</v>' in sheet
    assert read(render_book(whole))["RFM"][-1][7] == 173.3


def test_a_total_that_divides_others_follows_the_filter() -> None:
    frame = pl.DataFrame(
        {
            "channel": ["A", "B", "C"],
            "cost": [3000, 1000, None],
            "last_new_conversions": [2.0, 1.0, 5.0],
            "last_cac": [1500, 1000, None],
            "last_roas": [2.0, 3.0, None],
        }
    )
    text, money, credit, ratio = (
        *(ColumnKind.TEXT, ColumnKind.MONEY),
        *(ColumnKind.CREDIT, ColumnKind.RATIO),
    )
    kinds = dict(zip(frame.columns, (text, money, credit, money, ratio), strict=True))
    totals = pl.DataFrame([["Total", 4000, 8.0, 500, 2.5]], frame.schema, orient="row")
    table = Table("rfm", "R", frame, kinds, frame, totals=totals)
    sheet = read_parts(render_book(table))["xl/worksheets/sheet2.xml"]
    assert re.findall(r"<f>([^<]*)</f><v>([^<]*)</v>", sheet) == [
        ("SUBTOTAL(109,B2:B4)", "40.0"),
        ("SUBTOTAL(109,C2:C4)", "8.0"),
        ('IFERROR(SUBTOTAL(109,B2:B4)/SUBTOTAL(109,C2:C4),"")', "5.0"),
        ('IF(SUBTOTAL(103,A2:A4)=COUNTA(A2:A4),2.5,"")', "2.5"),
    ]


def test_each_window_adds_up_its_own_rows() -> None:
    rows = {"last": {"a": 100, "b": 200}}
    sums = {"last": {"Total": 300}}
    both = pl.concat([tidy(rows), tidy(rows, "7d")])
    totals = pl.concat([tidy(sums), tidy(sums, "7d")])
    content = render_book(comparison(both, ["last"], totals=totals))
    sheet = read_parts(content)["xl/worksheets/sheet2.xml"]
    assert re.findall(r"SUBTOTAL\(109,E\d:E\d\)</f><v>3.0", sheet) == [
        "SUBTOTAL(109,E2:E3)</f><v>3.0",
        "SUBTOTAL(109,E4:E5)</f><v>3.0",
    ]


def test_the_mean_of_a_matrix_is_no_sum_and_its_rows_have_lines() -> None:
    sheet = read_parts(render_book(triangle()))["xl/worksheets/sheet2.xml"]
    assert "SUBTOTAL(109" not in sheet
    assert '<f>IF(SUBTOTAL(103,A2:A3)=COUNTA(A2:A3),0.3,"")</f><v>0.3</v>' in sheet
    assert "<xm:f>'Cohorts matrix'!C2:D2</xm:f>" in sheet
    assert '<conditionalFormatting sqref="C2:D3"><cfRule type="colorScale"' in sheet


def test_a_matrix_that_is_no_course_of_time_has_no_lines() -> None:
    table = triangle()
    assert table.matrix is not None
    named = replace(table.matrix, headers=("cohort", "Email", "Direct", "Search"))
    sheet = read_parts(render_book(table._replace(matrix=named)))["xl/worksheets/sheet2.xml"]
    assert "sparkline" not in sheet


def test_headers_stay_and_rows_can_be_filtered() -> None:
    sheet = read_parts(render_book(segments()))["xl/worksheets/sheet2.xml"]
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:N4"/>' in sheet
    assert 'orientation="landscape"' in sheet


def test_the_chart_of_models_has_their_intervals() -> None:
    table = uncertain(["last", "first"])
    chart = read_parts(render_book(table))["xl/charts/chart1.xml"]
    assert re.findall(r"<c:tx><c:v>(\w+)</c:v></c:tx>", chart) == ["last", "first"]
    first = table.frame.row(0, named=True)
    above, below = (
        re.findall(rf'<c:{end}><c:numLit>.*?<c:pt idx="0"><c:v>([^<]*)<', chart)[0]
        for end in ("plus", "minus")
    )
    assert float(above) == pytest.approx((first["revenue_high"] - first["revenue"]) / 100)
    assert float(below) == pytest.approx((first["revenue"] - first["revenue_low"]) / 100)
    assert f"<c:v>{first['revenue'] / 100}</c:v>" in chart


def test_nothing_comes_from_the_clock() -> None:
    properties = read_parts(render_book(segments()))["docProps/core.xml"]
    assert "2024-12-31T00:00:00Z</dcterms:created>" in properties
    assert "2024-12-31T00:00:00Z</dcterms:modified>" in properties


def test_a_table_without_rows_has_its_header() -> None:
    empty = Table("rfm", "Nobody", segments().frame.clear(), segments().kinds, segments().exact)
    assert read(render_book(empty))["RFM"] == [segments().frame.columns]


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(LongTextError, match=r"channel: a text of 32,768 characters, 'x+'…"):
        render_book(names("x" * 32_768))
    tall = pl.select(pl.int_range(1_048_576).alias("orders"))
    table = Table("names", "Names", tall, {"orders": ColumnKind.COUNT}, tall)
    with pytest.raises(SheetTooLargeError, match=r"Names has 1,048,576 rows and 1 columns, and a"):
        render_book(table)


def test_of_paths_that_do_not_fit_into_a_cell_the_ends_are_written() -> None:
    long = " > ".join(["A", "B"] * 5000)
    book = read(render_book(names("A > B > A > A", long, header="path")))
    ends = " > ".join(["A", "B"] * 6)
    assert [row[0] for row in book["Names"]] == [
        "path",
        "A > B > A > A",
        f"{ends} > … 9976 … > {ends}",
    ]
    between = "… # …: so many touches in between, not shown; --format csv has all"
    assert ["", between] in book["Read me"]


def test_a_folder_without_room_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(NoTemporaryRoomError, match=r"into .*/gone: No such file or directory;"):
        render_book(segments())


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    render_book(segments())
    with pytest.raises(LongTextError):
        render_book(names("x" * 32_768))
    assert not list(tmp_path.iterdir())


def test_a_workbook_of_ours_is_recognised(tmp_path: Path) -> None:
    ours, theirs, damaged = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    content = render_book(segments())
    ours.write_bytes(content)
    with ZipFile(theirs, "w") as archive:
        archive.writestr("docProps/core.xml", "<dc:creator>Anna</dc:creator>")
    damaged.write_bytes(content[:2000])
    assert [is_own_report(path) for path in (ours, theirs, damaged)] == [True, False, False]


def test_of_many_channels_the_first_are_drawn() -> None:
    cents = {"last": {f"c{place:03}": 100 for place in range(200)}}
    chart = read_parts(render_book(comparison(tidy(cents), ["last"])))["xl/charts/chart1.xml"]
    assert "Comparison!$D$2:$D$31" in chart


def test_no_word_of_a_header_is_broken_and_sentences_fold() -> None:
    header, sentence = (
        "last_non_direct_revenue_change_share",
        "It turns where touches are lost. " * 6,
    )
    table = names(sentence, "short", header=header)._replace(sentences=(header,))
    whole = read_parts(render(report(table), Format.XLSX))
    rows = next(each for each in whole.values() if "<cols>" in each and "autoFilter" in each)
    widths = [float(each) for each in re.findall(r'<col [^>]*width="([0-9.]+)"', rows)]
    assert widths[0] > 80
    assert widths[1] < 20
    heights = [float(each) for each in re.findall(r'<row [^>]* ht="([0-9.]+)"', rows)]
    assert heights[:2] == [30, 45]
    plain = read_parts(render(report(names("a", header=header)), Format.XLSX))
    rows = next(each for each in plain.values() if "<cols>" in each and "autoFilter" in each)
    assert float(re.findall(r'<col [^>]*width="([0-9.]+)"', rows)[0]) > len(header) * 0.95


def test_a_name_that_is_too_long_for_a_column_folds() -> None:
    table = names("spring sale of the outlet in Milan " * 3, "short")
    parts = read_parts(render(report(table), Format.XLSX))
    rows = next(each for each in parts.values() if "<cols>" in each and "autoFilter" in each)
    assert 50 <= float(re.findall(r'<col [^>]*width="([0-9.]+)"', rows)[0]) < 51
    assert re.findall(r'<row r="2"[^>]* ht="([0-9.]+)"', rows) == ["45"]
    assert not re.findall(r'<row r="3"[^>]* ht=', rows)
