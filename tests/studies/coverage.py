"""How often the 95 % intervals hold the truth, over many shops."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.studies.run import FIGURES, TOTALS, buyers, estimated
from tests.studies.shops import shop
from tests.studies.truth import truth
from tests.studies.worlds import losing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from attribution.arrays import Floats
    from attribution.bootstrap import Interval
    from tests.studies.run import Estimates
    from tests.studies.truth import Truth

SHOPS: Final = 200
CUSTOMERS: Final = 3_000

ENOUGH: Final = 30
"""Contributing customers from which on a channel's interval is looked at."""

MODELS: Final = ("linear", "markov")

ORDERS: Final = "all orders"
"""In place of a model: what there is to share out."""

UNSCALED: Final = " without rescaling"

Key = tuple[str, str]
"""Model and figure."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether each interval held the truth."""

    held: "Mapping[Key, Floats]"
    """1 or 0 by shop and channel, NaN where fewer than 30 customers contribute."""

    def share(self, model: str, figure: str) -> float:
        """Return the share of intervals that held the truth."""
        return float(np.nanmean(self.held[model, figure]))


def coverage(shops: int = SHOPS) -> Coverage:
    """Return the coverage over the shops that have the seeds from 0."""
    world, held = losing(), defaultdict(list)
    true = truth(world, CUSTOMERS)
    for seed in range(shops):
        drawn = shop(world, CUSTOMERS, seed)
        few = buyers(world, drawn.drawn) < ENOUGH
        for key, hits in _held(estimated(world, drawn, MODELS), true):
            held[key].append(np.where(few, np.nan, hits) if key[0] != ORDERS else hits)
    return Coverage({key: np.stack(hits) for key, hits in held.items()})


def _held(estimates: "Estimates", true: "Truth") -> "Iterator[tuple[Key, Floats]]":
    for model in MODELS:
        truths = true.figures(model)
        for figure in FIGURES:
            yield (model, figure), _within(estimates.ends(model, figure), truths[figure])
        for figure in TOTALS:
            ends = estimates.unscaled(model, figure)
            yield (model, figure + UNSCALED), _within(ends, truths[figure])
    for figure, whole in zip(TOTALS, true.orders, strict=True):
        yield (ORDERS, figure), _within(estimates.orders(figure), whole)
        ends = estimates.orders(figure, rescaled=False)
        yield (ORDERS, figure + UNSCALED), _within(ends, whole)


def _within(ends: "Interval", true: "Floats") -> "Floats":
    return ((ends.low <= true) & (true <= ends.high)).astype(np.float64)
