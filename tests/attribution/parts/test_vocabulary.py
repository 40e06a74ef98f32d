"""Texts turned into codes that depend on the distinct texts alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.parts import vocabulary
from attribution.parts.vocabulary import encode
from tests.examples import examples

values = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=3))


@given(values)
@examples(100)
@pytest.mark.parametrize("kind", [pl.String, pl.Categorical])
def test_names_stand_by_code_point(kind: type[pl.DataType], rows: list[str | None]) -> None:
    found = encode(pl.Series(rows, dtype=pl.String).cast(kind))
    texts = sorted({row for row in rows if row is not None})
    assert found.names == ((*texts, None) if None in rows else tuple(texts))
    assert [found.names[code] for code in found.codes] == rows


@pytest.mark.parametrize("block", [1, 2, 5])
def test_codes_are_the_same_wherever_blocks_and_chunks_end(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(vocabulary, "BLOCK", block)
    rows = ["b", None, "a", "b", "c"]
    parted = pl.concat([pl.Series(rows[:2]), pl.Series(rows[2:])], rechunk=False)
    assert encode(parted).codes.tolist() == [1, 3, 0, 1, 2]


def test_positions_of_known_names_only() -> None:
    found = encode(pl.Series(["b", "a", None]))
    assert found.find_codes(frozenset({"b", "z"})).tolist() == [1]
    assert found.find_codes(frozenset()).tolist() == []


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical])
def test_names_of_a_larger_series_keep_their_codes(kind: type[pl.DataType]) -> None:
    every = ("a", "b", "été", None)
    found = encode(pl.Series(["été", None, "a"], dtype=pl.String).cast(kind), every)
    assert (found.names, found.codes.tolist()) == (every, [2, 3, 0])
    alone = encode(pl.Series([], dtype=pl.String).cast(kind), every)
    assert (alone.names, alone.codes.tolist()) == (every, [])
