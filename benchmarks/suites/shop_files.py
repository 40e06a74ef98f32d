"""Names of the files that are measured, and how they come to be there."""

import sys
from pathlib import Path

from benchmarks.measuring.process import run

TOUCHPOINTS = "touchpoints.csv"
ORDERS = "orders.csv"
COSTS = "costs.csv"
TOUCHPOINTS_PARQUET = "touchpoints.parquet"
ORDERS_PARQUET = "orders.parquet"
EXPORT = "export.csv"
"""Orders as a shop's program exports them."""


def make_shop(kind: str, rows: int, ids: str, folder: Path) -> Path:
    """Return the folder that holds a shop's files, made where it is missing.

    `kind` is shop or orders, `ids` text or numeric, as `benchmarks.shop` takes them. Another
    process makes them, because what measures must stay small. Raises `FailedError`.
    """
    target = folder / f"{kind}-{rows}-{ids}"
    if not target.exists():
        unfinished = target.with_suffix(".part")
        unfinished.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.shop", kind, str(rows), str(unfinished)]
        run([*command, "--ids", ids], folder)
        unfinished.rename(target)
    return target


def make_costs(touches: int, folder: Path) -> None:
    """Write the costs of a shop of so many touches beside its files, where they are missing.

    Raises `FailedError`.
    """
    if not (folder / COSTS).exists():
        run([sys.executable, "-m", "benchmarks.shop", "costs", str(touches), str(folder)], folder)


def make_parquet(folder: Path) -> None:
    """Write a shop's files as Parquet beside its CSV, where they are missing.

    Raises `FailedError`.
    """
    if not (folder / ORDERS_PARQUET).exists():
        run([sys.executable, "-m", "benchmarks.as_parquet", str(folder)], folder)


def make_export(folder: Path) -> None:
    """Write a shop's orders as a program exports them beside them, where they are missing.

    Raises `FailedError`.
    """
    if not (folder / EXPORT).exists():
        run([sys.executable, "-m", "benchmarks.as_export", str(folder)], folder)
