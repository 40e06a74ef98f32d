"""Workbooks as shops and ad platforms save them, written here by xlsxwriter."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from cli.engines.memory_need import estimate_text_size
from cli.errors import DataError, MeritoError
from cli.inputs.files.find import find_sources
from cli.inputs.orders.read import OrderInput
from cli.inputs.workbooks.archive import examine_workbook
from cli.inputs.workbooks.cells import ColumnKind, write_cell
from tests.cli.inputs.small_files import orders, touches
from tests.conftest import Run
from tests.running import SAMPLE
from tests.selection import keep

HEAD = ("order_id", "customer_id", "ordered_at", "revenue")
ROW = (1001, "a", datetime.fromisoformat("2026-03-01 09:05:07"), 12.5)
DAY = datetime.fromisoformat("2026-03-02")


def make_book(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    change: "Callable[[xlsxwriter.Workbook], None] | None" = None,
    **options: object,
) -> bytes:
    content = io.BytesIO()
    style = {"default_date_format": "d/m/yy hh:mm", "in_memory": True}
    with xlsxwriter.Workbook(content, {**style, **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        if change is not None:
            change(book)
    return content.getvalue()


def read(folder: Path, content: bytes, **keys: object) -> OrderInput:
    return orders(folder, content, name="o.xlsx", **keys)  # type: ignore[arg-type]


def name_file(found: OrderInput) -> str:
    return found.files[0].path.rpartition("/")[2]


def list_rows(found: OrderInput) -> list[tuple[object, ...]]:
    columns = pl.col("order_id", "customer_id"), pl.col("ordered_at").dt.to_string("iso")
    return found.frame.select(*columns, "revenue").sort("order_id").rows()


def test_typed_cells_are_taken_as_typed(tmp_path: Path) -> None:
    rows = [HEAD, ROW, (1002, 12.0, DAY, 1.125), (1003, "0012", date(2026, 3, 3), 1234567)]
    found = read(tmp_path, make_book({"Sheet1": rows}), decimal=",", time_format="%d/%m/%Y")
    assert list_rows(found) == [
        ("1001", "a", "2026-03-01 09:05:07.000000+00:00", 125_000),
        ("1002", "12", "2026-03-02 00:00:00.000000+00:00", 11_250),
        ("1003", "0012", "2026-03-03 00:00:00.000000+00:00", 12_345_670_000),
    ]
    assert name_file(found) == "o.xlsx:Sheet1"


def test_numbers_beside_texts_of_another_country_are_never_taken_for_thousands(
    tmp_path: Path,
) -> None:
    rows = [HEAD, ROW, (1002, "a", DAY, "1.234,50"), (1003, "a", DAY, 2.125)]
    with pytest.raises(DataError, match=r"o\.xlsx:S:3: revenue: \"1\.234,50\" is not a number"):
        read(tmp_path, make_book({"S": rows}))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (123.0, "123"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (7540000000000123.0, "7.54000000000012E+15"),
        (float("inf"), "#NUM!"),
        (True, "true"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        ("a_x000D_\nb\r\n c", "a b c"),
    ],
)
def test_cells_as_text(cell: float | str | date, text: str) -> None:
    assert write_cell(cell, ColumnKind()) == text


def test_ids_of_more_digits_than_a_spreadsheet_keeps_are_refused(tmp_path: Path) -> None:
    rows = [HEAD, (7540000000000123, *ROW[1:])]
    with pytest.raises(MeritoError, match="order_id"):
        read(tmp_path, make_book({"S": rows}))


def test_formulas_have_the_results_that_were_saved_with_them(tmp_path: Path) -> None:
    def add(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(1, 3, "=2*21", None, 42)

    found = read(tmp_path, make_book({"S": [HEAD, ROW]}, add))
    assert found.frame["revenue"].to_list() == [420_000]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    found = read(tmp_path, make_book({"S": [HEAD, ROW]}, date_1904=True))
    assert list_rows(found)[0][2] == "2026-03-01 09:05:07.000000+00:00"


def test_a_header_some_rows_down_with_a_notice_below_and_empty_cells_around(
    tmp_path: Path,
) -> None:
    wide = [(None, *row, None) for row in (HEAD, ROW)]
    rows = [(None, "Export of 31.03.2026"), (), *wide, (None, "End of the report")]

    def frame(book: xlsxwriter.Workbook) -> None:
        bold = book.add_format({"bold": True})
        book.worksheets()[0].write_blank(40, 30, None, bold)

    found = read(tmp_path, make_book({"S": rows}, frame))
    assert found.frame.height == 1
    assert any("is a notice" in note and "line 5" in note for note in found.notes)


def test_a_row_of_two_cells_is_no_notice(tmp_path: Path) -> None:
    head = ("customer_id", "touched_at", "channel", "campaign")
    rows = [head, ("a", DAY, "Email", "June"), ("b", DAY)]
    found = touches(tmp_path, make_book({"S": rows}), name="t.xlsx")
    assert found.frame["customer_id"].to_list() == ["a", "b"]
    assert found.frame["channel"].to_list() == ["Email", None]


def test_a_header_merged_over_two_rows(tmp_path: Path) -> None:
    def merge(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        for column, name in enumerate(HEAD[:3]):
            sheet.merge_range(0, column, 1, column, name)
        sheet.merge_range(0, 3, 0, 4, "Money")
        sheet.write_row(1, 3, ("revenue", "tax"))
        sheet.write_row(2, 0, (*ROW, 2))

    found = read(tmp_path, make_book({"S": []}, merge))
    assert list_rows(found) == [("1001", "a", "2026-03-01 09:05:07.000000+00:00", 125_000)]


def test_amounts_merged_over_rows_count_once(tmp_path: Path) -> None:
    def merge(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        sheet.write_row(0, 0, HEAD)
        for row in (1, 2):
            sheet.write_row(row, 0, (f"{row}", "a", "2026-03-01"))
        sheet.merge_range(1, 3, 2, 3, "12.50")

    with pytest.raises(DataError, match=r"o\.xlsx:S:3: revenue"):
        read(tmp_path, make_book({"S": []}, merge))


def test_the_sheet_is_told_by_its_header(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Notes": [("by hand",)],
        "Pivot": [("a", "b"), (1, 2)],
        "Orders": [HEAD, ROW],
    }
    found = read(tmp_path, make_book(sheets))
    assert name_file(found) == "o.xlsx:Orders"


def test_a_hidden_sheet_is_read_where_it_is_named(tmp_path: Path) -> None:
    def hide(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].hide()
        book.worksheets()[1].activate()

    content = make_book({"Old": [HEAD, ROW, ROW], "New": [HEAD, ROW]}, hide)
    assert name_file(read(tmp_path, content)) == "o.xlsx:New"
    assert name_file(read(tmp_path, content, sheet="Old")) == "o.xlsx:Old"


def test_errors_stand_where_cells_do_not_say_their_place(tmp_path: Path) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row>'
        "<x:row><x:c><x:v>1</x:v></x:c><x:c t='e'><x:v>#N/A</x:v></x:c></x:row>"
        '<x:row><x:c r="C3" t="e"/></x:row></x:sheetData></x:worksheet>'
    )
    path = tmp_path / "o.xlsx"
    path.write_bytes(replace_member(make_book({"S": [HEAD]}), sheet.encode()))
    (found,) = examine_workbook(find_sources((str(path),), "orders", None)[0], "orders", None)
    assert found.errors == {(1, 1): "#N/A", (2, 2): "#ERROR!"}


def replace_member(content: bytes, sheet: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return made.getvalue()


def test_an_archive_with_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(make_book({"S": [HEAD]}))
    start = 0
    while (start := content.find(b"PK\1\2", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    with pytest.raises(MeritoError, match="encrypted; save it without a password"):
        read(tmp_path, bytes(content))


@pytest.mark.parametrize("end", range(10, 6000, 700))
def test_a_workbook_that_is_cut_off_ends_in_a_sentence(tmp_path: Path, end: int) -> None:
    content = make_book({"S": [HEAD, ROW]})
    with pytest.raises(MeritoError, match=r"o\.xlsx: cannot be read: the workbook is damaged"):
        read(tmp_path, content[: min(end, len(content) - 30)])


def test_a_workbook_compressed_once_more(tmp_path: Path) -> None:
    content = gzip.compress(make_book({"S": [HEAD, ROW]}))
    found = orders(tmp_path, content, name="o.xlsx.gz")
    assert name_file(found) == "o.xlsx.gz:S"


def test_its_memory_is_judged_by_what_it_unpacks_to(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    path.write_bytes(make_book({"S": [HEAD, *[ROW] * 500]}))
    source = find_sources((str(path),), "orders", None)[0]
    assert estimate_text_size(source) > 2 * path.stat().st_size
    path.write_bytes(b"PK\3\4 and no archive")
    assert estimate_text_size(source) == path.stat().st_size


def make_sample(folder: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {"Notes": [("by hand",)]}
    for role in ("touchpoints", "orders"):
        frame = pl.read_csv(SAMPLE / f"{role}.csv", try_parse_dates=True)
        sheets[role.title()] = [tuple(frame.columns), *frame.rows()]
    (folder / "shop.xlsx").write_bytes(make_book(sheets))


@pytest.mark.parametrize("engine", keep(["memory", "spill"], ["memory"]))
def test_a_shop_in_one_workbook_is_the_shop_in_two_files(
    run: Run, sample: Run, tmp_path: Path, engine: str
) -> None:
    make_sample(tmp_path)
    command = ("compare", "--no-config", "--model", "last,linear", "-q")
    plain = sample(*command, "--touchpoints", "touchpoints.csv", "--orders", "orders.csv")
    files = ("--touchpoints", "shop.xlsx", "--orders", "shop.xls*", "--engine", engine)
    assert run(*command, *files).out == plain.out


def test_init_finds_the_sheets(run: Run, tmp_path: Path) -> None:
    rows = [("order", *HEAD[1:]), ROW]
    (tmp_path / "o.xlsx").write_bytes(make_book({"Vuoto": [], "Ordini": rows}))
    made = run("init", "--orders", "o.xlsx")
    assert "order is read as order_id" in made.err
    assert run("rfm", "-q").status == 0
