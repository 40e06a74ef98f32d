"""Do what any report has to do at least: `pl.read_csv` of each file, types as Polars guesses."""

import sys

import polars as pl

for path in sys.argv[1:]:
    pl.read_csv(path)
