"""How much nearer experiments on some channels bring models to what channels cause."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.bootstrap import Resampling
from attribution.choices import ExperimentMetric
from attribution.comparison.calibration import Calibration
from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.experiments import Experiment, MeasuredCredit
from attribution.comparison.row_names import NOT_CAUSED
from attribution.plan import OrderDays
from tests.studies.recovery import SHOPS
from tests.studies.run import CALIBRATED, findings_of
from tests.studies.shops import BEGIN, MEAN_NEEDS, SLOT, WALK_INS, shop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Floats
    from tests.studies.worlds import World

TESTED: Final = ("Paid Social", "Retargeting", "Brand Search")
"""Channels with an experiment: those that cost money by the click."""

BASES: Final = ("last", "first", "linear", "markov")
"""Models that are calibrated."""

DAYS: Final = OrderDays(BEGIN, BEGIN + SLOT)
"""Of all experiments: the first 90, in which each customer has a need."""

_NORMAL: Final = 1.96


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How models do in shops of one size, with experiments on some channels and without.

    By model, that of a calibrated one being `CALIBRATED` and its base.
    """

    misplaced: "Mapping[str, float]"
    """Share of the orders with a touch that stand in the wrong row, (not caused) being one."""
    tested: "Mapping[str, float]"
    """Share of the intervals of tested channels that hold what these caused."""
    untested: "Mapping[str, float]"
    """The same of the other channels."""
    width: "Mapping[str, float]"
    """Mean width of the intervals of tested channels, as a share of the orders with a touch."""


def calibrated(world: "World", customers: int, shops: int | None = None) -> Calibrated:
    """Return how models do in shops of one of the sizes, seeds from 0.

    Here the truth are the orders lost without each channel themselves, not a proportion; the rest
    of the orders with a touch is not caused by any channel alone.
    """
    true = caused(world, customers * MEAN_NEEDS * (1 - WALK_INS))
    orders = true.sum()
    wrong, hits, widths = defaultdict(list), defaultdict(list), defaultdict(list)
    for seed in range(shops or SHOPS[customers]):
        for model, credit, low, high in _estimates(world, customers, seed):
            scale = orders / credit.sum()
            wrong[model].append(np.abs(credit * scale - true).sum() / 2 / orders)
            held = ((low <= true[:-1]) & (true[:-1] <= high)).astype(np.float64)
            hits[model].append(np.where(np.isnan(low), np.nan, held))
            widths[model].append((high - low) / orders)
    own = np.isin(world.channels, TESTED)
    return Calibrated(
        {model: float(np.mean(each)) for model, each in wrong.items()},
        {model: float(np.nanmean(np.stack(each)[:, own])) for model, each in hits.items()},
        {model: float(np.nanmean(np.stack(each)[:, ~own])) for model, each in hits.items()},
        {model: float(np.nanmean(np.stack(each)[:, own])) for model, each in widths.items()},
    )


def caused(world: "World", journeys: float) -> "Floats":
    """Return the orders that each channel causes, and those that none does, (channels + 1,)."""
    lost = world.losses * journeys
    return np.append(lost, world.chain.total[0] * journeys - lost.sum())


def experiments(world: "World", customers: int, seed: int) -> tuple[Experiment, ...]:
    """Return what is measured by switching each tested channel off for half of the customers.

    Twice the difference between the halves, whose orders are counts: the chance is theirs.
    """
    random = np.random.Generator(np.random.PCG64([seed, customers]))
    journeys = customers * (1 - WALK_INS)
    orders = world.chain.total[0] * journeys + customers * WALK_INS
    found = []
    for channel in TESTED:
        true = world.losses[world.channels.index(channel)] * journeys
        deviation = np.sqrt(4 * orders - 2 * true)
        measured, half = random.normal(true, deviation), _NORMAL * deviation
        metric = ExperimentMetric.CONVERSIONS
        found.append(
            Experiment(channel, channel, DAYS, metric, measured, measured - half, measured + half)
        )
    return tuple(found)


def _estimates(
    world: "World", customers: int, seed: int
) -> "list[tuple[str, Floats, Floats, Floats]]":
    """Return model, credit with what is not caused at the end, and ends of the channels."""
    findings = findings_of(shop(world, customers, seed), BASES, BASES, (DAYS,))
    calibration = Calibration(MeasuredCredit(findings, experiments(world, customers, seed)))
    labels = Labels(("30d",), BASES[0])
    table = compare_models(findings, labels, Resampling(), calibration=calibration).exact
    found = []
    for model in (*BASES, *(f"{CALIBRATED}{name}" for name in BASES)):
        rows = {row["channel"]: row for row in table.filter(pl.col("model") == model).to_dicts()}
        own = [rows[name] for name in (*world.channels, NOT_CAUSED)]
        credit = np.array([row["conversions"] for row in own])
        low, high = (
            np.array([row[f"conversions_{end}"] for row in own[:-1]], dtype=np.float64)
            for end in ("low", "high")
        )
        found.append((model, credit, low, high))
    return found
