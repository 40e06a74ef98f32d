"""Credit by the day of its touch, from file to figure, against plain Python and the other basis."""

import csv
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.examples import examples
from tests.running import inside

ADDITIVE = "last,first,linear,position_based,time_decay,shapley,markov"
RATES = {"EUR": Fraction(1), "USD": Fraction(9, 10), "GBP": Fraction(5, 4)}
WINDOW = timedelta(days=30)
FIRST = date(2026, 1, 1)
SETTINGS = """\
touchpoints: {files: t.csv}
orders: {files: o.csv}
costs: {files: c.csv}
models: [linear]
currency: EUR
rates: {USD: 0.9, GBP: 1.25}
returns: {margin: 0.5, time_basis: interaction}
"""
Sums = dict[str, dict[str, tuple[Fraction, Fraction]]]
"""Conversions and money by month and channel."""


def read(run: Run, *arguments: str) -> list[dict[str, str]]:
    done = run("compare", *arguments, "--no-intervals", "--tidy", "-q")
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def test_all_months_come_to_the_same_on_both_bases(sample_once: Run) -> None:
    found = {}
    for basis in ("conversion", "interaction"):
        command = ("--by", "month", "--model", ADDITIVE, "--no-intervals", "--format", "json")
        done = sample_once("compare", "--time-basis", basis, *command, "-q")
        rows = [row for row in json.loads(done.out)["rows"] if row["month"] != "(all)"]
        sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for row in rows:
            cell = sums[row["model"], row["channel"]]
            cell[0] += row["conversions"]
            cell[1] += row["revenue"]
        by_month = {(row["month"], row["model"], row["channel"]): row["revenue"] for row in rows}
        found[basis] = sums, by_month
    (orders, by_order), (touches, by_touch) = found["conversion"], found["interaction"]
    assert by_order != by_touch
    assert {model for model, _ in touches} == set(ADDITIVE.split(","))
    assert orders.keys() == touches.keys()
    for own, amounts in orders.items():
        assert touches[own] == pytest.approx(amounts, abs=1e-6), own


def test_printed_months_foot(sample_once: Run) -> None:
    rows = read(sample_once, "--time-basis", "interaction", "--by", "month", "--model", "linear")
    cents: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        cents["all" if row["month"] == "(all)" else "months"] += Decimal(row["revenue"])
    assert cents["all"] == cents["months"] > 0


def test_a_month_is_the_range_of_its_days(sample_once: Run) -> None:
    command = ("--time-basis", "interaction", "--model", "time_decay")
    months = read(sample_once, *command, "--by", "month")
    alone = read(sample_once, *command, "--from", "2026-02", "--to", "2026-02")
    one, range_ = (
        {
            row["channel"]: row["conversions"]
            for row in rows
            if row.get("month") in (None, "2026-02")
        }
        for rows in (months, alone)
    )
    assert one == range_
    assert float(one["Email"]) > 0


def test_months_are_sums_of_the_rows_behind_them(sample_once: Run, tmp_path: Path) -> None:
    path, models = tmp_path / "rows.parquet", ("linear", "shapley")
    assert sample_once("credits", "--model", ",".join(models), "-o", path, "-q").status == 0
    at = pl.coalesce("touched_at", "ordered_at").dt.convert_time_zone("Europe/Rome")
    rows = pl.read_parquet(path).with_columns(at.dt.strftime("%Y-%m").alias("month"))
    keys = ("month", "channel")
    sums = {
        (row["month"], row["channel"]): row
        for row in rows.group_by(keys).agg(pl.col(models).sum()).rows(named=True)
    }
    command = ("--time-basis", "interaction", "--by", "month", "--model", ",".join(models))
    seen = set()
    for row in read(sample_once, *command):
        if row["month"] != "(all)":
            given = sums.get((row["month"], row["channel"]), dict.fromkeys(models, 0))
            assert float(row["conversions"]) == pytest.approx(given[row["model"]], abs=1e-6)
            seen.add((row["month"], row["channel"]))
    assert sums.keys() <= seen


@dataclass(frozen=True, slots=True)
class Row:
    customer: str
    at: datetime
    channel: str = ""
    cents: int = 0
    refunded: int = 0


def moment(hours: int) -> datetime:
    return datetime(2026, 1, 1) + timedelta(hours=hours)  # noqa: DTZ001 - files have no zone


PEOPLE = st.sampled_from(["a", "b", "c"])
HOURS = st.integers(0, 24 * 100)
TOUCHES = st.lists(
    st.builds(Row, PEOPLE, HOURS.map(moment), st.sampled_from(["A", "B", "Paid C"])),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row.customer, row.at),
)
ORDERS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["a", "b", "c", ""]),
        HOURS.map(moment),
        st.just(""),
        st.integers(1, 20_000),
        st.sampled_from([0, 0, 0, 1, 20_000]),
    ),
    min_size=1,
    max_size=8,
)
COSTS = st.lists(
    st.tuples(
        st.integers(-3, 110).map(lambda days: FIRST + timedelta(days=days)),
        st.sampled_from(["A", "B", "Never touched", ""]),
        st.one_of(st.just(0), st.integers(-5_000, 20_000)),
        st.sampled_from([*RATES]),
    ),
    min_size=1,
    max_size=8,
)
DAYS = st.tuples(st.integers(0, 60), st.integers(20, 60))


def is_kept(order: Row) -> bool:
    return not order.refunded or order.cents > order.refunded


