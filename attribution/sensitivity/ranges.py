"""How far credit and ranks move where touches are lost, and which conclusions reverse."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.money import UNIT
from attribution.sensitivity.draws import spread_labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from attribution.arrays import Bools, Floats, Ints
    from attribution.sensitivity.draws import Draws

FIGURES: Final = ("conversions", "revenue")
"""What has a lowest and a highest value, in the order of its columns."""

_CENT: Final = UNIT // 100


class Flip(StrEnum):
    """What is not as it is with nothing lost in the first window, in some draw at least."""

    NOTHING = "nothing"
    RANK = "rank"
    CHANGE = "change"
    """More than the baseline gives instead of less, or the other way round."""
    BOTH = "both"


@dataclass(frozen=True)
class Ranges:
    """Draws of each share taken together; arrays have shape (models, values, windows, shares)."""

    draws: "Draws"

    @cached_property
    def shares(self) -> "tuple[Fraction, ...]":
        """The shares of lost touches in order, none at all first."""
        return tuple(dict.fromkeys(loss.share for loss in self.draws.losses))

    @cached_property
    def defined(self) -> "Ints":
        """In how many draws the model says something."""
        return self._reduce_draws(~np.isnan(self.draws.revenue), np.add)

    @cached_property
    def best(self) -> "Ints":
        """The best rank, 0 where there is none."""
        ranks = self.draws.ranks
        found = self._reduce_draws(np.where(ranks > 0, ranks, _NO_RANK), np.minimum)
        return np.where(found == _NO_RANK, 0, found)

    @cached_property
    def worst(self) -> "Ints":
        """The worst rank, 0 where there is none."""
        return self._reduce_draws(self.draws.ranks, np.maximum)

    @cached_property
    def moved(self) -> "Ints":
        """In how many draws the rank is another than as it is."""
        ranks = self.draws.ranks
        return self._reduce_draws((ranks > 0) & (ranks != ranks[:, :, :1, :1]), np.add)

    @cached_property
    def reversed(self) -> "Ints":
        """In how many draws the model gives more than the baseline instead of less, or less."""
        signs = self._signs
        return self._reduce_draws(signs * signs[:, :, :1, :1] < 0, np.add)

    @cached_property
    def _signs(self) -> "Floats":
        """Whether a model gives more than the baseline, 1, or less, -1, by a cent at least."""
        changes = np.rint((self.draws.revenue - self.draws.baseline) / _CENT)
        signs: Floats = np.sign(np.nan_to_num(changes))
        return signs

    def to_exact(self) -> pl.DataFrame:
        """Return one row for each model, value, lookback and share of lost touches.

        Columns: model, the dimension's (channel), lookback, lost_share, draws (in which the model
        is defined), conversions_low, conversions_high, revenue_low, revenue_high (currency units;
        printed: cents), rank_best, rank_worst, rank_moved and change_reversed (share of those
        draws), flips (a `Flip`), with costs roas_low and roas_high. Null where a model is undefined
        in every draw, ranks of `(unattributed)`, and change_reversed of the baseline.
        """
        return self._build_table(
            {"conversions": self.draws.conversions, "revenue": self.draws.revenue / UNIT}
        )

    def to_printed(self) -> pl.DataFrame:
        """Return the same rows, revenue as Int64 cents."""
        table = self._build_table(
            {"conversions": self.draws.conversions, "revenue": self.draws.cents}
        )
        return table.with_columns(pl.col("revenue_low", "revenue_high").cast(pl.Int64))

    def _build_table(self, figures: "Mapping[str, Floats]") -> pl.DataFrame:
        draws, shape = self.draws, self.defined.shape
        compared = np.array(draws.compared)[:, None, None, None]
        ranked = self.best > 0
        columns = {
            "model": spread_labels([each.name for each in draws.models], 0, shape),
            draws.dimension: spread_labels(draws.values, 1, shape),
            "lookback": spread_labels(draws.lookbacks, 2, shape),
            "lost_share": spread_labels([float(share) for share in self.shares], 3, shape),
            "draws": pl.Series(self.defined.ravel()),
        }
        for name in FIGURES:
            columns |= self._find_ends(name, figures[name])
        return pl.DataFrame(
            columns
            | {
                "rank_best": _blank_unknown(self.best, ranked),
                "rank_worst": _blank_unknown(self.worst, ranked),
                "rank_moved": self._compute_part(self.moved, ranked),
                "change_reversed": self._compute_part(self.reversed, (self.defined > 0) & compared),
                "flips": pl.Series(self._find_flips(), dtype=pl.String),
            }
            | ({} if draws.roas is None else self._find_ends("roas", draws.roas))
        )

    def _find_ends(self, name: str, cells: "Floats") -> dict[str, pl.Series]:
        """Return the columns of the lowest and the highest value of each share."""
        ends = (("low", np.fmin), ("high", np.fmax))
        return {
            f"{name}_{end}": pl.Series(self._reduce_draws(cells, function).ravel()).fill_nan(None)
            for end, function in ends
        }

    def _compute_part(self, draws: "Ints", where: "Bools") -> pl.Series:
        return _blank_unknown(draws / np.maximum(self.defined, 1), where)

    def _find_flips(self) -> list[str | None]:
        words = {0: Flip.NOTHING, 1: Flip.RANK, 2: Flip.CHANGE, 3: Flip.BOTH}
        codes = (self.moved > 0) + 2 * (self.reversed > 0)
        codes[self.defined == 0] = -1
        return [None if code < 0 else words[code].value for code in codes.ravel().tolist()]

    def _reduce_draws(self, cells: "Floats | Ints | Bools", function: np.ufunc) -> "Ints":
        """Return the cells of all draws of a share taken together."""
        shares = [loss.share for loss in self.draws.losses]
        starts = [shares.index(share) for share in self.shares]
        kind = np.int64 if cells.dtype == np.bool_ else cells.dtype
        found: Ints = function.reduceat(cells.astype(kind), starts, axis=-1)
        return found


_NO_RANK: Final = np.iinfo(np.int64).max


def _blank_unknown(cells: "Floats | Ints", where: "Bools") -> pl.Series:
    """Return cells as a column, null where there is nothing to say."""
    known = np.broadcast_to(where, cells.shape).ravel()
    return pl.select(pl.when(pl.Series(known)).then(pl.Series(cells.ravel()))).to_series()
