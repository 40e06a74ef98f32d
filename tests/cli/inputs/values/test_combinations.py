"""The distinct values of a column are those of all its rows, wherever they stand."""

import polars as pl
import pytest

from cli.inputs.values.blanks import without_blanks
from cli.inputs.values.combinations import list_values
from cli.inputs.values.identifiers import NULLS

MANY = 70_000


@pytest.mark.parametrize("kind", [pl.Categorical, pl.String])
@pytest.mark.parametrize(
    "values",
    [
        [],
        [None],
        ["a", "b", None, "a"],
        ["a"] * MANY,
        [None] * MANY,
        ["a"] * MANY + ["late"],
        ["a"] * MANY + [None],
        [None] * MANY + ["late", "late", "b"],
        ["a", None] + ["b"] * MANY + ["late", None],
        [f"{place}" for place in range(3 * MANY)],
    ],
)
def test_values_are_listed_once_wherever_they_stand(
    values: list[str | None], kind: "type[pl.DataType]"
) -> None:
    # Categories are numbered across all columns: those of this one are not in its own.
    other = pl.Series(["b", "elsewhere", "late"], dtype=pl.Categorical)
    column = pl.Series("channel", values, dtype=kind)
    listed = list_values(column).cast(pl.String).to_list()
    assert sorted(listed, key=str) == sorted(set(values), key=str)
    assert len(other) == 3


@pytest.mark.parametrize("blank", ["", "  ", NULLS[0]])
def test_blanks_become_null_wherever_they_stand(blank: str) -> None:
    column = pl.Series("channel", ["a"] * MANY + [blank, "b"], dtype=pl.Categorical)
    cleaned = without_blanks(column).cast(pl.String).to_list()
    assert cleaned == ["a"] * MANY + [None, "b"]


def test_blanks_of_another_column_change_nothing() -> None:
    other = pl.Series(["  "], dtype=pl.Categorical)
    column = pl.Series("channel", ["a", None], dtype=pl.Categorical)
    assert without_blanks(column).to_list() == ["a", None]
    assert len(other) == 1
