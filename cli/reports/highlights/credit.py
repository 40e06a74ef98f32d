"""What a comparison says of one value, model by model."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.intervals import Stability
from attribution.comparison.row_names import NOT_CAUSED, OTHERS, UNATTRIBUTED, WHOLE
from cli.render.side_by_side import find_axes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.report import Table


_TAIL: Final = 0.025
"""The chance that the truth lies beyond one end of an interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and its 95 % interval, whose ends are None where nobody knows them."""

    value: float
    low: float | None
    high: float | None

    def widen(self, factor: float) -> "Interval":
        """Return the figure with both ends so many times as far away."""
        low = None if self.low is None else self.value - factor * (self.value - self.low)
        high = None if self.high is None else self.value + factor * (self.high - self.value)
        return Interval(self.value, low, high)

    def is_above(self, other: "Interval") -> bool:
        """Return whether the whole interval lies above another one."""
        return self.low is not None and other.high is not None and self.low > other.high

    def excludes_zero(self) -> bool:
        """Return whether the figure differs from nothing by more than chance."""
        return (self.low is not None and self.low > 0) or (self.high is not None and self.high < 0)


@dataclass(frozen=True, slots=True)
class ChannelCredit:
    """A channel, or another value of what the report is by, with each model's figures."""

    name: str
    figures: "Mapping[str, Mapping[str, float | None]]"
    """By model the columns of its row, money in cents."""
    doubt: float = 1.0
    """How many times as wide intervals are taken: see `_measure_doubt`."""

    def find(self, model: str | None, column: str) -> Interval | None:
        """Return a figure of a model with its interval, None where either is not there."""
        row = self.figures.get(model or "")
        value = None if row is None else row.get(column)
        if row is None or value is None:
            return None
        return Interval(value, row.get(f"{column}_low"), row.get(f"{column}_high")).widen(
            self.doubt
        )

    def has_stable_rank(self, model: str) -> bool:
        """Return whether chance leaves the rank by revenue under a model as it is."""
        row: Mapping[str, object] = self.figures.get(model, {})
        return row.get("rank_stable") == Stability.YES

    def list_all(self, models: tuple[str, ...], column: str) -> "dict[str, Interval]":
        """Return a figure of each of some models that has one, in their order."""
        found = {model: self.find(model, column) for model in models}
        return {model: figure for model, figure in found.items() if figure is not None}


def list_credits(table: "Table") -> "Iterator[ChannelCredit]":
    """Yield the values of a comparison: of its first window, all orders, none added up."""
    frame = table.frame
    by = find_axes(frame)
    rows = frame.filter(pl.col(by.lookback) == frame[by.lookback].first())
    if by.block is not None:
        rows = rows.filter(pl.col(by.block) == WHOLE)
    own = rows.filter(~pl.col(by.channel).is_in([UNATTRIBUTED, NOT_CAUSED, OTHERS]))
    doubt = _measure_doubt(own[by.channel].n_unique())
    for (name,), group in own.group_by(by.channel, maintain_order=True):
        figures = {row["model"]: row for row in group.iter_rows(named=True)}
        yield ChannelCredit(str(name), figures, doubt)


def _measure_doubt(channels: int) -> float:
    """Return how much wider intervals must be so that all channels together are as sure as one.

    One of forty ends of 95 % intervals errs by chance, hence one of some channels in many a shop
    (Bonferroni's correction, as if errors were normal).
    """
    one, all_together = (NormalDist().inv_cdf(1 - _TAIL / count) for count in (1, max(channels, 1)))
    return all_together / one
