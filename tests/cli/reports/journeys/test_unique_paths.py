"""Paths are listed in bounded memory where most of them are taken once."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.running import PROGRAM, environment

ORDERS = 200_000
SECOND = 1_000_000
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
"""A program that runs another and prints the most memory it had, in KiB."""


def write_shop(folder: Path) -> int:
    """Write a shop of whose orders nearly half have a path of their own; return the paths."""
    random = np.random.default_rng(5)
    lengths = np.minimum(random.geometric(0.15, ORDERS), 12)
    customers = np.repeat(np.arange(ORDERS), lengths)
    places = np.arange(len(customers)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    channels = random.integers(15, size=len(customers))
    start = np.datetime64("2026-01-01", "us")
    touches = pl.DataFrame(
        {
            "customer_id": customers,
            "touched_at": start + (places * 3600 * SECOND).astype("timedelta64[us]"),
            "channel": channels,
        }
    ).with_columns(pl.format("Channel {}", "channel").alias("channel"))
    orders = pl.DataFrame({"order_id": np.arange(ORDERS), "customer_id": np.arange(ORDERS)})
    touches.write_csv(folder / "touchpoints.csv", datetime_format="%Y-%m-%d %H:%M:%S")
    orders.with_columns(
        pl.lit("2026-01-20 10:00:00").alias("ordered_at"), pl.lit("10.50").alias("revenue")
    ).write_csv(folder / "orders.csv")
    paths = touches.group_by("customer_id", maintain_order=True).agg(pl.col("channel"))
    return paths["channel"].list.join(">").n_unique()


def measure(folder: Path, engine: str, show: str) -> tuple[int, str]:
    """Return the most memory that a table takes, in KiB, and the table."""
    files = ("--touchpoints", "touchpoints.csv", "--orders", "orders.csv", "--no-config")
    asked = (*PROGRAM, "journeys", "-q", *files, "--show", show, "--top", "3", "--engine", engine)
    done = subprocess.run(
        (sys.executable, "-c", MEASURE, *asked, "--format", "csv"),
        cwd=folder,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return int(done.stderr), done.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units")
def test_half_of_the_paths_are_unique_and_memory_is_bounded(tmp_path: Path) -> None:
    paths = write_shop(tmp_path)
    assert paths > 0.45 * ORDERS
    plain, _ = measure(tmp_path, "memory", "lag")
    (listed, shown), (spilled, again) = (
        measure(tmp_path, engine, "paths") for engine in ("memory", "spill")
    )
    assert shown == again
    rows = list(csv.DictReader(shown.splitlines()))
    assert [row["path"] for row in rows[3:]] == ["(others)", "(unattributed)"]
    # In KiB: a path takes three quarters of one at most, wherever its sums wait.
    assert max(listed, spilled) < plain + 0.75 * paths
