"""The ledger of random order files, against a slow reference in plain Python."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.orders.read import OrderInput
from tests.cli.inputs.small_files import ORDERS, orders, revenues


@dataclass(frozen=True)
class Row:
    order: str
    customer: str
    time: str
    cents: int
    status: str

    def __str__(self) -> str:
        amount = f"{'-' * (self.cents < 0)}{abs(self.cents) // 100}.{abs(self.cents) % 100:02}"
        return f"{self.order},{self.customer},{self.time},{amount},{self.status}"


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["A", "B", "C", "D", "E", ""]),
        st.sampled_from(["c1", "c2", ""]),
        st.sampled_from(["2025-01-01", "2025-01-02 10:00:00", "soon"]),
        st.sampled_from([0, 1000, 1000, 2550, -1000, -500, -2550]),
        st.sampled_from(["paid", "void", ""]),
    ),
    min_size=1,
    max_size=14,
)
MODES = st.sampled_from(["one_per_order", "line_items", "totals_on_first_row"])


def read(given: list[Row], by: str | None = None, **section: str) -> OrderInput:
    text = "\n".join([f"{ORDERS},status", *map(str, given)])
    with TemporaryDirectory() as folder:
        return orders(Path(folder), text, bad="100%", by=by, section=section)


def balanced(found: OrderInput, rows: list[Row]) -> None:
    assert sum(line.rows for line in found.lines) == len(rows) == found.rows
    plain = sum(row.cents for row in rows) * 100
    assert sum(line.amount or 0 for line in found.lines) == plain == found.files[0].total
    counted = found.frame.filter(~found.frame["refunded"])
    assert sum(line.amount or 0 for line in found.counted) == counted["revenue"].sum()


@given(ROWS, MODES, st.sampled_from(["net", "gross", "ignore"]))
def test_rows_and_amounts_balance_whatever_a_row_is(
    rows: list[Row], mode: str, refunds: str
) -> None:
    balanced(read(rows, rows=mode, refunds=refunds, drop_status="void"), rows)


@given(ROWS)
def test_net_revenue_agrees_with_a_slow_reference(rows: list[Row]) -> None:
    usable = [row for row in rows if row.order and row.time != "soon"]
    sales: dict[str, set[Row]] = defaultdict(set)
    back: dict[str, int] = defaultdict(int)
    for row in usable:
        if row.cents < 0:
            back[row.order] += row.cents
        else:
            sales[row.order].add(row)
    expected = {
        order: (next(iter(same)).cents + back[order]) * 100
        for order, same in sales.items()
        if len(same) == 1
    }
    assert revenues(read(rows, drop_status="never")) == expected


@given(ROWS, st.sampled_from(["one_per_order", "line_items"]), st.integers(0, 2**32))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], mode: str, seed: int) -> None:
    shuffled = Random(seed).sample(rows, len(rows))  # noqa: S311 - no secret
    first, second = (read(some, by="status", rows=mode) for some in (rows, shuffled))
    assert first.lines == second.lines
    assert first.frame.sort("order_id").equals(second.frame.sort("order_id"))
