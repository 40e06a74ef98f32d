"""merito run on a drawn shop: every model's credit with its intervals."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.bootstrap import (
    Interval,
    Resampling,
    compute_interval,
    compute_rescaling,
    draw_group_weights,
)
from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.replicates import ComparisonReplicates
from attribution.journeys.windows import DAY, Window
from attribution.models import (
    DataDrivenModel,
    First,
    Last,
    LastNonDirect,
    Linear,
    Markov,
    MultiTouchModel,
    PositionBased,
    Shapley,
    SingleTouchModel,
    TimeDecay,
)
from attribution.parts.parts import Parts
from attribution.plan import Facet, NamedModel, Plan
from attribution.results import AttributionResults, run_plan
from tests.attribution.shop import INLINE
from tests.studies.shops import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Bools, Floats, Ints
    from attribution.comparison.spending import Spending
    from attribution.plan import OrderDays
    from tests.studies.shops import Drawn, Shop
    from tests.studies.worlds import World

LIBRARY: Final[dict[str, SingleTouchModel | MultiTouchModel | DataDrivenModel]] = {
    "last": Last(),
    "last_non_direct": LastNonDirect(),
    "first": First(),
    "linear": Linear(),
    "time_decay": TimeDecay(),
    "position_based": PositionBased(),
    "markov": Markov(),
    "shapley": Shapley(),
}

MODELS: Final = tuple(LIBRARY)
"""Names of the models that merito compares by default."""

CALIBRATED: Final = "calibrated "
"""Begins the name of a calibrated model."""

FIGURES: Final = ("conversions", "conversions_share", "revenue", "revenue_share")
"""What has a truth."""

TOTALS: Final = ("conversions", "revenue")


@dataclass(frozen=True, slots=True)
class Estimates:
    """What merito says of a shop, money in currency units."""

    models: tuple[str, ...]
    credit: pl.DataFrame
    """Columns of a comparison: rows by model, then by channel in the order of the world."""
    resampled: ComparisonReplicates
    factors: "Floats"
    """What totals of each replicate are multiplied by, shape (replicates,)."""
    places: "Ints"
    """Code of each channel of the world."""

    def of(self, model: str, column: str) -> "Floats":
        """Return a column of one model, shape (channels,); NaN for null."""
        return self.credit.filter(pl.col("model") == model)[column].to_numpy()

    def ends(self, model: str, figure: str) -> Interval:
        """Return the intervals of one model, arrays of shape (channels,)."""
        return Interval(self.of(model, f"{figure}_low"), self.of(model, f"{figure}_high"))

    def unscaled(self, model: str, figure: str) -> Interval:
        """Return what the intervals would be if totals were not multiplied up."""
        conversions, revenue = self.resampled.credit(0, self.models.index(model))
        totals = {"conversions": conversions, "revenue": revenue / UNIT}
        return compute_interval(totals[figure][self.places] / self.factors)

    def orders(self, figure: str, *, rescaled: bool = True) -> Interval:
        """Return the interval of all orders, or of their revenue, arrays of shape (1,)."""
        sums = self.resampled.get_totals()
        totals = {"conversions": sums.orders, "revenue": sums.paid / UNIT}
        return compute_interval(totals[figure][None, :] / (1 if rescaled else self.factors))


def estimated(
    world: "World",
    shop: "Shop",
    models: tuple[str, ...] = MODELS,
    spending: "Spending | None" = None,
) -> Estimates:
    """Return merito's estimates of a shop, with the intervals of its default settings."""
    resampling = Resampling()
    findings = findings_of(shop, models, facets=() if spending is None else (Facet.NEW,))
    codes = {name: code for code, name in enumerate(findings.values.names)}
    labels = Labels(("30d",), models[0])
    table = compare_models(findings, labels, resampling, spending).exact
    return Estimates(
        models,
        _in_order(table, models, world.channels),
        ComparisonReplicates(findings, resampling),
        compute_rescaling(draw_group_weights(resampling), findings.statistics.customers),
        np.array([codes[name] for name in world.channels]),
    )


def findings_of(
    shop: "Shop",
    models: tuple[str, ...] = MODELS,
    scaled: tuple[str, ...] = (),
    facets: "tuple[Facet | OrderDays, ...]" = (),
) -> AttributionResults:
    """Return what models find in a shop, lookback 30 days, of all orders and of some.

    Those in `scaled` are there once more, calibrated by what is measured in some days.
    """
    named = tuple(NamedModel(name, LIBRARY[name]) for name in models)
    named += tuple(
        NamedModel(f"{CALIBRATED}{name}", LIBRARY[name], calibrated=True) for name in scaled
    )
    plan = Plan(named, (Window(30 * DAY),), facets=facets)
    parts = Parts(shop.touches, shop.orders, everybody=plan.everybody, pool=INLINE)
    return run_plan(
        plan, parts.vocabularies["channel"], None, lambda function: [function(parts.get_part(0))]
    )


def _in_order(
    table: pl.DataFrame, models: "Sequence[str]", channels: "Sequence[str]"
) -> pl.DataFrame:
    keys = pl.DataFrame({"model": models}).join(pl.DataFrame({"channel": channels}), how="cross")
    return keys.join(table, on=["model", "channel"], how="left", maintain_order="left")


def buyers(world: "World", drawn: "Drawn") -> "Ints":
    """Return the customers who bought after a touch with each channel, shape (channels,)."""
    return _count_customers(world, drawn, drawn.bought)


def first_buyers(world: "World", drawn: "Drawn") -> "Ints":
    """Return the customers whose first order followed a touch with each channel, (channels,)."""
    bought = np.flatnonzero(drawn.bought)
    first = np.zeros(len(drawn.bought), dtype=np.bool_)
    first[bought[np.unique(drawn.customer[bought], return_index=True)[1]]] = True
    return _count_customers(world, drawn, first)


def _count_customers(world: "World", drawn: "Drawn", journeys: "Bools") -> "Ints":
    touches = np.flatnonzero(journeys[drawn.journey])
    customer = drawn.customer[drawn.journey[touches]]
    pairs = np.unique(customer * len(world.channels) + world.chain.channel[drawn.state[touches]])
    return np.bincount(pairs % len(world.channels), minlength=len(world.channels))
