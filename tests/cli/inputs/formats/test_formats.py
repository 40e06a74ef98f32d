"""Whose export a file is, and the columns that its format makes of it."""

import io
from pathlib import Path

import polars as pl
import pytest

from cli.inputs.formats.catalogue import NamedFormat, list_formats, load_formats
from cli.inputs.formats.errors import FormatTwiceError, SeveralFormatsError, UnknownExportError
from cli.inputs.formats.format_files import read_form
from cli.inputs.formats.recognise import recognise
from cli.inputs.formats.signature import get_signature
from cli.inputs.reading.problems import BadRowsError
from cli.settings.loading.errors import SettingsError
from cli.settings.sections.exports.files import COLUMNS, Costs, Files, Orders, Role, Touchpoints
from tests.cli.inputs.small_files import ledger, orders, revenues, touches

ROOT = Path(__file__).parents[4]
EXPORTS = ROOT / "tests" / "formats"
TILL = """\
title: The till in Via Roma
role: orders
recognise: [Scontrino, Totale]
columns: {order_id: Scontrino, customer_id: Tessera, ordered_at: Data, revenue: Totale}
missing: {customer_id: Ask the cashier.}
"""
SLIPS = "Scontrino,Tessera,Data,Totale\n1,anna,2026-01-02 10:00:00,5\n"


def test_every_format_is_strictly_read() -> None:
    known = load_formats(None)
    assert [named.name for named in known] == [
        "standard",
        *sorted(path.stem for path in (ROOT / "configs" / "formats").glob("*.yaml")),
    ]
    for role in Role:
        mine = [each for each in known if each.form is None or each.form.role is role]
        assert list_formats(role, None) == mine
    for each in known[1:]:
        assert each.form is not None
        assert each.signature == get_signature(each.form)


@pytest.mark.parametrize("named", load_formats(None)[1:], ids=lambda named: named.name)
def test_every_format_has_an_export_to_show_it(named: NamedFormat) -> None:
    assert named.form is not None
    said = (EXPORTS / named.name / "expected.txt").read_text(encoding="utf-8")
    assert f",{named.name}," in said or f": {named.form.title} has no " in said


def test_no_format_is_taken_for_another(tmp_path: Path) -> None:
    sections: dict[Role, type[Files]] = {
        Role.TOUCHPOINTS: Touchpoints,
        Role.ORDERS: Orders,
        Role.COSTS: Costs,
    }
    for named in load_formats(None)[1:]:
        assert named.form is not None
        header = ",".join(names[0].replace("{currency}", "EUR") for names in named.form.recognise)
        header = header.replace(",", named.form.delimiter or ",")
        (tmp_path / "export.csv").write_text(header + "\n", encoding="utf-8")
        section = sections[named.form.role].model_validate({"files": "export.csv"})
        found = recognise(section, named.form.role, tmp_path, None)
        assert [file.named.name for file in found] == [named.name]


def test_formats_name_columns_of_theirs_that_differ() -> None:
    for named in load_formats(None)[1:]:
        assert named.form is not None
        ours = {*named.form.columns, *named.form.derived}
        assert ours <= {str(name) for name in COLUMNS[named.form.role]}
        for names in named.form.columns.values():
            assert len(set(names)) == len(names)


@pytest.mark.parametrize("place", ["formats", "."])
def test_a_format_of_ones_own(place: str, tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / place / "till.yaml").write_text(TILL)
    name = None if place == "formats" else "till.yaml"
    read = orders(tmp_path, SLIPS, home=tmp_path, format=name)
    assert revenues(read) == {"1": 50_000}
    assert read.files[0].format == "till"
    assert "The till in Via Roma" in read.details[0]


