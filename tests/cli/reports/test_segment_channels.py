"""Channels of segments add up to the segment table, and intervals tell what is noise."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.printed import table
from tests.conftest import Run
from tests.examples import examples
from tests.running import SAMPLE, inside

COLUMNS = [
    "segment",
    "channel",
    "customers",
    "customers_share",
    "customers_index",
    "revenue",
    "revenue_share",
    "revenue_index",
]
ENDS = [
    f"{amount}_{measure}_{end}"
    for amount in ("customers", "revenue")
    for measure in ("share", "index")
    for end in ("low", "high")
]


@pytest.mark.slow
def test_channels_add_up_to_the_segments(sample: Run) -> None:
    rows = table(sample, "rfm", "--show", "channels", "--intervals")
    assert list(rows[0]) == [*COLUMNS, *ENDS]
    for segment in table(sample, "rfm"):
        own = [row for row in rows if row["segment"] == segment["segment"]]
        assert sum(float(row["customers"]) for row in own) == pytest.approx(
            int(segment["customers"])
        )
        assert sum(Decimal(row["revenue"]) for row in own) == Decimal(segment["revenue"])
    whole = {row["channel"]: row for row in rows if row["segment"] == "(all)"}
    for row in rows:
        few = float(row["customers"]) < 10
        assert (row["customers_index_low"] == "") is few
        if not few:
            share = float(row["customers_share"]) / float(whole[row["channel"]]["customers_share"])
            assert float(row["customers_index"]) == pytest.approx(share, abs=1e-4)
            low, high = float(row["customers_share_low"]), float(row["customers_share_high"])
            assert low <= float(row["customers_share"]) <= high
    assert {row["customers_index_low"] for row in whole.values()} == {"1.000000"}


START = datetime(2026, 1, 1)  # noqa: DTZ001 - a local time
HOURS = st.integers(0, 24 * 90)
ORDERS = st.lists(
    st.tuples(st.integers(0, 6), HOURS, st.integers(1, 99), st.booleans()), min_size=1, max_size=20
)
TOUCHES = st.lists(st.tuples(st.integers(0, 6), HOURS, st.sampled_from("ABC")), max_size=25)


@pytest.mark.slow
@given(ORDERS, TOUCHES)
@examples(12)
def test_first_orders_and_revenue_are_what_plain_python_finds(
    orders: list[tuple[int, int, int, bool]], touches: list[tuple[int, int, str]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_shop(folder, orders, touches)
        arguments = ("rfm", "-q", "--no-config", "--orders", "orders.csv")
        customers = inside(*arguments, "--customers", cwd=folder)
        more = ("--touchpoints", "touchpoints.csv", "--show", "channels")
        shown = inside(*arguments, *more, cwd=folder)
    if customers.status:
        assert shown.status == customers.status
        return
    segments = {f"c{row['customer_id'][1:]}": row["segment"] for row in read_rows(customers.out)}
    kept = [
        (f"c{who}", at, money, f"{number:03}")
        for number, (who, at, money, refunded) in enumerate(orders)
        if not refunded
    ]
    expected: dict[tuple[str, str], list[int]] = {}
    for who, at, money, number in kept:
        before = [
            (when, place)
            for place, (other, when, _) in enumerate(touches)
            if f"c{other}" == who and 0 <= at - when <= 24 * 30
        ]
        channel = touches[max(before)[1]][2] if before else "(unattributed)"
        first = (at, number) == min((b, d) for a, b, _, d in kept if a == who)
        for segment in ("(all)", segments[who]):
            cell = expected.setdefault((segment, channel), [0, 0])
            cell[0] += first
            cell[1] += money
    found = {
        (row["segment"], row["channel"]): [float(row["customers"]), float(row["revenue"])]
        for row in read_rows(shown.out)
    }
    assert found == expected


def write_shop(
    folder: Path, orders: list[tuple[int, int, int, bool]], touches: list[tuple[int, int, str]]
) -> None:
    lines = ["order_id,customer_id,ordered_at,revenue"]
    for number, (who, at, money, refunded) in enumerate(orders):
        when = START + timedelta(hours=at)
        lines += [f"{number:03},c{who},{when},{money}.00"]
        lines += [f"{number:03},c{who},{when + timedelta(hours=1)},-{money}.00"] * refunded
    (folder / "orders.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["customer_id,touched_at,channel"]
    lines += [f"c{who},{START + timedelta(hours=at)},{channel}" for who, at, channel in touches]
    lines += [f"nobody,{START},A"]
    (folder / "touchpoints.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.slow
@pytest.mark.parametrize("window", [None, 200])
def test_whoever_has_ten_customers_has_an_interval(tmp_path: Path, window: int | None) -> None:
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    own = "" if window is None else f"rfm: {{window: {window}d}}\n"
    for name in ("touchpoints.csv", "orders.csv"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    (tmp_path / "merito.yaml").write_text(settings + own, encoding="utf-8")

    def read(*arguments: str) -> list[dict[str, str]]:
        outcome = inside(*arguments, "-q", "--format", "csv", cwd=tmp_path)
        assert outcome.status == 0, outcome.err
        return read_rows(outcome.out)

    segments = {row["customer_id"]: row["segment"] for row in read("rfm", "--customers")}
    lasts = [row for row in read("credits", "--model", "last") if row["last"] == "1"]
    earliest: dict[str, tuple[str, str]] = {}
    for row in lasts:
        key = (row["ordered_at"], row["order_id"])
        earliest[row["customer_id"]] = min(key, earliest.get(row["customer_id"], key))
    since = "" if window is None else str(date(2026, 9, 30) - timedelta(days=window - 1))
    known: dict[tuple[str, str, str], set[str]] = {}
    for row in lasts:
        who = row["customer_id"]
        for segment in ("(all)", segments[who]) if who in segments else ():
            if (row["ordered_at"], row["order_id"]) == earliest[who]:
                known.setdefault(("customers", segment, row["channel"]), set()).add(who)
            if row["ordered_at"] >= since:
                known.setdefault(("revenue", segment, row["channel"]), set()).add(who)
    rows = read("rfm", "--show", "channels", "--intervals")
    for row in rows:
        for what in ("customers", "revenue"):
            people = known.get((what, row["segment"], row["channel"]), set())
            assert (row[f"{what}_share_low"] == "") is (len(people) < 10), (what, row)
    later = [row for row in rows if row["customers_share_low"] == "" != row["revenue_share_low"]]
    assert later, "some channel has ten customers by their later orders alone"


@pytest.mark.usefixtures("shop_of_chains")
def test_a_chain_that_shares_each_order_is_told(run: Run) -> None:
    told = (
        "markov: each order is shared among its own touches here, so that the sums differ from"
        " those of merito compare, which shares all orders at once"
    )
    for report in ("rfm --show channels", "value --show acquisition"):
        shown = run(*report.split(), "--format", "table", "-c", "chains.yaml", "-q").out
        assert told in " ".join(shown.split())
        other = run(*report.split(), "--format", "table", "-c", "merito.yaml", "-q").out
        assert "each order is shared" not in " ".join(other.split())


@pytest.fixture
def shop_of_chains(tmp_path: Path) -> Path:
    settings = (SAMPLE / "merito.yaml").read_text(encoding="utf-8")
    for name in ("touchpoints.csv", "orders.csv"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    (tmp_path / "merito.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "chains.yaml").write_text(settings + "baseline: markov\n", encoding="utf-8")
    return tmp_path
