"""What a model gives to the touches of some orders, and the orders it gives to nobody."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attribution.models.base import CreditRows, MultiTouchModel, SingleTouchModel

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.models.base import Model, Paths


@dataclass(frozen=True, slots=True)
class Weights:
    """What one model gives; the first arrays have shape (rows,), an order may have several."""

    order: "Ints"
    """Position of the order, from 0."""
    touch: "Ints"
    """Place of the touch in the timeline; those of an order ascend."""
    share: "Floats"
    """Fraction of the order."""
    nobody: "Ints"
    """Positions of the orders that are given to nobody, ascending, shape (orders,)."""
    of_revenue: "Floats | None" = None
    """Fraction of the revenue where it is not that of the order."""

    def drop_nothing(self) -> "Weights":
        """Return the weights without touches that are given nothing."""
        paid = self.share if self.of_revenue is None else self.of_revenue
        some = np.flatnonzero((self.share != 0) | (paid != 0))
        return Weights(
            self.order[some],
            self.touch[some],
            self.share[some],
            self.nobody,
            None if self.of_revenue is None else self.of_revenue[some],
        )


class SeenOrders:
    """Some orders with the journeys that some of the models see."""

    def __init__(self, paths: "Paths") -> None:
        self.paths = paths

    @cached_property
    def touched(self) -> "Ints":
        """Positions of the orders with a touch."""
        journeys = self.paths.journeys
        return np.flatnonzero(journeys.last > journeys.first)

    @cached_property
    def _rows(self) -> CreditRows:
        return CreditRows(self.paths.take(self.touched))

    def weigh(self, model: "Model") -> Weights:
        """Return what a model that is known journey by journey gives."""
        if isinstance(model, SingleTouchModel):
            return self._weigh_single(model)
        assert isinstance(model, MultiTouchModel)  # noqa: S101 - others know no journeys
        return self._weigh_several(model)

    def _weigh_single(self, model: SingleTouchModel) -> Weights:
        chosen = np.full(len(self.paths.orders.at), -1, dtype=np.int64)
        if len(self.touched):
            chosen[self.touched] = model.choose_touches(self.paths.take(self.touched))
        order = np.flatnonzero(chosen >= 0)
        place, inner = chosen[order], self.paths.journeys.places
        touch = place if inner is None else np.take(inner, place)
        return Weights(order, touch, np.ones(len(order)), np.flatnonzero(chosen < 0))

    def _weigh_several(self, model: MultiTouchModel) -> Weights:
        left = np.ones(len(self.paths.orders.at), dtype=np.bool_)
        left[self.touched] = False
        if not len(self.touched):
            nothing = np.zeros(0, dtype=np.int64)
            return Weights(nothing, nothing, np.zeros(0), np.flatnonzero(left))
        rows = self._rows
        given = model.credit(rows)
        if given.nobody is not None:
            left[self.touched[given.nobody]] = True
        order = np.repeat(self.touched, rows.lengths)
        return Weights(order, rows.touches, given.weights, np.flatnonzero(left), given.of_revenue)