def test_a_format_of_ones_own_is_checked_with_positions(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    wrong = TILL.replace("customer_id: Tessera", "customer: Tessera") + "colums: {}\n"
    wrong += "derived: {ordered_at: [{colum: Data}]}\n"
    (tmp_path / "formats" / "till.yaml").write_text(wrong)
    with pytest.raises(SettingsError) as caught:
        orders(tmp_path, SLIPS, home=tmp_path)
    said = str(caught.value)
    assert "formats/till.yaml:4:32: columns.customer: no column" in said
    assert "formats/till.yaml:6:1: colums: unknown key; did you mean columns?" in said
    assert "did you mean column?" in said


def test_a_fallback_leaves_files_to_other_formats(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    twin = TILL.replace("Via Roma", "Via Po")
    (tmp_path / "formats" / "till.yaml").write_text(TILL)
    (tmp_path / "formats" / "other.yaml").write_text(twin)
    with pytest.raises(SeveralFormatsError, match="other, till"):
        orders(tmp_path, SLIPS, home=tmp_path)
    read_form.cache_clear()
    (tmp_path / "formats" / "other.yaml").write_text(twin + "fallback: true\n")
    assert orders(tmp_path, SLIPS, home=tmp_path).files[0].format == "till"


STEPS = """\
title: A till with steps
role: orders
recognise: [Slip, Day, Sum]
columns: {customer_id: Card}
derived:
  order_id:
    - {column: Of, where: {column: Kind, values: [refund]}}
    - Slip
  ordered_at: {column: Day, then: [Clock]}
  revenue:
    - {column: Net, unless: ["0"]}
    - Sum
"""


def test_steps_join_columns_pass_over_values_and_hold_for_some_rows(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "steps.yaml").write_text(STEPS)
    slips = (
        "Slip,Day,Clock,Card,Sum,Net,Of,Kind\n1,2026-01-02,10:30:00,a,5,0,,sale\n"
        "2,2026-01-03,,a,7,6,1,sale\n3,2026-01-04,09:00:00,a,-2,0,1,Refund\n"
    )
    read = orders(tmp_path, slips, home=tmp_path)
    assert revenues(read) == {"1": 30_000, "2": 60_000}
    times = read.frame["ordered_at"].dt.to_string("%d %H:%M").to_list()
    assert times == ["02 10:30", "03 23:59"]
    kindless = orders(tmp_path, slips.replace(",Kind\n", ",Sort\n"), home=tmp_path)
    assert revenues(kindless) == {"1": 50_000, "2": 60_000}
    assert ledger(kindless)["refunds of orders not in the file"] == (1, -20_000)


def test_the_formats_of_another_working_folder_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ("Totale", "Importo"):
        folder = tmp_path / name / "formats"
        folder.mkdir(parents=True)
        (folder / "till.yaml").write_text(TILL.replace("Totale", name))
        monkeypatch.chdir(folder.parent)
        found.append(load_formats(Path())[-1].form)
    assert [form and form.columns["revenue"] for form in found] == [("Totale",), ("Importo",)]


def test_what_is_done_with_a_column_needs_one(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    wrong = STEPS.replace("{column: Day, then: [Clock]}", "{value: today, then: [Clock]}")
    (tmp_path / "formats" / "steps.yaml").write_text(wrong)
    with pytest.raises(SettingsError, match="then, join, less, unless and where need a column"):
        orders(tmp_path, "Slip,Day,Sum\n", home=tmp_path)


def test_a_format_of_ones_own_has_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "shopify.yaml").write_text(TILL)
    with pytest.raises(FormatTwiceError, match="a format named shopify already"):
        orders(tmp_path, SLIPS, home=tmp_path)


def test_formats_beside_no_configuration_are_not_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UnknownExportError):
        orders(tmp_path, SLIPS, format="till")


def test_what_the_settings_say_stands_above_the_format(tmp_path: Path) -> None:
    export = (EXPORTS / "shopify" / "orders_export.csv").read_text()
    plain = orders(tmp_path, export)
    assert ledger(plain)["dropped by status"] == (4, 460_000)
    kept = orders(tmp_path, export, drop_status=["voided"])
    assert ledger(kept)["dropped by status"][0] == 2
    assert "5501046" in revenues(kept)


def test_names_of_orders_may_repeat(tmp_path: Path) -> None:
    export = (EXPORTS / "shopify" / "orders_export.csv").read_text()
    assert {"5501047", "5501048"} < revenues(orders(tmp_path, export)).keys()
    with pytest.raises(BadRowsError, match='"#1047" has rows of several customers'):
        orders(tmp_path, export, columns={"order_id": "Name"})


def test_lines_without_a_name_belong_to_the_order_above(tmp_path: Path) -> None:
    export = (EXPORTS / "shopify" / "orders_export.csv").read_text()
    with_names = orders(tmp_path, export).frame
    nameless = export.replace("#1042,anna@example.it,,", ",,,")
    assert orders(tmp_path, nameless).frame.equals(with_names)
    old = nameless.replace(",Id,", ",Key,").replace("#1047,dario", "#1048,dario")
    ids = orders(tmp_path, old).frame["order_id"].to_list()
    assert ids == ["#1050", "#1042", "#1043", "#1045", "#1047", "#1048", "#1049"]


def test_the_header_is_found_below_other_lines(tmp_path: Path) -> None:
    text = "# exported by nobody\n\norder_id,customer_id,ordered_at,revenue\n1,a,2026-01-02,5\n"
    read = orders(tmp_path, text)
    assert revenues(read) == {"1": 50_000}
    with pytest.raises(Exception, match="no known export"):
        orders(tmp_path, text, skip_rows=0)


def test_microseconds_are_exact_and_ids_stay_texts(tmp_path: Path) -> None:
    text = "user_pseudo_id,event_timestamp,channel\n12.50,1774740600123457,a\n"
    read = touches(tmp_path, text, zone="Europe/Rome").frame
    assert read["customer_id"].to_list() == ["12.50"]
    assert read["touched_at"].dt.to_string("%Y-%m-%d %H:%M:%S%.6f").to_list() == [
        "2026-03-28 23:30:00.123457"
    ]


def test_steps_give_the_first_value(tmp_path: Path) -> None:
    export = (EXPORTS / "matomo" / "visits.csv").read_text()
    read = touches(tmp_path, export, by="source_medium", columns={"channel": "referrerTypeName"})
    assert read.frame["source_medium"].cast(str).to_list() == [
        "Google / organic",
        "newsletter / email",
        "(direct) / (none)",
        "blog.example / referral",
        "summer / campaign",
    ]
    assert read.frame["customer_id"].to_list()[:2] == ["a1b2c3d4e5f60708", "anna"]


def test_typed_columns_of_parquet(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "user_pseudo_id": ["1.50", "2.5"],
            "event_timestamp": [1774740600123457, 1774740600000000],
            "channel": ["a", "b"],
        }
    )
    content = io.BytesIO()
    frame.write_parquet(content)
    read = touches(tmp_path, content.getvalue(), name="events.parquet")
    assert read.files[0].format == "ga4_bigquery"
    assert read.frame["touched_at"].dt.microsecond().to_list() == [123457, 0]


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_gigantic_value_is_no_header(mark: str, tmp_path: Path) -> None:
    long = f"{mark}{'x' * 1_000_000}{mark}"
    text = f"order_id,customer_id,ordered_at,revenue,note\n1,a,2026-01-02,5,{long}\n"
    assert revenues(orders(tmp_path, text)) == {"1": 50_000}
    lines = ("y" * 1000 + "\n") * 300
    quoted = text.replace(long, f'"{lines}"')
    assert revenues(orders(tmp_path, quoted)) == {"1": 50_000}
