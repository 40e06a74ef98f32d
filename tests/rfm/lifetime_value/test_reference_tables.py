"""The tables of value against plain Python that takes one customer at a time."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rfm.customers import Customers
from rfm.lifetime_value.at_risk import find_at_risk, list_at_risk
from rfm.lifetime_value.choices import ModelChoice, ModelName
from rfm.lifetime_value.customer_values import OUT_OF_WINDOW, Valuer
from rfm.lifetime_value.holdout import Forecasters, HoldoutSums, measure_holdout
from rfm.lifetime_value.parameters import Parameters
from rfm.lifetime_value.purchases import PurchaseDays, find_purchase_days
from rfm.lifetime_value.segment_values import build_segment_values, sum_by_segment
from rfm.lifetime_value.spend import SpendModel
from rfm.lifetime_value.valuation import Valuation, count_purchases, value_customers
from rfm.segment_statistics import add_segments
from rfm.segmentation import segment_customers
from rfm.settings import Parameters as RfmParameters
from tests.examples import examples
from tests.rfm.lifetime_value.cdnow import run_in_parts
from tests.rfm.reference import Order
from tests.rfm.shops import AS_OF, Shop, default_map, order, table

UNIT = 10_000
HELD_OUT = 20
FIRST_HELD_OUT = AS_OF - timedelta(days=HELD_OUT - 1)
NAMES = [f"c{number}" for number in range(9)]
ORDERS = st.lists(
    st.builds(
        order,
        st.sampled_from(NAMES),
        st.integers(-3, 90),
        st.integers(0, 12).map(lambda tens: tens * 100_000),
        refunded=st.sampled_from([False, False, False, True]),
    ),
    min_size=2,
    max_size=40,
)


@dataclass(frozen=True, slots=True)
class ScoredBuyers:
    days: PurchaseDays
    scored: Customers


@dataclass(frozen=True, slots=True)
class History:
    """What a customer had bought by a day."""

    repeat: int
    last_days: int
    age_days: int
    repeat_revenue: int

    @property
    def pattern(self) -> tuple[int, int, int]:
        return self.repeat, self.last_days, self.age_days


def list_days(orders: Sequence[Order]) -> dict[str, dict[date, int]]:
    """Return the revenue of each customer's days."""
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for each in orders:
        if not each.refunded and each.ordered_on <= AS_OF:
            found[each.customer_id][each.ordered_on] += each.revenue
    return found


def know(days: dict[date, int], last_day: date) -> History | None:
    """Return what is known of a customer by a day, None before the first purchase."""
    known = sorted(day for day in days if day <= last_day)
    if not known:
        return None
    return History(
        len(known) - 1,
        (known[-1] - known[0]).days,
        (last_day - known[0]).days,
        sum(days[day] for day in known[1:]),
    )


def forecast_by_hand(pattern: tuple[int, int, int]) -> float:
    repeat, last, age = pattern
    return (1 + repeat) / (2 + age - last)


@given(ORDERS)
@examples(60)
def test_customers_are_counted_by_what_they_had_bought(orders: list[Order]) -> None:
    days = find_purchase_days(table(orders), AS_OF)
    assume(len(days.ids) > 0)
    found = count_purchases(run_in_parts(days, 3), AS_OF)
    known = [each for bought in list_days(orders).values() if (each := know(bought, AS_OF))]
    expected = Counter(each.pattern for each in known)
    assert {tuple(row[:3]): row[3] for row in found.patterns.frame.rows()} == expected
    spent = Counter((each.repeat, each.repeat_revenue) for each in known if each.repeat)
    assert {tuple(row[:2]): row[2] for row in found.spends.frame.rows()} == spent


@given(ORDERS)
@examples(60)
def test_the_holdout_is_what_each_customer_did_in_it(orders: list[Order]) -> None:
    last_known = FIRST_HELD_OUT - timedelta(days=1)
    histories = {
        name: known
        for name, bought in list_days(orders).items()
        if (known := know(bought, last_known))
    }
    assume(histories)
    patterns = sorted({known.pattern for known in histories.values()})
    forecast = pl.DataFrame(
        [(*pattern, forecast_by_hand(pattern)) for pattern in patterns],
        ["repeat_purchases", "last_days", "age_days", "expected"],
        orient="row",
    )
    forecasters = Forecasters(
        FIRST_HELD_OUT, HELD_OUT, {ModelName.MBG_NBD: forecast}, SpendModel(None, 1, 40.0)
    )
    days = find_purchase_days(table(orders), AS_OF)
    parts = run_in_parts(days, 3)(lambda part: measure_holdout(part, forecasters))
    found = HoldoutSums.add_parts(parts)
    errors = found.measure_errors()[ModelName.MBG_NBD]
    assert found.customers == len(histories)
    rows = [compare_by_hand(histories[name], list_days(orders)[name]) for name in histories]
    for place, quantity in enumerate((errors.purchases, errors.revenue)):
        actual, predicted, naive = ([row[place][at] for row in rows] for at in range(3))
        assert quantity.actual == pytest.approx(sum(actual), abs=1e-6)
        assert quantity.predicted == pytest.approx(sum(predicted), abs=1e-6)
        assert quantity.naive == pytest.approx(sum(naive), abs=1e-6)
        assert quantity.mean_absolute_error == pytest.approx(
            measure_error(predicted, actual), abs=1e-6
        )
        assert quantity.naive_mean_absolute_error == pytest.approx(
            measure_error(naive, actual), abs=1e-6
        )


