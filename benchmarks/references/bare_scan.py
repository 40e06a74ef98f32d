"""Do what any report has to do at least: read each file, types as Polars guesses or finds them."""

import sys

import polars as pl

for path in sys.argv[1:]:
    if path.endswith(".parquet"):
        pl.read_parquet(path)
    else:
        pl.read_csv(path)
