"""How often the 95 % intervals hold the truth, over many shops."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.spending import Spending
from attribution.plan import Facet
from tests.studies.run import FIGURES, TOTALS, buyers, estimated, findings_of, first_buyers
from tests.studies.shops import UNIT, shop
from tests.studies.truth import truth
from tests.studies.worlds import losing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from attribution.arrays import Floats
    from attribution.bootstrap import Interval
    from tests.studies.run import Estimates
    from tests.studies.truth import Truth
    from tests.studies.worlds import World

SHOPS: Final = 200
CUSTOMERS: Final = 3_000

ENOUGH: Final = 30
"""Contributing customers from which on a channel's interval is looked at."""

MODELS: Final = ("linear", "markov")

ORDERS: Final = "all orders"
"""In place of a model: what there is to share out."""

UNSCALED: Final = " without rescaling"

RETURNS: Final = ("roas", "cac")
"""Figures that need costs."""

REFERENCE: Final = 300_000
"""Customers of the shop that tells what credit of new customers is true."""

_SEED: Final = 1_000_000
"""Of that shop, of which no other one is."""

_ROAS: Final = 2
"""What each channel returns under the linear model."""

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


def coverage(shops: int = SHOPS, reference: int = REFERENCE) -> Coverage:
    """Return the coverage over the shops that have the seeds from 0.

    Costs are the same in each shop. `reference` customers tell what is true of new ones.
    """
    world, held = losing(), defaultdict(list)
    true = truth(world, CUSTOMERS)
    spending = _spend(world, true)
    returns = _find_true_returns(world, true, spending, reference)
    for seed in range(shops):
        drawn = shop(world, CUSTOMERS, seed)
        few = buyers(world, drawn.drawn) < ENOUGH
        few_new = first_buyers(world, drawn.drawn) < ENOUGH
        estimates = estimated(world, drawn, MODELS, spending)
        for key, hits in _held(estimates, true):
            held[key].append(np.where(few, np.nan, hits) if key[0] != ORDERS else hits)
        for key, value in returns.items():
            hits = _within(estimates.ends(*key), value)
            held[key].append(np.where(few_new if key[1] == "cac" else few, np.nan, hits))
    return Coverage({key: np.stack(hits) for key, hits in held.items()})


def _spend(world: "World", true: "Truth") -> Spending:
    """Return costs of each channel of which the linear model is to give twice as much."""
    revenue = true.figures("linear")["revenue"]
    costs = np.rint(revenue / _ROAS * UNIT).astype(np.int64).tolist()
    return Spending(dict(zip(world.channels, costs, strict=True)))


def _find_true_returns(
    world: "World", true: "Truth", spending: Spending, customers: int
) -> "Mapping[Key, Floats]":
    """Return what is true by model and figure, arrays of shape (channels,).

    Credit of new customers is that of a shop so large that chance hardly moves it.
    """
    large = findings_of(shop(world, customers, _SEED), MODELS, facets=(Facet.NEW,))
    table = compare_models(large, Labels(("30d",), MODELS[0]), spending=spending).exact
    cost = np.array([float(spending.whole[name]) / UNIT for name in world.channels])
    found: dict[Key, Floats] = {}
    for model in MODELS:
        rows = {row["channel"]: row for row in table.filter(model=model).to_dicts()}
        new = np.array([rows[name]["new_conversions"] for name in world.channels])
        found[model, "roas"] = true.figures(model)["revenue"] / cost
        found[model, "cac"] = cost / (new * CUSTOMERS / customers)
    return found


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
