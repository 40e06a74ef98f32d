"""Costs from file to figure, against plain Python: currencies, credits, nothing, other days."""

import csv
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import examples
from tests.running import inside

TOUCHES = """\
customer_id,touched_at,channel
c1,2026-01-01 10:00:00,A
c1,2026-01-03 10:00:00,B
c1,2026-01-06 10:00:00,A
c1,2026-02-10 10:00:00,C
c2,2026-01-02 10:00:00,A
c3,2026-01-02 10:00:00,B
c3,2026-01-09 10:00:00,C
"""
ORDERS = """\
order_id,customer_id,ordered_at,revenue
o1,c1,2026-01-06 12:00:00,100.00
o6,c1,2026-02-12 12:00:00,40.00
o2,c2,2026-01-02 12:00:00,50.00
o3,c3,2026-01-10 12:00:00,30.00
o5,c5,2026-01-08 12:00:00,20.00
"""
RATES = {"EUR": Fraction(1), "USD": Fraction(9, 10), "GBP": Fraction(5, 4)}
FIRST, LAST = date(2026, 1, 2), date(2026, 2, 12)
"""Days of the first and the last order."""
LINEAR = {
    "A": {"2026-01": Fraction(350, 3), "2026-02": Fraction()},
    "B": {"2026-01": Fraction(145, 3), "2026-02": Fraction()},
    "C": {"2026-01": Fraction(15), "2026-02": Fraction(40)},
}
"""What the linear model gives, by the month of the order."""
Cost = tuple[date, str, int, str]
COSTS = st.lists(
    st.tuples(
        st.dates(date(2025, 12, 30), date(2026, 2, 15)),
        st.sampled_from(["A", "B", "C", "D", ""]),
        # A credit is negative.
        st.one_of(st.just(0), st.integers(-5_000, 20_000)),
        st.sampled_from([*RATES]),
    ),
    min_size=1,
    max_size=8,
)
CREDITED: Cost = (date(2026, 1, 5), "A", -1_000, "USD")
CHARGED: Cost = (date(2026, 1, 6), "A", 900, "EUR")


def sum_costs(costs: list[Cost]) -> dict[str, dict[str, Fraction]]:
    """Return costs by channel and month, with the whole as (all); 0 where only other days have."""
    sums: dict[str, dict[str, Fraction]] = {}
    for day, channel, cents, currency in costs:
        own = sums.setdefault(channel or "(none)", defaultdict(Fraction))
        if FIRST <= day <= LAST:
            for block in ("(all)", f"{day:%Y-%m}"):
                own[block] += Fraction(cents, 100) * RATES[currency]
    return sums


@pytest.mark.slow
@given(COSTS)
@example([CREDITED, CHARGED])
@examples(20)
def test_costs_and_returns_of_each_month(
    tmp_path_factory: pytest.TempPathFactory, costs: list[Cost]
) -> None:
    folder = tmp_path_factory.mktemp("shop")
    rows = [f"{day},{name},{Decimal(cents) / 100:.2f},{unit}" for day, name, cents, unit in costs]
    files = {
        "touchpoints.csv": TOUCHES,
        "orders.csv": ORDERS,
        "costs.csv": "\n".join(["date,channel,cost,currency", *rows, ""]),
        "merito.yaml": "touchpoints: {files: touchpoints.csv}\norders: {files: orders.csv}\n"
        "costs: {files: costs.csv}\nmodels: [linear]\n"
        "currency: EUR\nrates: {USD: 0.9, GBP: 1.25}\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = inside("compare", "--tidy", "--by", "month", "-q", cwd=folder)
    assert done.status == 0, done.err
    spent, seen = sum_costs(costs), set()
    for row in csv.DictReader(io.StringIO(done.out)):
        channel, month = row["channel"], row["month"]
        seen.add(channel)
        if channel not in spent:
            assert row["cost"] == row["roas"] == ""
            continue
        cost = spent[channel].get(month, Fraction())
        assert abs(Fraction(row["cost"]) - cost) < Fraction(1, 100)
        by_month = LINEAR.get(channel, {})
        credit = sum(by_month.values()) if month == "(all)" else by_month.get(month, Fraction())
        expected = "" if cost == 0 else f"{float(credit / cost):.6f}"
        assert row["roas"] == expected or float(row["roas"]) == pytest.approx(float(expected))
    assert seen == {"A", "B", "C", *spent, "(unattributed)"}
