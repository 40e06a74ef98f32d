"""Compare the rows of two CSV files: `row_differences.py FIRST SECOND KEY …`.

Prints how many values were compared, how many of them differ, then the first that do. Rows may
stand in any order. Numbers are the same to one in a million, texts to the letter.
"""

import sys
from collections.abc import Iterator, Sequence

import polars as pl

from benchmarks.suites.agreement import SHOWN, TOLERANCE


def read_rows(path: str, keys: Sequence[str]) -> pl.DataFrame:
    """Return the rows in the order of their keys; texts as hashes, since rows may be very many."""
    rows = pl.scan_csv(path)
    texts = [name for name, kind in rows.collect_schema().items() if kind == pl.String]
    return rows.with_columns(pl.col(texts).hash()).collect(engine="streaming").sort(keys)


def mark_differences(first: pl.Series, second: pl.Series) -> pl.Series:
    """Tell which values differ, shape (rows,); of two nulls neither does."""
    if pl.UInt64 in {first.dtype, second.dtype}:
        return first.ne_missing(second)
    pair = pl.DataFrame({"first": first, "second": second}).cast(pl.Float64)
    mine, other = pl.col("first"), pl.col("second")
    most = pl.max_horizontal(mine.abs(), other.abs(), 1.0) * TOLERANCE
    far = ((mine - other).abs() > most).fill_null(value=False)
    return pair.select(far | (mine.is_null() != other.is_null())).to_series()


def describe_differences(
    first: pl.DataFrame, second: pl.DataFrame, keys: Sequence[str], marked: dict[str, pl.Series]
) -> Iterator[str]:
    """Yield a line for each value that differs."""
    for name, differs in marked.items():
        for place in differs.arg_true():
            key = ", ".join(str(first[each][place]) for each in keys)
            yield f"{key}, {name}: {first[name][place]} and {second[name][place]}"


def compare_rows(first: pl.DataFrame, second: pl.DataFrame, keys: Sequence[str]) -> list[str]:
    """Return the lines to print."""
    if first.height != second.height or first.columns != second.columns:
        return ["0", "1", f"rows and columns: {first.shape} and {second.shape}"]
    marked = {name: mark_differences(first[name], second[name]) for name in first.columns}
    number = sum(int(differs.sum()) for differs in marked.values())
    lines = describe_differences(first, second, keys, marked)
    shown = [line for line, _ in zip(lines, range(SHOWN), strict=False)]
    return [str(first.height * first.width), str(number), *shown]


if __name__ == "__main__":
    one, other, *names = sys.argv[1:]
    print("\n".join(compare_rows(read_rows(one, names), read_rows(other, names), names)))
