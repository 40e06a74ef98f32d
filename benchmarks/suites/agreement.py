"""Programs that are compared must print the same numbers."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isnan, nan
from pathlib import Path

from benchmarks.measuring.process import run

TOLERANCE = 1e-6
"""Largest difference, as a share of the larger number; absolute below 1."""

SHOWN = 5
"""Differences that are told of."""

Key = tuple[str, ...]
"""What tells a number from the others: the keys of its row, and its column."""
Cells = dict[Key, float]
"""Numbers by key; not-a-number for null."""


class DifferentError(Exception):
    """Two programs print different numbers, so that their times say nothing."""

    def __init__(self, number: int, first: Sequence[str]) -> None:
        shown = "\n".join(first)
        super().__init__(f"{number} numbers differ, the first of them:\n{shown}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two commands whose tables must be the same."""

    as_json: tuple[str, ...]
    """Prints a merito report."""
    as_csv: tuple[str, ...]
    """Prints CSV with a header and, of the report's columns, those to compare."""
    keys: tuple[str, ...]
    """Columns that tell the rows apart."""
    tolerance: Callable[[Key], float | None] = lambda _: TOLERANCE
    """How far a number may differ, as `TOLERANCE` says; null where it is not compared."""

    def check(self, folder: Path) -> int:
        """Run both in a folder and return how many numbers were compared.

        Raises `DifferentError`, and `FailedError` where one of them fails.
        """
        other = _collect_cells(_read_rows(run(self.as_csv, folder)[1]), self.keys)
        rows = json.loads(run(self.as_json, folder)[1])["rows"]
        return _compare_values(
            _collect_cells(rows, self.keys, _find_value_columns(other)), other, self.tolerance
        )


def check_printed(
    report: str, other: str, keys: Sequence[str], tolerance: Callable[[Key], float | None]
) -> int:
    """Compare what was printed as CSV, where `other` may lack values of the first key.

    Returns how many numbers were compared; raises `DifferentError`.
    """
    theirs = _collect_cells(_read_rows(other), keys)
    firsts = {key[0] for key in theirs}
    rows = (row for row in _read_rows(report) if row[keys[0]] in firsts)
    return _compare_values(
        _collect_cells(rows, keys, _find_value_columns(theirs)), theirs, tolerance
    )


def _compare_values(mine: Cells, other: Cells, tolerance: Callable[[Key], float | None]) -> int:
    compared = {
        key: allowed
        for key in sorted(mine.keys() | other.keys())
        if (allowed := tolerance(key)) is not None
    }
    if differences := list(_find_differences(mine, other, compared)):
        raise DifferentError(len(differences), differences[:SHOWN])
    return len(compared)


def _read_rows(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(text.splitlines())


def _find_value_columns(cells: Cells) -> set[str]:
    return {key[-1] for key in cells}


def _collect_cells(
    rows: Iterable[Mapping[str, str | float | None]],
    keys: Sequence[str],
    columns: Iterable[str] | None = None,
) -> Cells:
    return {
        (*(str(row[key]) for key in keys), column): _parse_number(row[column])
        for row in rows
        for column in (row if columns is None else columns)
        if column not in keys
    }


def _parse_number(value: str | float | None) -> float:
    return nan if value in (None, "") else float(value)


def _find_differences(mine: Cells, other: Cells, compared: Mapping[Key, float]) -> Iterator[str]:
    for key, tolerance in compared.items():
        first, second = mine.get(key), other.get(key)
        if first is None or second is None or not _is_close(first, second, tolerance):
            yield f"{', '.join(key)}: {first} and {second}"


def _is_close(first: float, second: float, tolerance: float) -> bool:
    both_null = isnan(first) and isnan(second)
    return both_null or isclose(first, second, rel_tol=tolerance, abs_tol=tolerance)
