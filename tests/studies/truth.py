"""What models would say of a shop if its customers were drawn for ever."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.studies.chain import shared
from tests.studies.shops import MEAN_NEEDS, WALK_INS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Floats
    from tests.studies.worlds import World


@dataclass(frozen=True, slots=True)
class Truth:
    """Expected credit of so many customers: exact, from the world's probabilities.

    Rows are orders and their revenue in currency units.
    """

    credit: "Mapping[str, Floats]"
    """Of some models by name, arrays of shape (2, channels)."""
    orders: "Floats"
    """All orders, shape (2,)."""
    caused: "Floats"
    """All orders with a touch in proportion to those lost without each channel, (channels,)."""

    def figures(self, model: str) -> "Mapping[str, Floats]":
        """Return what a comparison calls its columns, each of shape (channels,)."""
        conversions, revenue = self.credit[model]
        return {
            "conversions": conversions,
            "conversions_share": conversions / self.orders[0],
            "revenue": revenue,
            "revenue_share": revenue / self.orders[1],
        }


def truth(world: "World", customers: int) -> Truth:
    """Return what is true of so many customers."""
    needs = customers * MEAN_NEEDS
    journeys, walk_ins = needs * (1 - WALK_INS), needs * WALK_INS
    chain = world.chain
    touched = chain.total * journeys
    return Truth(
        {
            "linear": chain.linear() * journeys,
            "markov": shared(chain.removal(), touched),
        },
        touched + walk_ins * np.array([1, chain.basket.mean()]),
        shared(world.losses[None, :], touched[:1])[0],
    )
