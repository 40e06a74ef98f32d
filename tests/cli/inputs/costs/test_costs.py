"""Costs by day: added up, spread, checked against their totals, converted."""

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.errors import MeritoError
from cli.inputs.context import ReadContext
from cli.inputs.costs.daily import DAY, DAYS, UNTIL, spread_over_days
from cli.inputs.costs.read import CostInput, read_costs
from cli.inputs.reading import read as reading
from cli.inputs.reading import slow_path
from cli.inputs.reading.problems import BadRowsError
from cli.inputs.tables.errors import QuotesError
from cli.settings.sections.exports.files import Costs
from cli.settings.sections.root import Settings

META = "Campaign name,Amount spent (EUR),Reporting starts,Reporting ends\n"
NOTHING: Mapping[str, object] = {}


def costs(
    folder: Path, *texts: str, run: Mapping[str, object] = NOTHING, **keys: object
) -> CostInput:
    names = [f"costs{place}.csv" for place in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_text(text)
    settings = Settings.model_validate(run)
    return read_costs(
        Costs.model_validate({"files": names, **keys}),
        ReadContext(
            settings.timezone,
            settings.max_bad_rows,
            folder,
            rates=settings.rates,
            currency=settings.currency,
        ),
    )


def by_day(read: CostInput) -> list[tuple[str, int]]:
    return [(str(day), cost) for day, cost in read.frame.select("date", "cost").iter_rows()]


def test_rows_of_a_day_and_campaign_are_added_up(tmp_path: Path) -> None:
    text = (
        "Day,Campaign,Device,Cost,Impr.,Clicks\n"
        "2026-09-01,A,phone,1.00,10,1\n2026-09-01,A,desk,2.00,20,\n2026-09-01,B,phone,4.00,,\n"
    )
    read = costs(tmp_path, text, channel="Paid Search")
    assert read.frame.rows() == [
        (date(2026, 9, 1), "Paid Search", "google", "cpc", "A", 30_000, 1, 30),
        (date(2026, 9, 1), "Paid Search", "google", "cpc", "B", 40_000, None, None),
    ]
    assert {line.line: line.rows for line in read.lines} == {
        "of one day": 2,
        "of one day, added to another row of its campaign": 1,
    }


@pytest.mark.parametrize("zone", ["UTC", "Europe/Rome", "America/New_York"])
def test_a_range_is_spread_over_its_days(tmp_path: Path, zone: str) -> None:
    read = costs(tmp_path, META + "A,1.0000,2026-10-24,2026-10-26\n", run={"timezone": zone})
    assert by_day(read) == [("2026-10-24", 3334), ("2026-10-25", 3333), ("2026-10-26", 3333)]
    assert read.notes == (
        "costs: 1 row covers several days; their money is spread evenly over them",
    )


def test_the_day_of_a_breakdown_stands_above_the_range(tmp_path: Path) -> None:
    text = META.replace("\n", ",Day\n") + "A,1.00,2026-09-01,2026-09-30,2026-09-02\n"
    assert by_day(costs(tmp_path, text)) == [("2026-09-02", 10_000)]


def test_weeks_and_months(tmp_path: Path) -> None:
    week = "Week,Campaign,Cost,Impr.\n2026-02-23,A,7.00,7\n"
    month = "Mese,Campagna,Costo,Impr.\n2026-02-01,A,28.00,28\n"
    assert by_day(costs(tmp_path, week))[-1] == ("2026-03-01", 10_000)
    read = costs(tmp_path, month)
    assert (len(by_day(read)), by_day(read)[-1]) == (28, ("2026-02-28", 10_000))


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            st.integers(0, 40),
            st.integers(-(10**9), 10**12),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_spreading_loses_nothing(rows: list[tuple[date, int, int]]) -> None:
    frame = pl.DataFrame(
        {
            DAY: [day for day, _, _ in rows],
            UNTIL: [day + timedelta(more) for day, more, _ in rows],
            DAYS: [more + 1 for _, more, _ in rows],
            "cost": [cost for _, _, cost in rows],
        }
    ).with_columns(clicks=pl.col("cost"), impressions=pl.lit(None, pl.Int64))
    made = spread_over_days(frame)
    assert made["cost"].sum() == sum(cost for _, _, cost in rows)
    assert made.height == sum(more + 1 for _, more, _ in rows)
    assert made["impressions"].null_count() == made.height


def test_rows_are_read_at_once_where_none_is_a_total(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "date,channel,campaign,cost\n2026-09-01,Email,a,1.5\n2026-09-02,Store,,2.25\n"
    fast = costs(tmp_path, text)
    with monkeypatch.context() as patched:
        patched.setattr(slow_path, "read_slow", _refuse)
        assert costs(tmp_path, text).frame.equals(fast.frame)
        with pytest.raises(AssertionError):
            costs(tmp_path, f"{text}2026-09-02,Total,,3.75\n")
    monkeypatch.setattr(reading, "drop_idle_totals", lambda table: table)
    slow = costs(tmp_path, text)
    assert slow.frame.equals(fast.frame)
    assert (slow.lines, slow.notes, slow.files) == (fast.lines, fast.notes, fast.files)


def _refuse(*_: object) -> None:
    raise AssertionError


def test_totals_are_compared_with_the_rows(tmp_path: Path) -> None:
    head = "Day,Campaign,Cost,Impr.\n2026-09-01,A,1.00,10\n2026-09-02,A,2.00,10\n"
    right = costs(tmp_path, head + "Total: Account,--,3.01,20\n")
    assert right.notes == ()
    wrong = costs(tmp_path, head + "Total: Account,--,4.00,20\n")
    assert "costs0.csv:4: the totals row says 4.00, but the rows add up to 3.00" in wrong.notes[0]
    for read in (right, wrong):
        assert sum(line.rows for line in read.lines) == read.files[0].rows == 3
        assert sum(line.amount or 0 for line in read.lines) == read.files[0].total == 30_000


HAND_MADE = "Data;Canale;Note;Importo\n21/09/2026;Email;settembre;€ 1.234,56\n"


def test_a_total_beside_its_amount_is_no_row_of_a_sheet_made_by_hand(tmp_path: Path) -> None:
    for word in ("Totale", "TOTALE:", "Totale complessivo"):
        read = costs(tmp_path, f"{HAND_MADE};;{word};€ 1.234,56\n")
        assert [(line.line, line.rows) for line in read.lines][-1] == ("totals rows", 1)
        assert by_day(read) == [("2026-09-21", 12_345_600)]
    # With a day it is a row, whatever stands beside it.
    read = costs(tmp_path, f"{HAND_MADE}22/09/2026;Email;Totale;€ 1,00\n")
    assert len(by_day(read)) == 2


def test_an_amount_alone_may_be_a_total_whatever_its_currency(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError) as refused:
        costs(tmp_path, f"{HAND_MADE};;;€ 1.234,56\n")
    assert 'if the row is a total, set costs.totals: ["(blank)"]' in str(refused.value)
    read = costs(tmp_path, f"{HAND_MADE};;;€ 1.234,56\n", totals=["(blank)"])
    assert by_day(read) == [("2026-09-21", 12_345_600)]


def test_several_currencies_are_converted(tmp_path: Path) -> None:
    text = "date,cost,currency\n2026-09-01,1.00,EUR\n2026-09-01,10.00,usd\n2026-09-01,2.00,\n"
    read = costs(tmp_path, text, run={"currency": "EUR", "rates": {"USD": 0.92005}})
    assert by_day(read) == [("2026-09-01", 10_000 + 92_005 + 20_000)]
    assert read.files[0].total == 122_005
    assert "costs: amounts converted: USD at 0.92005" in read.notes


def test_files_of_several_programs_are_read_together(tmp_path: Path) -> None:
    google = "Day,Campaign,Cost,Impr.\n2026-09-01,A,1.00,10\n"
    read = costs(tmp_path, google, META + "B,1.00,2026-09-01,2026-09-01\n")
    assert [file.format for file in read.files] == ["google_ads", "meta_ads"]
    assert read.frame["source"].to_list() == ["facebook", "google"]


def test_a_tolerance_leaves_bad_rows_out(tmp_path: Path) -> None:
    text = (
        META
        + "A,1.00,2026-09-01,2026-09-02\nA,x,2026-09-01,2026-09-02\nA,2.00,2026-09-05,2026-09-06\n"
    )
    with pytest.raises(BadRowsError):
        costs(tmp_path, text)
    read = costs(tmp_path, text, run={"max_bad_rows": 1})
    assert by_day(read) == [
        ("2026-09-01", 5000),
        ("2026-09-02", 5000),
        ("2026-09-05", 10_000),
        ("2026-09-06", 10_000),
    ]
    assert sum(line.rows for line in read.lines) == 3


def test_the_same_days_in_two_files_are_told(tmp_path: Path) -> None:
    google = "Day,Campaign,Cost,Impr.\n2026-09-01,A,1.00,10\n2026-09-02,A,1.00,10\n"
    again = "Day,Campaign,Cost,Impr.\n2026-09-02,A,1.00,10\n2026-09-03,A,1.00,10\n"
    read = costs(tmp_path, google, again)
    assert "both hold 1 day of the same campaign (2.00 together), added up" in read.notes[0]
    assert by_day(read)[1] == ("2026-09-02", 20_000)
    assert costs(tmp_path, google, google.replace("A", "B")).notes == ()


def test_the_excel_flavour_of_google_ads(tmp_path: Path) -> None:
    head = "Campaign report\nSeptember 2026\nDay\tCampaign\tCost\tImpr.\n"
    text = head + "2026-09-01\tMünchen\t1.50\t10\n"
    (tmp_path / "ads.csv").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    read = read_costs(
        Costs.model_validate({"files": "ads.csv", "encoding": "utf-16"}),
        ReadContext("UTC", Settings().max_bad_rows, tmp_path),
    )
    assert read.frame.select("campaign", "cost").rows() == [("München", 15_000)]


ROWS = st.tuples(
    st.sampled_from(["2026-09-01", "2026-09-02", "soon", ""]),
    st.sampled_from(["A", "B", "", "Total: A", 'say "hi"']),
    st.sampled_from(["1.00", "-2.5", "0", "--", "", "x"]),
    st.sampled_from(["2026-09-02", "2026-09-05"]),
)


@given(rows=st.lists(ROWS, min_size=1, max_size=12), google=st.booleans())
def test_every_row_is_in_one_line_of_the_ledger(
    rows: list[tuple[str, str, str, str]], google: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    head = ["Day", "Campaign", "Cost", "Impr."] if google else META.strip().split(",")
    lines = [
        [day or "Total: Account", name, cost, "1"] if google else [name, cost, day, until]
        for day, name, cost, until in rows
    ]
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([head, *lines])
    folder = tmp_path_factory.getbasetemp()
    try:
        read = costs(folder, made.getvalue(), run={"max_bad_rows": len(rows)})
    except MeritoError as error:
        assert error.exit_status in (1, 2)  # noqa: PT017 - either a report or a clear error
        return
    assert sum(line.rows for line in read.lines) == read.files[0].rows == len(rows)
    assert sum(line.amount or 0 for line in read.lines) == read.files[0].total
    good = [line for line in read.lines if line.line.startswith("of ")]
    assert sum(line.amount or 0 for line in good) == read.frame["cost"].sum()


@given(data=st.data())
def test_the_ledger_is_the_same_in_any_order_of_rows(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    day = st.sampled_from(["2026-09-01", "2026-09-02"])
    amount = st.integers(-300, 300).map(lambda cents: f"{cents / 100:.2f}")
    rows = data.draw(st.lists(st.tuples(day, st.sampled_from("AB"), amount), min_size=1))
    texts = [
        "date,channel,cost\n" + "".join(f"{','.join(row)}\n" for row in each)
        for each in (rows, data.draw(st.permutations(rows)))
    ]
    folder = tmp_path_factory.getbasetemp()
    assert costs(folder, texts[0]).lines == costs(folder, texts[1]).lines


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    text = "Day,Campaign,Cost,Impr.\n2026-09-01,Übergang,1.00,1\n"
    (tmp_path / "costs.csv").write_bytes(text.encode("cp1252"))
    read = read_costs(
        Costs.model_validate({"files": "costs.csv"}),
        ReadContext("UTC", Settings().max_bad_rows, tmp_path),
    )
    assert read.frame["campaign"].to_list() == ["Übergang"]
    assert [note.partition("costs.csv ")[2] for note in read.notes] == [
        "is not UTF-8 and was read as Windows-1252; if letters look wrong, set costs.encoding"
    ]


def test_an_open_quote_above_many_rows_by_month_is_told_by_its_line(tmp_path: Path) -> None:
    rows = "".join(f"Channel {number},5,6\n" for number in range(20_000))
    text = f'Channel,Jan 2026,Feb 2026\nSearch,1,2\n"Social,3,4\n{rows}'
    with pytest.raises(QuotesError, match=r"costs0\.csv:3: a quote that is not closed; "):
        costs(tmp_path, text)
