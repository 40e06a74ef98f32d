"""From files to figures, against plain Python: currencies, credits, other days, refunds."""

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
c4,2026-01-12 10:00:00,B
c4,2026-01-28 10:00:00,C
"""
ORDERS = """\
order_id,customer_id,ordered_at,revenue
o1,c1,2026-01-06 12:00:00,100.00
o6,c1,2026-02-12 12:00:00,40.00
o2,c2,2026-01-02 12:00:00,50.00
o3,c3,2026-01-10 12:00:00,30.00
o5,c5,2026-01-08 12:00:00,20.00
o2,c2,2026-01-20 12:00:00,-20.00
o7,c4,2026-01-15 12:00:00,60.00
o7,c4,2026-01-18 12:00:00,-60.00
o8,c4,2026-01-30 12:00:00,70.00
"""
"""o2 is refunded in part; o7 wholly, so that o8 is the first order of its customer."""
RATES = {"EUR": Fraction(1), "USD": Fraction(9, 10), "GBP": Fraction(5, 4)}
FIRST, LAST = date(2026, 1, 2), date(2026, 2, 12)
"""Days of the first and the last order."""
LINEAR = {
    "A": {"2026-01": Fraction(290, 3), "2026-02": Fraction()},
    "B": {"2026-01": Fraction(250, 3), "2026-02": Fraction()},
    "C": {"2026-01": Fraction(50), "2026-02": Fraction(40)},
}
"""What the linear model gives, by the month of the order."""
ORDERS_OF = {
    "A": {"2026-01": Fraction(5, 3), "2026-02": Fraction()},
    "B": {"2026-01": Fraction(4, 3), "2026-02": Fraction()},
    "C": {"2026-01": Fraction(1), "2026-02": Fraction(1)},
}
"""The same of orders, all of which but that of February are of new customers."""
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


def credit_of(amounts: dict[str, dict[str, Fraction]], channel: str, month: str) -> Fraction:
    """Return what a channel is credited with in a month, or in (all) of them."""
    by_month = amounts.get(channel, {})
    if month == "(all)":
        return sum(by_month.values(), Fraction())
    return by_month.get(month, Fraction())


def check(printed: str, part: Fraction, whole: Fraction, rounding: float) -> None:
    """Hold a printed quotient against the exact one; empty where it divides by 0."""
    assert (printed == "") == (whole == 0)
    if whole:
        assert float(printed) == pytest.approx(float(part / whole), abs=1.001 * rounding)


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
        credit = credit_of(LINEAR, channel, month)
        orders = credit_of(ORDERS_OF, channel, month)
        new = orders - (1 if channel == "C" and month != "2026-01" else 0)
        check(row["roas"], credit, cost, 1e-6)
        check(row["cpa"], cost, orders, 0.005)
        check(row["cac"], cost, new, 0.005)
    assert seen == {"A", "B", "C", *spent, "(unattributed)"}
