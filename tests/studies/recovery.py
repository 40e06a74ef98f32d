"""Which models find out what channels cause, and from how many customers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.studies.run import MODELS, estimated
from tests.studies.shops import shop
from tests.studies.truth import truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Floats
    from tests.studies.worlds import World

SHOPS: Final = {1_000: 100, 10_000: 40, 100_000: 15}
"""How many shops of so many customers are drawn: more where they are soon done."""

SIZES: Final = tuple(SHOPS)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Conversions that models credit in shops of one size; arrays of shape (shops, channels)."""

    held: "Mapping[str, Floats]"
    """1 where the model's interval holds the truth, 0 where not, NaN where it has none."""
    shares: "Mapping[str, Floats]"
    """Shares of the orders with a touch."""
    true: "Floats"
    """The true shares, shape (channels,)."""

    def within(self, model: str) -> float:
        """Return the share of a model's intervals that hold the truth."""
        return float(np.nanmean(self.held[model]))

    def misplaced(self, model: str) -> float:
        """Return the share of orders that the model gives to the wrong channel, on average."""
        wrong = np.abs(self.shares[model] - self.true).sum(axis=1) / 2
        return float(wrong.mean())


def recovered(world: "World", customers: int) -> Recovered:
    """Return what models recover in shops of one of the sizes, seeds from 0.

    The truth is all orders with a touch, in proportion to the orders lost without each channel:
    models share out every order, so that more than proportions cannot be asked of them.
    """
    true = truth(world, customers).caused
    held, shares = defaultdict(list), defaultdict(list)
    for seed in range(SHOPS[customers]):
        estimates = estimated(world, shop(world, customers, seed))
        for model in MODELS:
            ends = estimates.ends(model, "conversions")
            hits = ((ends.low <= true) & (true <= ends.high)).astype(np.float64)
            held[model].append(np.where(np.isnan(ends.low), np.nan, hits))
            credit = np.nan_to_num(estimates.of(model, "conversions"))
            shares[model].append(credit / credit.sum())
    return Recovered(
        {model: np.stack(hits) for model, hits in held.items()},
        {model: np.stack(parts) for model, parts in shares.items()},
        true / true.sum(),
    )
