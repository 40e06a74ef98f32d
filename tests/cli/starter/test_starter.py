"""What `init` writes: every line with its evidence, for every file that it can open."""

import csv
import re
from pathlib import Path

import pytest
import xlsxwriter

from cli.inputs.formats.catalogue import list_formats
from cli.inputs.formats.columns.column_names import find_column
from cli.settings import load_settings
from cli.settings.sections.exports.files import OrderColumn, Role
from tests.conftest import Run
from tests.formats.golden import CASES, FOLDER

TOUCHES = "customer_id,touched_at,channel\nanna,2026-03-01 09:00:00,Email\n"


def find_lines(folder: Path, section: str) -> list[str]:
    """Return the lines of a section that `init` wrote, without the defaults, spaces made single."""
    text = (folder / "merito.yaml").read_text(encoding="utf-8")
    inside = text.split(f"\n{section}:", 1)[1].split("\n\n", 1)[0]
    lines = [" ".join(line.split()) for line in inside.splitlines()[1:]]
    return [line for line in lines if re.search(r"# (certain|likely|open|what these)", line)]


def test_every_line_has_its_evidence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "touches.csv").write_text(TOUCHES)
    (tmp_path / "sold.csv").write_text(
        "Ticket Number;Paid On;Net;Gross;Kunde;State;Currency\n"
        "7;2026-03-24 10:40;52,40;62,90;anna;PAID;EUR\n"
        "8;2026-03-25 10:40;25,00;30,00;bruno;Failed;EUR\n"
        "9;2026-03-26 10:40;25,00;30,00;carla;In transit;EUR\n"
    )
    assert run("init", "--orders", "sold.csv", "--touchpoints", "touches.csv").status == 0
    assert find_lines(tmp_path, "orders") == [
        "order_id: Ticket Number # likely: 3 values, none repeats",
        "customer_id: Kunde # likely: 1 of its 3 values stand in touches.csv too",
        "ordered_at: Paid On # likely: 3 of 3 values are times",
        (
            "# revenue: NAME # open: Net (3 of 3 values are amounts) or Gross (3 of 3 values are"
            " amounts)"
        ),
        "status: State # certain: 3 different values in 3 rows",
        "currency: Currency # certain: 1 different value in 3 rows",
        (
            "# drop_status: [Failed] # what these words mean is no sale: they are left out without"
            " this line as well; nothing is known of In transit, which count"
        ),
    ]
    text = (tmp_path / "merito.yaml").read_text(encoding="utf-8")
    assert re.search(r"^currency: EUR +# certain: ", text, re.MULTILINE)
    told = run("compare", "-q").err
    assert "no column revenue" in told
    (tmp_path / "merito.yaml").write_text(text.replace("# revenue: NAME", "revenue: Gross"))
    assert run("compare", "-q", "--model", "last").status == 0


