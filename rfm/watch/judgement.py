"""What a KPI's value, its target and its past come to; computed in fractions, hence exactly."""

from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Final

from rfm.watch.choices import Direction, KpiVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rfm.watch.goals import Goal

FEWEST: Final = 6
"""Past values without which nothing is expected."""
_ODD: Final = Fraction("3.5")
_TO_DEVIATION: Final = Fraction("1.4826")
"""From the median absolute deviation to the standard deviation of a normal distribution."""
_FROM_MEAN: Final = Fraction("1.2533")
"""The same from the mean absolute deviation."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a KPI in one period."""

    value: Fraction | None
    known: bool = True
    """Whether the files tell it; known and without a value is a quotient of nothing."""


UNKNOWN: Final = Reading(None, known=False)
IDLE: Final = Reading(None)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a KPI."""

    current: Reading
    earlier: "tuple[Reading, ...]"
    """Of the like periods before, the nearest first."""
    year_ago: Reading

    @property
    def past(self) -> "list[Fraction]":
        """The values that are known of the like periods, the nearest first."""
        return [each.value for each in self.earlier if each.value is not None]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a KPI's past lets expect."""

    middle: Fraction
    scale: Fraction

    @property
    def low(self) -> Fraction:
        """Below it a value is odd."""
        return self.middle - _ODD * self.scale

    @property
    def high(self) -> Fraction:
        """Above it a value is odd."""
        return self.middle + _ODD * self.scale


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is said of a KPI; None is what cannot be formed or is not judged."""

    value: Fraction | None
    target_met: bool | None
    previous: Fraction | None
    change: Fraction | None
    change_met: bool | None
    year_ago: Fraction | None
    year_ago_change: Fraction | None
    expectation: Expectation | None
    z: Fraction | None
    """How many scales the value lies from what is expected."""
    history: int
    """Past values that are known."""
    verdict: KpiVerdict


def judge(
    series: Series, target: "Goal | None", change_target: "Goal | None", good: Direction
) -> Judgement:
    """Return what the values of a KPI come to.

    Odd is a value 3.5 robust deviations or more from the median of its past (modified z-scores,
    Iglewicz & Hoaglin 1993). Source: definitions, section 20.
    """
    value, past = series.current.value, series.past
    previous = series.earlier[0].value if series.earlier else None
    change = compute_change(value, previous)
    expectation = form_expectation(past)
    z = _standardise(value, expectation)
    target_met = _decide(target, value)
    change_met = _decide(change_target, change)
    return Judgement(
        value=value,
        target_met=target_met,
        previous=previous,
        change=change,
        change_met=change_met,
        year_ago=series.year_ago.value,
        year_ago_change=compute_change(value, series.year_ago.value),
        expectation=expectation,
        z=z,
        history=len(past),
        verdict=_choose_verdict(series.current, (target_met, change_met), z, good),
    )


def compute_change(value: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return the change from an earlier value as a share of its size, None where it is unknown."""
    return None if value is None or not before else (value - before) / abs(before)


def form_expectation(past: "Sequence[Fraction]") -> Expectation | None:
    """Return what past values let expect, None where there are too few."""
    if len(past) < FEWEST:
        return None
    middle = median(past)
    away = [abs(each - middle) for each in past]
    scale = _TO_DEVIATION * median(away) or _FROM_MEAN * sum(away) / len(away)
    return Expectation(middle, scale)


def _standardise(value: Fraction | None, expected: Expectation | None) -> Fraction | None:
    if value is None or expected is None or not expected.scale:
        return None
    return (value - expected.middle) / expected.scale


def _decide(goal: "Goal | None", value: Fraction | None) -> bool | None:
    return None if goal is None or value is None else goal.is_met(value)


def _choose_verdict(
    current: Reading, met: "tuple[bool | None, ...]", z: Fraction | None, good: Direction
) -> KpiVerdict:
    if current.value is None:
        return KpiVerdict.IDLE if current.known else KpiVerdict.UNKNOWN
    if False in met:
        return KpiVerdict.MISS
    if z is None or abs(z) < _ODD:
        return KpiVerdict.OK
    return KpiVerdict.SUCCESS if (z > 0) is (good is Direction.UP) else KpiVerdict.ANOMALY
