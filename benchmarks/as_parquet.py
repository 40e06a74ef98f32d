"""Write a shop's files as Parquet beside its CSV: `python -m benchmarks.as_parquet FOLDER`.

Ids and order numbers are text, times are without a zone and amounts are the numbers that the CSV
holds, so that both give the same report. Rows keep their order, in groups of 500,000; they are
read and written a piece at a time, so any size takes less than 2 GB of memory.
"""

import sys
from pathlib import Path

import polars as pl

from benchmarks.suites.shop_files import ORDERS, TOUCHPOINTS

ROWS_IN_A_GROUP = 500_000
TIMES = ("touched_at", "ordered_at")
AMOUNT = "revenue"


def write_parquet(path: Path) -> None:
    """Write one CSV file as Parquet, under the same name but for its ending."""
    text = pl.scan_csv(path, infer_schema=False)
    columns = text.collect_schema().names()
    times = [pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S") for name in columns if name in TIMES]
    amounts = [pl.col(name).cast(pl.Float64) for name in columns if name == AMOUNT]
    unfinished = path.with_suffix(".part")
    text.with_columns(*times, *amounts).sink_parquet(unfinished, row_group_size=ROWS_IN_A_GROUP)
    unfinished.rename(path.with_suffix(".parquet"))


if __name__ == "__main__":
    # Orders last: once they are there, both are.
    for name in (TOUCHPOINTS, ORDERS):
        write_parquet(Path(sys.argv[1]) / name)