def test_a_file_of_which_nothing_is_known_gives_settings_all_the_same(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text("a,b,c\n1,2,3\n")
    assert run("init", "--orders", "odd.csv").status == 0
    settings = load_settings(tmp_path / "merito.yaml").settings
    assert settings.orders.format == "standard"
    assert settings.orders.columns == {}
    assert "no columns order_id, customer_id, ordered_at, revenue" in run("rfm", "-q").err


def rename_header(path: Path, target: Path, role: Role) -> None:
    """Copy a file; where its header is that of a format, with other names that nobody knows."""
    content = path.read_bytes()
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content.decode("utf-16" if wide else "utf-8-sig")
    forms = [each.form for each in list_formats(role, None) if each.form]
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines[:20]):
        for mark in ",;\t":
            names = next(csv.reader([line], delimiter=mark))
            if any(all(find_column(n, names) for n in form.recognise) for form in forms):
                new = mark.join(f'"{name} [x]"' if name else "" for name in names)
                lines[place] = f"{new}\n"
    target.write_text("".join(lines), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_exports_under_other_names(case: str, run: Run, tmp_path: Path) -> None:
    settings = load_settings(FOLDER / case / "merito.yaml").settings
    parts = {
        Role.TOUCHPOINTS: settings.touchpoints,
        Role.ORDERS: settings.orders,
        Role.COSTS: settings.costs,
    }
    given: list[str] = []
    for role, part in parts.items():
        for name in part.files[:1]:
            path = min((FOLDER / case).glob(name))
            rename_header(path, tmp_path / path.name, role)
            given += [f"--{role.value}", path.name]
    done = run("init", *given)
    assert done.status == 0, done.err
    left = re.findall(r"\w+\.columns\.(\w+)", done.err.splitlines()[-1])
    told = run("check", "-q").err
    if left:
        assert any(ours in told for ours in left), (told, left)
    else:
        assert "say which" not in told
        assert "did you mean" not in told


def test_an_encoding_that_nothing_tells_is_read_in_a_configuration(
    run: Run, tmp_path: Path
) -> None:
    text = "ID;Почта;Дата;Сумма\n1;Ќ@x.example;2026-01-05;10,00\n2;b@x.example;2026-01-06;5,00\n"
    (tmp_path / "sold.csv").write_bytes(text.encode("cp1251"))
    told = run("init", "--orders", "sold.csv")
    assert told.status == 2
    assert "and let init read it there: merito init -c encoding.yaml" in told.err
    (tmp_path / "encoding.yaml").write_text("orders: {encoding: cp1251}\n")
    assert run("init", "--orders", "sold.csv", "-c", "encoding.yaml").status == 0
    settings = load_settings(tmp_path / "merito.yaml").settings
    assert settings.orders.encoding == "cp1251"
    assert settings.orders.columns[OrderColumn.REVENUE] == "Сумма"


def test_an_encoding_that_is_guessed_is_told(run: Run, tmp_path: Path) -> None:
    text = "Bestellnr;Käufer;Datum;Umsatz\n1;Jürgen;2026-01-05;10,00\n"
    (tmp_path / "sold.csv").write_bytes(text.encode("cp1252"))
    told = run("init", "--orders", "sold.csv")
    assert "orders: sold.csv is not UTF-8 and was read as Windows-1252" in told.err


@pytest.mark.parametrize("mark", [";", "\t"])
def test_the_mark_between_the_columns_of_an_export_is_written(
    run: Run, tmp_path: Path, mark: str
) -> None:
    rows = [["Day", "Campaign", "Cost", "Impr."], ["2026-03-01", "Brand", "12.00", "1000"]]
    (tmp_path / "ads.csv").write_text("".join(f"{mark.join(row)}\n" for row in rows))
    (tmp_path / "touches.csv").write_text(TOUCHES)
    told = run("init", "--touchpoints", "touches.csv", "--costs", "ads.csv").err
    assert "costs: ads.csv is google_ads: Google Ads, campaign report" in told
    settings = load_settings(tmp_path / "merito.yaml").settings
    assert settings.costs.delimiter == mark
    assert settings.touchpoints.delimiter is None


def write_book(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """Write a workbook with some rows on each sheet."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)


HEAD: list[object] = ["Order No", "Customer Email", "Order Date", "Total"]
SOLD: list[object] = ["1", "anna@x.example", "2026-03-01 10:00:00", 60]


def test_a_sheet_beside_a_pivot_table_is_found(run: Run, tmp_path: Path) -> None:
    pivot: list[list[object]] = [["Row Labels", "Sum of Total"], ["2026-03", 60]]
    write_book(tmp_path / "sold.xlsx", {"Pivot": pivot, "Orders": [["March"], [], HEAD, SOLD]})
    told = run("init", "--orders", "sold.xlsx")
    why = "likely: the only one with a name for each column that is needed"
    assert f"orders: sheet: Orders ({why})" in told.err
    assert f"sheet: Orders # {why}" in find_lines(tmp_path, "orders")
    assert run("rfm", "--customers").out.splitlines()[1].startswith("anna@x.example,0,1,60.00")


def test_of_several_sheets_of_orders_none_is_taken(run: Run, tmp_path: Path) -> None:
    write_book(tmp_path / "sold.xlsx", {"Jan": [HEAD, SOLD], "Feb": [HEAD, SOLD]})
    told = run("init", "--orders", "sold.xlsx")
    assert told.status == 2
    assert "if several are, save each as a file of its own" in told.err


def test_a_file_of_another_role_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "touches.csv").write_text(
        "customer_id,touched_at,channel\nc1,2026-03-20 10:00:00,Email\n"
    )
    (tmp_path / "orders.csv").write_text(
        "order_id,customer_id,ordered_at,revenue\n1,c1,2026-03-22 10:00:00,50.00\n"
    )
    files = ("--touchpoints", "touches.csv", "--orders", "orders.csv", "--costs", "orders.csv")
    said = run("init", *files).err.splitlines()
    assert (
        "merito: costs: orders.csv: these are orders, not costs; name the file with --orders or"
        " under orders"
    ) in said
