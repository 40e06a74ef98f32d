"""Programs that are compared must print the same numbers."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isnan, nan
from pathlib import Path

from benchmarks.process import run

TOLERANCE = 1e-6
"""Largest difference, as a share of the larger number; absolute below 1."""

Key = tuple[str, ...]
"""What tells a number from the others: the keys of its row, and its column."""
Cells = dict[Key, float]
"""Numbers by key; not-a-number for null."""


class DifferentError(Exception):
    """Two programs print different numbers, so that their times say nothing."""

    def __init__(self, differences: Sequence[str]) -> None:
        shown = "\n".join(differences[:5])
        super().__init__(f"{len(differences)} numbers differ, the first of them:\n{shown}")


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
        other = _cells(csv.DictReader(run(self.as_csv, folder)[1].splitlines()), self.keys)
        columns = {key[-1] for key in other}
        rows = json.loads(run(self.as_json, folder)[1])["rows"]
        mine = _cells(rows, self.keys, columns)
        compared = {
            key: allowed
            for key in sorted(mine.keys() | other.keys())
            if (allowed := self.tolerance(key)) is not None
        }
        if differences := list(_differences(mine, other, compared)):
            raise DifferentError(differences)
        return len(compared)


def _cells(
    rows: Iterable[Mapping[str, str | float | None]],
    keys: Sequence[str],
    columns: Iterable[str] | None = None,
) -> Cells:
    return {
        (*(str(row[key]) for key in keys), column): _number(row[column])
        for row in rows
        for column in (row if columns is None else columns)
        if column not in keys
    }


def _number(value: str | float | None) -> float:
    return nan if value in (None, "") else float(value)


def _differences(mine: Cells, other: Cells, compared: Mapping[Key, float]) -> Iterator[str]:
    for key, tolerance in compared.items():
        first, second = mine.get(key), other.get(key)
        if first is None or second is None or not _same(first, second, tolerance):
            yield f"{', '.join(key)}: {first} and {second}"


def _same(first: float, second: float, tolerance: float) -> bool:
    both_null = isnan(first) and isnan(second)
    return both_null or isclose(first, second, rel_tol=tolerance, abs_tol=tolerance)
