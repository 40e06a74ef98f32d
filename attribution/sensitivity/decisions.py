"""Which values to keep and which to cut by what they return, and what turns that over."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.comparison.spending import find_threshold, round_costs
from attribution.money import UNIT
from attribution.sensitivity.draws import spread_labels

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats, Ints
    from attribution.sensitivity.draws import Draws


class Decision(StrEnum):
    """What to do with a value that cost money."""

    KEEP = "keep"
    """It returns what it has to."""
    CUT = "cut"


@dataclass(frozen=True)
class Decisions:
    """The decision for each value that cost money, as it is and in each draw.

    Arrays have shape (models, values that cost money, windows, losses).
    """

    draws: "Draws"
    cost: "Floats"
    """Costs of the draws, which have some."""
    target: float
    """The ROAS that a value has to reach to be kept."""

    @cached_property
    def places(self) -> "Ints":
        """Where the values that cost money are among those of the draws."""
        return np.flatnonzero(np.nan_to_num(self.cost) > 0)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.draws.values[place] for place in self.places.tolist())

    @cached_property
    def roas(self) -> "Floats":
        """Revenue for each unit of cost; NaN where a model says nothing."""
        found: Floats = self.draws.revenue[:, self.places] / self.cost[self.places, None, None]
        return found

    @cached_property
    def kept(self) -> "Bools":
        """Whether the decision is to keep; False where a model says nothing."""
        found: Bools = self.roas >= find_threshold(self.target)
        return found

    @cached_property
    def defined(self) -> "Bools":
        """Where there is a decision that can be held against the one as it is."""
        known = ~np.isnan(self.roas)
        return known & known[:, :, :1, :1]

    @cached_property
    def flipped(self) -> "Bools":
        """Where the decision is another one than as it is."""
        found: Bools = self.defined & (self.kept != self.kept[:, :, :1, :1])
        return found

    def to_exact(self) -> pl.DataFrame:
        """Return one row for each model and value that cost money.

        Columns: model, the dimension's (channel), cost (currency units; printed: cents), roas (as
        it is: in the first window with nothing lost), roas_low and roas_high (over all windows and
        draws), decision (a `Decision`), flips_lost (share of the draws with lost touches in the
        first window that decide otherwise, null without draws), flips_windows (the same of the
        other windows with nothing lost, null without others), agrees (yes or no: whether the
        decision is that of the baseline, null for itself). Null where a model says nothing.
        """
        return self._build_table(self.cost / UNIT)

    def to_printed(self) -> pl.DataFrame:
        """Return the same rows, cost as Int64 cents."""
        table = self._build_table(round_costs(self.cost, self.draws.values))
        return table.with_columns(pl.col("cost").cast(pl.Int64))

    def _build_table(self, cost: "Floats") -> pl.DataFrame:
        draws, shape = self.draws, self.roas.shape[:2]
        low, high = (
            function.reduce(self.roas, axis=(2, 3), initial=np.nan)
            for function in (np.fmin, np.fmax)
        )
        lost, windows = np.s_[:, :, 0, 1:], np.s_[:, :, 1:, 0]
        return pl.DataFrame(
            {
                "model": spread_labels([each.name for each in draws.models], 0, shape),
                draws.dimension: spread_labels(self.values, 1, shape).cast(pl.String),
                "cost": spread_labels(cost[self.places].tolist(), 1, shape).cast(pl.Float64),
                "roas": _to_column(self.roas[:, :, 0, 0]),
                "roas_low": _to_column(low),
                "roas_high": _to_column(high),
                "decision": self._list_decisions(),
                "flips_lost": _to_column(_share(self.flipped[lost], self.defined[lost])),
                "flips_windows": _to_column(_share(self.flipped[windows], self.defined[windows])),
                "agrees": self._list_agreements(),
            }
        )

    def _list_decisions(self) -> pl.Series:
        return _choose_words(self._is_known(), self.kept[:, :, 0, 0], Decision.KEEP, Decision.CUT)

    def _list_agreements(self) -> pl.Series:
        baseline = self.draws.baseline[self.places, 0, 0] / self.cost[self.places]
        compared = np.array(self.draws.compared)[:, None] & ~np.isnan(baseline)
        same = self.kept[:, :, 0, 0] == (baseline >= find_threshold(self.target))
        return _choose_words(self._is_known() & compared, same, "yes", "no")

    def _is_known(self) -> "Bools":
        found: Bools = ~np.isnan(self.roas[:, :, 0, 0])
        return found


def _share(part: "Bools", whole: "Bools") -> "Floats":
    """Return the share of the draws of the last axis, NaN where there are none."""
    counted, all_of_them = (cells.sum(axis=-1).astype(np.float64) for cells in (part, whole))
    return divide_with_default(counted, all_of_them)


def _choose_words(known: "Bools", cells: "Bools", true: str, false: str) -> pl.Series:
    """Return a word for each cell, null where nothing is known."""
    flags = zip(known.ravel().tolist(), cells.ravel().tolist(), strict=True)
    words = [str(true if cell else false) if there else None for there, cell in flags]
    return pl.Series(words, dtype=pl.String)


def _to_column(cells: "Floats") -> pl.Series:
    return pl.Series(cells.ravel()).fill_nan(None)
