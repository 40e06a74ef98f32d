"""Shops of which it is known how customers buy, leave and spend."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from rfm.units import UNIT
from tests.rfm.lifetime_value.cdnow import make_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfm.lifetime_value.purchases import PurchaseDays

LAST: Final = date(2026, 12, 31)
"""The day that everything is known of; customers come in the two years up to it."""
SPAN: Final = 730
AHEAD: Final = 365
"""Days after it that are drawn as well, to hold the forecast against."""
PURCHASES: Final = {
    "mbg_nbd": {"r": 1.0, "alpha": 8.0, "a": 1.0, "b": 3.0},
    "pareto_nbd": {"r": 1.0, "alpha": 8.0, "s": 1.0, "beta": 20.0},
}
"""The parameters that shops of these models are drawn with, in weeks."""
SPEND: Final = {"p": 6.0, "q": 4.0, "v": 15.0}
"""Those of what they spend: 30 by purchase on average."""
_PEAK, _REST, _PEAK_MONTHS = 3.0, 0.6, (11, 12)
"""By how much more and less is bought in the season and out of it: 1 over the year."""
_LEAVING: Final = {"subscriptions": (30, 12.0), "renewals": (365, 2.0)}
"""Days between payments, and how the chance to cancel after one is spread: beta of 1 and this."""
_PRICES: Final = (10.0, 20.0, 40.0)


class BuyerWorld(StrEnum):
    """How customers buy."""

    MBG_NBD = "mbg_nbd"
    PARETO_NBD = "pareto_nbd"
    SEASONS = "seasons"
    """As MBG/NBD has it, with a season before Christmas."""
    SUBSCRIPTIONS = "subscriptions"
    """A price of one's own every 30 days until one cancels, 1 in 13 each time on average."""
    RENEWALS = "renewals"
    """The same once a year; 1 in 3 cancels."""


@dataclass(frozen=True, slots=True, eq=False)
class BuyerShop:
    """What customers bought up to the last day, and in the year after it."""

    days: "PurchaseDays"
    later: float
    """What those customers spent in the year after, in currency units."""


def draw_buyers(world: BuyerWorld, customers: int, seed: int) -> BuyerShop:
    """Draw the purchases of a shop's customers."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"c{number}", day, round(amount * 100) * (UNIT // 100))
        for number, come in enumerate(rng.integers(0, SPAN, customers).tolist())
        for day, amount in _draw_customer(world, rng, come)
    ]
    begun = LAST - timedelta(days=SPAN - 1)
    columns = {"customer_id": pl.String, "day": pl.Int64, "revenue": pl.Int64}
    bought = pl.DataFrame(rows, schema=columns, orient="row")
    days = bought.group_by("customer_id", "day", maintain_order=True).agg(pl.col("revenue").sum())
    dated = days.with_columns(pl.lit(begun) + pl.duration(days="day"))
    known = pl.col("day") <= LAST
    return BuyerShop(
        make_days(
            dated.select("customer_id", pl.col("literal").alias("day"), "revenue").filter(known),
            LAST,
        ),
        float(days.filter(pl.col("day") >= SPAN)["revenue"].sum()) / UNIT,
    )


def _draw_customer(
    world: BuyerWorld, rng: np.random.Generator, come: int
) -> "Iterator[tuple[int, float]]":
    """Yield the days of a customer's purchases, from that of coming, and the amounts."""
    if world in _LEAVING:
        every, staying = _LEAVING[world]
        price, leave = rng.choice(_PRICES), rng.beta(1.0, staying)
        for day in range(come, SPAN + AHEAD, every):
            yield day, float(price)
            if rng.random() < leave:
                return
        return
    shape, rate = SPEND["p"], rng.gamma(SPEND["q"], 1 / SPEND["v"])
    for at in _draw_times(world, rng, come):
        yield int(at), float(rng.gamma(shape, 1 / rate))


def _draw_times(world: BuyerWorld, rng: np.random.Generator, come: int) -> "Iterator[float]":
    """Yield the times of purchases, in days."""
    known = PURCHASES["pareto_nbd" if world is BuyerWorld.PARETO_NBD else "mbg_nbd"]
    pace = rng.gamma(known["r"], 1 / known["alpha"]) / 7
    if world is BuyerWorld.PARETO_NBD:
        end = min(
            SPAN + AHEAD, come + 7 * rng.exponential(1 / rng.gamma(known["s"], 1 / known["beta"]))
        )
        leave = 0.0
    else:
        end, leave = SPAN + AHEAD, rng.beta(known["a"], known["b"])
    at, most = float(come), _PEAK if world is BuyerWorld.SEASONS else 1.0
    while at < end:
        yield at
        if rng.random() < leave:
            return
        at += rng.exponential(1 / (pace * most))
        while at < end and rng.random() > _get_season(world, at) / most:
            at += rng.exponential(1 / (pace * most))


def _get_season(world: BuyerWorld, at: float) -> float:
    """Return by how much more is bought on a day than on average."""
    if world is not BuyerWorld.SEASONS:
        return 1.0
    begun = LAST - timedelta(days=SPAN - 1)
    return _PEAK if (begun + timedelta(days=int(at))).month in _PEAK_MONTHS else _REST