def compare_by_hand(known: History, days: dict[date, int]) -> tuple[tuple[float, ...], ...]:
    """Return actual, predicted and naive purchases of a customer, and the same of revenue."""
    held_out = [money for day, money in days.items() if day >= FIRST_HELD_OUT]
    predicted = forecast_by_hand(known.pattern)
    naive = known.repeat * HELD_OUT / max(known.age_days, 1)
    mean = known.repeat_revenue / UNIT / max(known.repeat, 1)
    return (
        (len(held_out), predicted, naive),
        (sum(held_out) / UNIT, predicted * 40.0, naive * mean),
    )


def measure_error(predicted: Sequence[float], actual: Sequence[float]) -> float:
    pairs = list(zip(predicted, actual, strict=True))
    return sum(abs(one - other) for one, other in pairs) / len(pairs)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a customer is worth."""

    alive: float
    before: float | None
    purchases: float
    if_alive: float


def value_by_hand(known: History, found: Valuation) -> Worth:
    """Return the worth of a customer from the forecast of the pattern and the fit of the spend."""
    forecasts = {tuple(row[:3]): row[3:] for row in found.forecasts.rows()}
    alive, purchases, discounted, before = forecasts[known.pattern]
    value = found.spend.mean_value
    if found.spend.fit is not None:
        p, q, v = found.spend.fit.values
        value = p * v / (q - 1)
        if known.repeat_revenue:
            value = p * (v + known.repeat_revenue / UNIT) / (p * known.repeat + q - 1)
    return Worth(alive, before, alive * purchases, value * discounted)


@given(ORDERS, st.sampled_from([None, 30]))
@examples(24)
def test_segments_and_customers_at_risk_add_up_customer_by_customer(
    orders: list[Order], window: int | None
) -> None:
    days = find_purchase_days(table(orders), AS_OF)
    histories = {
        name: known for name, bought in list_days(orders).items() if (known := know(bought, AS_OF))
    }
    assume(any(known.repeat for known in histories.values()))
    run = run_in_parts(days)
    valuation = value_customers(run, Parameters(AS_OF, model=ModelChoice.MBG_NBD, holdout=0))
    scored = Shop(orders, {}, RfmParameters(as_of=AS_OF, window_days=window)).measured()
    rfm = segment_customers(
        lambda function: [function(scored)],
        RfmParameters(as_of=AS_OF, window_days=window),
        default_map(),
    )
    valuer = Valuer(valuation, rfm.scales, rfm.segments)
    names = add_segments(scored.frame, rfm.scales, rfm.segments)
    segments = {
        name: rfm.segments.names[index]
        for name, index in names.select("customer_id", "segment").rows()
    }
    worth = {name: value_by_hand(known, valuation) for name, known in histories.items()}
    part = ScoredBuyers(days, scored)

    table_of_segments = build_segment_values([sum_by_segment(part, valuer)], valuer, window=True)
    for row in table_of_segments.exact.rows(named=True):
        inside = [
            worth[name] for name in histories if segments.get(name, OUT_OF_WINDOW) == row["segment"]
        ]
        clv = sum(each.alive * each.if_alive for each in inside)
        assert row["customers"] == len(inside)
        assert row["alive"] == pytest.approx(sum(each.alive for each in inside), abs=1e-6)
        assert row["expected_purchases"] == pytest.approx(
            sum(each.purchases for each in inside), abs=1e-6
        )
        assert row["clv"] == pytest.approx(clv, abs=1e-6)
        loss = sum(each.if_alive for each in inside) - clv
        assert row["expected_loss"] == pytest.approx(loss, abs=1e-6)
    assert table_of_segments.exact_totals["customers"].item() == len(histories)

    listed = list_at_risk([find_at_risk(part, valuer)], valuer).exact
    lost = {
        name: max(each.before - each.alive, 0) * each.if_alive
        for name, each in worth.items()
        if each.before is not None
    }
    assert dict(listed.select("customer_id", "value_lost").rows()) == pytest.approx(lost, abs=1e-6)
    assert listed["value_lost"].is_sorted(descending=True)
    quiet = {
        name
        for name, known in histories.items()
        if known.age_days - known.last_days >= valuation.parameters.since_days
    }
    assert set(listed["customer_id"]) == quiet
