"""Shops in which no channel differs from another: whatever tells them apart is a false alarm."""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

CHANNELS: Final = (
    "Affiliates",
    "Display",
    "Email",
    "Partners",
    "Search",
    "Shopping",
    "Social",
    "TV",
)
_CUSTOMERS: Final = 400
_DAYS: Final = 180
_SECONDS: Final = 86_400


def write_shop(folder: Path, seed: int) -> None:
    """Write a shop of 400 customers, each with a few touches of channels drawn alike.

    Whether a journey ends in an order, and for how much, depends on no channel, and each costs
    what it returns.
    """
    dice = np.random.default_rng(seed)
    lengths = dice.geometric(0.4, _CUSTOMERS)
    customer = np.repeat(np.arange(_CUSTOMERS), lengths)
    end = dice.integers(40, _DAYS, _CUSTOMERS) * _SECONDS
    ago = dice.integers(60, 25 * _SECONDS, len(customer))
    _write(
        folder / "touchpoints.csv",
        {
            "customer_id": [f"c{each}" for each in customer],
            "touched_at": _to_instants(np.repeat(end, lengths) - ago),
            "channel": dice.choice(CHANNELS, len(customer)).tolist(),
        },
    )
    buys = np.flatnonzero(dice.random(_CUSTOMERS) < 0.6)
    revenue = np.round(dice.lognormal(4, 0.6, len(buys)), 2)
    _write(
        folder / "orders.csv",
        {
            "order_id": [f"o{each}" for each in buys],
            "customer_id": [f"c{each}" for each in buys],
            "ordered_at": _to_instants(end[buys]),
            "revenue": revenue.tolist(),
        },
    )
    _write(
        folder / "costs.csv",
        {
            "date": ["2026-03-01"] * len(CHANNELS),
            "channel": list(CHANNELS),
            "cost": [round(float(revenue.sum()) / len(CHANNELS), 2)] * len(CHANNELS),
        },
    )
    files = [f"{role}: {{files: {role}.csv}}" for role in ("touchpoints", "orders", "costs")]
    (folder / "merito.yaml").write_text("\n".join(files))


def _to_instants(seconds: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[str]:
    start = np.datetime64("2026-01-01T00:00:00")
    return [str(each) for each in start + seconds.astype("timedelta64[s]")]


def _write(path: Path, columns: dict[str, list[str] | list[float]]) -> None:
    pl.DataFrame(columns).write_csv(path)
