"""Two experiments of the year: the truth of each, and what was measured of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sample_data.dice import Dice
from sample_data.truths import TRUTHS
from sample_data.year import Year

DEVIATION = 6.0
"""Standard deviation of what is measured, in orders."""

_UNIFORMS = 12
"""Draws whose sum is nearly normal, with a variance of one."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """A channel that was switched off for half of the visitors, drawn by lot."""

    name: str
    channel: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Result:
    """What a channel caused in the days of an experiment, in orders of the whole shop."""

    experiment: Experiment
    true: int
    """Orders that would not exist without the channel."""
    measured: int
    low: int
    """The ends of the 95 % interval of what was measured."""
    high: int

    @property
    def line(self) -> str:
        """The entry of `experiments:` in merito.yaml."""
        own = self.experiment
        return (
            f"{{name: {own.name}, channel: {own.channel}, from: {own.first}, to: {own.last},"
            f" metric: conversions, incremental: {self.measured}, low: {self.low},"
            f" high: {self.high}}}"
        )


EXPERIMENTS = (
    Experiment("Retargeting paused", "Retargeting", date(2026, 3, 1), date(2026, 4, 30)),
    Experiment("Instagram silent", "Organic Social", date(2026, 4, 1), date(2026, 6, 30)),
)


def measure(year: Year) -> Iterator[Result]:
    """Give the result of each experiment; what is measured misses the truth by chance."""
    for experiment in EXPERIMENTS:
        true = count_caused(year, experiment)
        dice = Dice(f"{TRUTHS.seed} test {experiment.name}")
        error = sum(dice.draw_uniform(-0.5, 0.5) for _ in range(_UNIFORMS)) * DEVIATION
        measured, half = round(true + error), 1.96 * DEVIATION
        yield Result(experiment, true, measured, round(measured - half), round(measured + half))


def count_caused(year: Year, experiment: Experiment) -> int:
    """Count the counted orders of the days that only the channel's tactics caused."""
    return sum(
        experiment.first <= sale.order.ordered_at.date() <= experiment.last
        and bool(sale.order.causes)
        and {tactic.channel for tactic in sale.order.causes} == {experiment.channel}
        for sale in year.sales
        if sale.counted
    )
