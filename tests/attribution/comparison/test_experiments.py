"""Experiments beside credit, against plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.bootstrap import Resampling, compute_rescaling, draw_group_weights
from attribution.choices import Allocation, ExperimentMetric
from attribution.comparison.calibration import Calibration
from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.comparison.experiment_rows import ExperimentVerdict, compare_experiments
from attribution.comparison.experiments import Experiment, MeasuredCredit
from attribution.comparison.row_names import NOT_CAUSED, NOTHING, UNATTRIBUTED
from attribution.journeys.windows import DAY, Window
from attribution.models import Linear, Markov, Shapley, ShapleyRate
from attribution.plan import Facet, NamedModel, OrderDays, Plan
from tests.attribution.comparison.test_returns import credit
from tests.attribution.reference_models import credit as credit_by_group
from tests.attribution.reference_models import group_of
from tests.attribution.shop import MICROSECOND, Order, Shop, Touch, findings_of, instant
from tests.attribution.strategies import EPOCH, cases
from tests.attribution.test_invariance import large
from tests.examples import examples

METRICS = tuple(ExperimentMetric)
NOTHING_GIVEN = (Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Drawn:
    """An experiment as small numbers: whole days of the shop, hundredths of a unit."""

    channel: int
    begin: int
    length: int
    metric: ExperimentMetric
    incremental: int
    cost: int


DRAWN = st.lists(
    st.builds(
        Drawn,
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(1, 12),
        st.sampled_from(METRICS),
        st.integers(-300, 900),
        st.integers(1, 500),
    ),
    min_size=1,
    max_size=4,
)


def placed(drawn: Sequence[Drawn], shop: Shop, channels: Sequence[str]) -> tuple[Experiment, ...]:
    """Return experiments on channels of a shop, from the first event on."""
    first = min([touch.at for touch in shop.touches] + [order.at for order in shop.orders])
    return tuple(
        Experiment(
            f"experiment {place}",
            channels[each.channel % len(channels)],
            days_from(first + timedelta(hours=6 * each.begin), each.length),
            each.metric,
            each.incremental / 100,
            each.incremental / 100 - 1,
            each.incremental / 100 + 2,
            each.cost / 100 if each.metric is ExperimentMetric.IROAS else np.nan,
        )
        for place, each in enumerate(drawn)
    )


def days_from(begin: datetime, steps: int) -> OrderDays:
    start = (begin - EPOCH) // MICROSECOND
    return OrderDays(start, start + steps * DAY // 2)


def within(shop: Shop, days: OrderDays) -> Shop:
    """Return a shop that counts the orders of some days, those out of range included."""
    return replace(
        shop,
        orders=tuple(
            replace(
                order,
                counted=not order.refunded
                and days.begin <= (order.at - EPOCH) // MICROSECOND < days.end,
            )
            for order in shop.orders
        ),
    )


def factor(shop: Shop, plan: Plan, own: Sequence[Experiment], window: int, model: int) -> Fraction:
    """Return what the definitions multiply a channel by: what was caused over what is credited."""
    metric = next(each for each in METRICS if any(one.metric is each for one in own))
    caused = credited = Fraction(0)
    for one in own:
        if one.metric is metric:
            found = credit(within(shop, one.days), plan).get(
                (window, model, one.channel), NOTHING_GIVEN
            )
            by_cost = metric is ExperimentMetric.IROAS
            caused += Fraction(one.incremental) * (Fraction(one.cost) if by_cost else 1)
            credited += found[0] if metric is ExperimentMetric.CONVERSIONS else found[1] / 10_000
    return max(Fraction(0), caused) / credited if credited else Fraction(1)


def with_calibrated(plan: Plan, experiments: Sequence[Experiment]) -> Plan:
    """Return a plan with each model a second time, calibrated, and the days of the experiments."""
    scaled = (
        named._replace(name=f"{named.name} calibrated", calibrated=True) for named in plan.models
    )
    days = dict.fromkeys(each.days for each in experiments)
    facets: tuple[Facet | OrderDays, ...] = (Facet.NEW, *days)
    return replace(plan, models=(*plan.models, *scaled), dimension="channel", facets=facets)


@given(cases(models=2), DRAWN, st.sets(st.integers(0, 8)))
@examples(60)
def test_calibrated_credit_is_that_of_the_definitions(
    case: tuple[Shop, Plan], drawn: list[Drawn], refunded: set[int]
) -> None:
    shop, plan = case
    channels = sorted({touch.channel for touch in shop.touches if touch.channel is not None})
    if not channels:
        return
    orders = (
        replace(order, refunded=not order.counted and place in refunded, block=None)
        for place, order in enumerate(shop.orders)
    )
    shop = replace(shop, orders=tuple(orders))
    experiments = placed(drawn, shop, channels)
    plan = with_calibrated(plan, experiments)
    findings = findings_of(shop, plan, 3, block=None)
    calibration = Calibration(MeasuredCredit(findings, experiments))
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    made = compare_models(findings, labels, calibration=calibration).exact
    whole = credit(shop, plan)
    for (lookback, name), page in made.group_by("lookback", "model", maintain_order=True):
        window = int(str(lookback))
        model = [named.name for named in plan.models].index(str(name))
        factors = {
            each.channel: factor(
                shop,
                plan,
                [one for one in experiments if one.channel == each.channel],
                window,
                model,
            )
            for each in experiments
            if plan.models[model].calibrated
        }
        left = [Fraction(0), Fraction(0)]
        for row in page.rows(named=True):
            given_credit = whole.get((window, model, row["channel"]), NOTHING_GIVEN)
            times = factors.get(row["channel"], Fraction(1))
            expected = [each * times for each in given_credit]
            left = [a + b - c for a, b, c in zip(left, given_credit, expected, strict=True)]
            if row["channel"] == NOT_CAUSED:
                expected = left
            assert row["conversions"] == pytest.approx(float(expected[0]), rel=1e-9, abs=1e-9)
            money = float(expected[1] / 10_000)
            assert row["revenue"] == pytest.approx(money, rel=1e-9, abs=1e-6)
        names = [NOTHING if name is None else name for name in findings.values.names]
        assert set(page["channel"]) == {*names, UNATTRIBUTED, NOT_CAUSED}
        assert page["channel"].to_list()[-2:] == [UNATTRIBUTED, NOT_CAUSED]


@given(cases(models=1, learning=1), DRAWN, st.sampled_from([2, 7]))
@examples(15)
def test_printed_money_adds_up_and_parts_change_no_digit(
    case: tuple[Shop, Plan], drawn: list[Drawn], count: int
) -> None:
    shop, plan = case
    channels = sorted({touch.channel for touch in shop.touches if touch.channel is not None})
    if not channels:
        return
    experiments = placed(drawn, shop, channels)
    plan = with_calibrated(plan, experiments)
    labels = Labels([f"{place}" for place in range(len(plan.windows))], plan.models[0].name)
    tables, rows = [], []
    for parts in (1, count):
        findings = findings_of(shop, plan, parts, block=None)
        calibration = Calibration(MeasuredCredit(findings, experiments))
        tables.append(compare_models(findings, labels, Resampling(20), None, calibration))
        rows.append(compare_experiments(calibration, Resampling(20)))
    assert tables[0].exact.equals(tables[1].exact)
    assert rows[0].equals(rows[1])
    for (_, model), page in tables[0].printed.group_by("lookback", "model"):
        named = next(each for each in plan.models if each.name == model)
        if named.model.additive and page["revenue"].null_count() == 0:
            assert page["revenue"].sum() * 100 == pytest.approx(findings_paid(shop), abs=50)


def findings_paid(shop: Shop) -> int:
    return sum(order.revenue for order in shop.orders if order.counted)


LARGE = (
    NamedModel("linear", Linear()),
    NamedModel("scaled", Linear(), calibrated=True),
    NamedModel("chain", Markov()),
    NamedModel("chain scaled", Markov(), calibrated=True),
    NamedModel("shared", Shapley(), calibrated=True),
    NamedModel("rate", ShapleyRate()),
)
START = instant("2024-01-01T00:00")
EXPERIMENTS = (
    Experiment(
        "first weeks",
        "channel 1",
        days_from(START, 60),
        ExperimentMetric.CONVERSIONS,
        12.0,
        8.0,
        16.0,
    ),
    Experiment(
        "nothing",
        "channel 2",
        days_from(START + timedelta(days=30), 60),
        ExperimentMetric.REVENUE,
        -0.5,
        -1.5,
        0.5,
    ),
)


@cache
def compare_large(parts: int) -> tuple[Comparison, pl.DataFrame]:
    findings = findings_of(
        large(), with_facets(Plan(LARGE, (Window(30 * DAY),))), parts, block=None
    )
    calibration = Calibration(MeasuredCredit(findings, EXPERIMENTS))
    labels = Labels(["30d"], "linear")
    made = compare_models(findings, labels, Resampling(200), None, calibration)
    return made, compare_experiments(calibration, Resampling(200))


def with_facets(plan: Plan) -> Plan:
    return replace(plan, facets=tuple(each.days for each in EXPERIMENTS))


def test_intervals_have_the_chance_of_customers_and_of_the_experiment() -> None:
    made, rows = compare_large(1)
    shop, one = large(), EXPERIMENTS[0]
    plan = Plan(LARGE[:1], (Window(30 * DAY),))
    by_group = {
        days: sum_by_group(within(shop, days), plan, one.channel) for days in (one.days, ALWAYS)
    }
    chance = Resampling(200)
    weights = draw_group_weights(chance)
    people = {group_of(each.customer or "") for each in shop.orders}
    customers = np.bincount(
        [group_of(name) for name in {touch.customer for touch in shop.touches}], minlength=200
    )
    assert people <= set(np.flatnonzero(customers))
    rescaling = compute_rescaling(weights, customers)
    credited = weights @ by_group[one.days] * rescaling
    drawn = one.draw_amounts(chance) / credited
    low, high = np.quantile(drawn, [0.025, 0.975])
    row = rows.row(0, named=True)
    assert (row["experiment"], row["model"]) == ("first weeks", "linear")
    assert row["factor"] == pytest.approx(12 / by_group[one.days].sum(), rel=1e-9)
    assert (row["factor_low"], row["factor_high"]) == pytest.approx((low, high), rel=1e-9)
    scaled = made.exact.row(
        by_predicate=(pl.col("model") == "scaled") & (pl.col("channel") == one.channel), named=True
    )
    own = weights @ by_group[ALWAYS] * rescaling * drawn
    ends = np.quantile(own, [0.025, 0.975])
    found = scaled["conversions_low"], scaled["conversions_high"]
    assert found == pytest.approx(tuple(ends), rel=1e-9)


ALWAYS = OrderDays(0, 2**60)


def sum_by_group(shop: Shop, plan: Plan, channel: str) -> np.ndarray:
    """Return the conversions of a channel by group of customers."""
    found = np.zeros(200)
    for (_, _, group, _, value), (conversions, _) in credit_by_group(shop, plan, {}).items():
        if value == channel:
            found[group] += conversions
    return found


def test_verdicts() -> None:
    _, rows = compare_large(1)
    words = {(row["experiment"], row["model"]): row["verdict"] for row in rows.rows(named=True)}
    assert words["first weeks", "linear"] == words["first weeks", "chain"] == ExperimentVerdict.OVER
    assert words["first weeks", "scaled"] == ExperimentVerdict.AGREES
    # Below 0 counts as 0: nothing is credited any more, so that there is no quotient.
    nothing = rows.filter((pl.col("experiment") == "nothing") & (pl.col("model") == "scaled"))
    assert (nothing["credited"][0], nothing["factor"][0]) == (0, None)
    # Conversion rates give single orders nothing.
    assert words["first weeks", "rate"] is None
    exact = rows.filter(pl.col("model") == "scaled")
    assert exact["factor"].to_list()[0] == pytest.approx(1, rel=1e-12)


def test_a_channel_that_is_credited_too_little() -> None:
    days = EXPERIMENTS[0].days
    under = replace(EXPERIMENTS[0], incremental=900.0, low=800.0, high=1000.0)
    plan = replace(Plan(LARGE[:2], (Window(30 * DAY),)), facets=(days,))
    findings = findings_of(large(), plan, block=None)
    calibration = Calibration(MeasuredCredit(findings, (under,)))
    rows = compare_experiments(calibration, Resampling(200))
    assert rows["verdict"].to_list() == [ExperimentVerdict.UNDER, ExperimentVerdict.AGREES]
    made = compare_models(findings, Labels(["30d"], "linear"), calibration=calibration)
    left = made.printed.filter(pl.col("channel") == NOT_CAUSED)
    assert left["conversions"].to_list()[1] < 0
    total = sum(order.revenue for order in large().orders if order.counted)
    sums = made.printed.group_by("model", maintain_order=True).agg(pl.col("revenue").sum())
    assert [each * 100 for each in sums["revenue"]] == pytest.approx([total] * 2, abs=50)


def test_a_chain_shares_the_orders_of_the_days_one_by_one() -> None:
    findings = findings_of(large(), with_facets(Plan(LARGE, (Window(30 * DAY),))), block=None)
    measured = MeasuredCredit(findings, EXPERIMENTS)
    alone = Plan((NamedModel("chain", Markov(allocation=Allocation.JOURNEY)),), (Window(30 * DAY),))
    facet = replace(alone, facets=(EXPERIMENTS[0].days,))
    other = MeasuredCredit(findings_of(large(), facet, block=None), EXPERIMENTS[:1])
    assert measured.find_credit(EXPERIMENTS[0], 0, 2) == pytest.approx(
        other.find_credit(EXPERIMENTS[0], 0, 0), rel=1e-12
    )


@pytest.mark.parametrize("parts", [7, pytest.param(64, marks=pytest.mark.slow)])
def test_the_number_of_parts_changes_no_digit(parts: int) -> None:
    one, other = compare_large(1), compare_large(parts)
    assert one[0].exact.equals(other[0].exact)
    assert one[1].equals(other[1])


def test_draws_of_an_experiment_depend_on_its_name_and_the_seed_alone() -> None:
    one, other = EXPERIMENTS
    draws = one.draw_amounts(Resampling(1000))
    assert draws.tolist() == one.draw_amounts(Resampling(1000)).tolist()
    assert draws.mean() == pytest.approx(12, abs=0.2)
    assert draws.std() == pytest.approx(8 / 3.92, abs=0.15)
    assert abs(np.corrcoef(draws, other.draw_amounts(Resampling(1000)))[0, 1]) < 0.1
    assert draws.tolist() != one.draw_amounts(Resampling(1000, 1)).tolist()


def test_few_customers_have_no_interval() -> None:
    shop = Shop((Touch("a", START, "A"),), (Order("o", "a", START + timedelta(hours=1), 10_000),))
    one = Experiment("few", "A", days_from(START, 2), ExperimentMetric.REVENUE, 0.5, 0.1, 0.9)
    plan = replace(Plan(LARGE[:2], (Window(DAY),)), facets=(one.days,))
    calibration = Calibration(MeasuredCredit(findings_of(shop, plan, block=None), (one,)))
    rows = compare_experiments(calibration, Resampling(100), frozenset({"scaled"}))
    assert rows.rows() == [("few", "linear", 1.0, 0.5, 0.5, None, None, ExperimentVerdict.TOO_FEW)]
