from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfm.watch.choices import Direction, KpiVerdict
from rfm.watch.goals import Goal
from rfm.watch.judgement import IDLE, UNKNOWN, Judgement, Reading, Series, judge
from tests.examples import examples
from tests.rfm.watch import reference

PAST = (80, 120, 100, 95, 105, 90, 110, 100)
VALUES = st.integers(-20, 20).map(Fraction)
READINGS = st.one_of(VALUES.map(Reading), st.sampled_from([IDLE, UNKNOWN]))
SERIES = st.builds(
    Series, READINGS, st.lists(READINGS, min_size=8, max_size=8).map(tuple), READINGS
)
GOALS = st.one_of(
    st.none(),
    st.builds(
        lambda sign, number: Goal.parse(f"{sign} {number}"),
        st.sampled_from([">=", "<=", ">", "<"]),
        st.integers(-3, 3),
    ),
)


def judge_month(value: int, **goals: str) -> Judgement:
    earlier = tuple(Reading(Fraction(each)) for each in PAST)
    series = Series(Reading(Fraction(value)), earlier, UNKNOWN)
    target, change = (Goal.parse(goals[name]) if name in goals else None for name in GOAL_NAMES)
    return judge(series, target, change, Direction.UP)


GOAL_NAMES = ("target", "change")


@pytest.mark.parametrize(
    ("value", "z", "verdict"),
    [(150, 4.496605, "success"), (61, -3.507352, "anomaly"), (95, -0.449661, "ok")],
)
def test_the_known_answers(value: int, z: float, verdict: str) -> None:
    found = judge_month(value)
    assert found.z is not None
    assert found.expectation is not None
    assert (round(float(found.z), 6), found.verdict) == (z, verdict)
    assert round(float(found.expectation.low), 2) == 61.08
    assert round(float(found.expectation.high), 2) == 138.92
    assert found.expectation.middle == 100
    assert found.history == 8


def test_a_target_that_is_met_and_a_change_that_is_not() -> None:
    found = judge_month(72, target=">= 70", change=">= -5%")
    assert (found.change, found.target_met, found.change_met) == (Fraction("-0.1"), True, False)
    assert found.verdict is KpiVerdict.MISS


def test_what_is_bad_depends_on_the_direction() -> None:
    series = Series(Reading(Fraction(150)), tuple(Reading(Fraction(v)) for v in PAST), UNKNOWN)
    assert judge(series, None, None, Direction.DOWN).verdict is KpiVerdict.ANOMALY


def test_a_past_of_one_value_lets_nothing_be_odd() -> None:
    series = Series(Reading(Fraction(9)), (Reading(Fraction(5)),) * 8, UNKNOWN)
    found = judge(series, None, None, Direction.UP)
    assert (found.z, found.verdict) == (None, KpiVerdict.OK)
    assert found.expectation is not None
    assert found.expectation.low == found.expectation.high == 5


@pytest.mark.parametrize(
    ("text", "met", "missed"),
    [
        (">= 0.1", "0.1", "0.0999999"),
        ("> 0.1", "0.1000001", "0.1"),
        ("<= 12.50", "12.5", "12.51"),
        ("<-5 %", "-0.0500001", "-0.05"),
    ],
)
def test_goals_are_compared_exactly(text: str, met: str, missed: str) -> None:
    goal = Goal.parse(text)
    assert goal is not None
    assert goal.is_met(Fraction(met))
    assert not goal.is_met(Fraction(missed))


@pytest.mark.parametrize("text", ["4", "= 4", ">= four", ">= 4 EUR", ">= 4 %%", "=> 4", ""])
def test_what_is_no_goal(text: str) -> None:
    assert Goal.parse(text) is None


@given(SERIES, GOALS, GOALS, st.booleans())
@examples(150)
def test_verdicts_are_what_plain_python_finds(
    series: Series, target: Goal | None, change_target: Goal | None, up: bool
) -> None:
    direction = Direction.UP if up else Direction.DOWN
    found = judge(series, target, change_target, direction)
    past = [each.value for each in series.earlier if each.value is not None]
    band = reference.compute_band(past)
    value, previous = series.current.value, series.earlier[0].value
    change = None if value is None or not previous else (value - previous) / abs(previous)
    goals = [(target, value), (change_target, change)]
    met = [goal.is_met(each) for goal, each in goals if goal is not None and each is not None]
    assert found.change == change
    assert found.history == len(past)
    assert (found.expectation is None) == (band is None)
    if found.expectation is not None:
        assert (found.expectation.middle, found.expectation.scale) == band
    known = series.current.known
    assert found.verdict == reference.decide(value, past, known=known, met=met, up=up)