def net(order: Row) -> Fraction:
    return Fraction(order.cents - order.refunded, 100)


def credit(touches: list[Row], orders: list[Row], first: date, last: date, *, new: bool) -> Sums:
    """Return what the linear model gives, by the month of the touch and the channel."""
    found: Sums = defaultdict(lambda: defaultdict(lambda: (Fraction(0), Fraction(0))))

    def add(at: datetime, channel: str, part: Fraction, money: Fraction) -> None:
        if first <= at.date() <= last:
            for block in ("(all)", f"{at:%Y-%m}"):
                before = found[block][channel]
                found[block][channel] = (before[0] + part, before[1] + money)

    for order in filter(is_kept, orders):
        own = [each for each in orders if each.customer == order.customer and is_kept(each)]
        if new and (not order.customer or any(each.at < order.at for each in own)):
            continue
        path = [
            touch
            for touch in touches
            if touch.customer == order.customer and order.at - WINDOW <= touch.at <= order.at
        ]
        for touch in path:
            add(touch.at, touch.channel, Fraction(1, len(path)), net(order) / len(path))
        if not path:
            add(order.at, "(unattributed)", Fraction(1), net(order))
    return found


def divide(part: Fraction, whole: Fraction | None) -> float | None:
    return float(part / whole) if whole else None


@pytest.mark.slow
@given(touches=TOUCHES, orders=ORDERS, costs=COSTS, days=DAYS)
@example(
    touches=[Row("a", moment(0), "A")],
    orders=[Row("a", moment(0), "", 1, 0)],
    costs=[(FIRST, "A", 0, "EUR")],
    days=(31, 20),
)
@examples(40)
def test_every_figure_of_each_month(
    tmp_path_factory: pytest.TempPathFactory,
    touches: list[Row],
    orders: list[Row],
    costs: list[tuple[date, str, int, str]],
    days: tuple[int, int],
) -> None:
    folder = tmp_path_factory.mktemp("shop")
    write(folder, touches, orders, costs)
    first = FIRST + timedelta(days=days[0])
    last = first + timedelta(days=days[1])
    range_ = ("--from", f"{first}", "--to", f"{last}")
    done = inside("compare", "--tidy", "--by", "month", *range_, "-q", cwd=folder)
    if not any(map(is_kept, orders)):
        assert done.status == 1
        return
    assert done.status == 0, done.err
    whole, fresh = (credit(touches, orders, first, last, new=new) for new in (False, True))
    spent: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for day, channel, cents, currency in costs:
        if first <= day <= last:
            for block in ("(all)", f"{day:%Y-%m}"):
                spent[block, channel or "(none)"] += Fraction(cents, 100) * RATES[currency]
    named = {channel or "(none)" for _, channel, _, _ in costs}
    seen = set()
    for row in csv.DictReader(io.StringIO(done.out)):
        month, channel = row["month"], row["channel"]
        seen.add((month, channel))
        given = whole[month][channel]
        new = fresh[month][channel]
        cost = spent[month, channel] if channel in named else None
        told = {name: float(text) if text else None for name, text in list(row.items())[4:]}
        assert told["conversions"] == pytest.approx(float(given[0]), abs=1e-6)
        assert told["revenue"] == pytest.approx(float(given[1]), abs=0.011)
        assert told["new_conversions"] == pytest.approx(float(new[0]), abs=1e-6)
        assert told["roas"] == pytest.approx(divide(given[1], cost), abs=1e-6)
        assert told["nc_roas"] == pytest.approx(divide(new[1], cost), abs=1e-6)
        by_new = None if cost is None else divide(cost, new[0])
        assert told["cac"] == pytest.approx(by_new, abs=0.006)
    given_to = {(month, channel) for month, sums in whole.items() for channel in sums}
    assert given_to <= seen
    assert {cell for cell, cost in spent.items() if cost} <= seen


def write(
    folder: Path,
    touches: list[Row],
    orders: list[Row],
    costs: list[tuple[date, str, int, str]],
) -> None:
    files = {
        "t.csv": ["customer_id,touched_at,channel"]
        + [f"{row.customer},{row.at},{row.channel}" for row in touches],
        "o.csv": ["order_id,customer_id,ordered_at,revenue,refunded"]
        + [
            f"o{place},{row.customer},{row.at},{row.cents / 100:.2f},{row.refunded / 100:.2f}"
            for place, row in enumerate(orders)
        ],
        "c.csv": ["date,channel,cost,currency"]
        + [f"{day},{name},{cents / 100:.2f},{unit}" for day, name, cents, unit in costs],
        "merito.yaml": [SETTINGS],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


@pytest.mark.slow
def test_the_report_has_its_months_by_touch(run: Run, tmp_path: Path) -> None:
    orders = [Row("a", moment(24 * 40), "", 10_000), Row("b", moment(24 * 50), "", 5_000)]
    touches = [Row("a", moment(24 * 20), "A"), Row("b", moment(24 * 45), "B")]
    write(tmp_path, touches, orders, [(FIRST + timedelta(days=20), "A", 4_000, "EUR")])
    command = ("report", "--from", "2026-02-15", "--to", "2026-02-28", "-q")
    assert run(*command, "-o", "page.html").status == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "touches of 2026-02-15 to 2026-02-28" in page
    done = run(*command, "--format", "json")
    rows = json.loads(done.out)["rows"]["compare"]
    assert {row["channel"]: row["revenue"] for row in rows} == {
        "A": 0,
        "B": 50,
        "(unattributed)": 0,
    }
