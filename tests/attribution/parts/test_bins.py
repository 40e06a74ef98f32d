"""Rows put into bins block by block, and numbers that do not depend on where blocks end."""

import numpy as np
import polars as pl
import pytest

from attribution.parts import bins, customer_codes
from attribution.parts.bins import Bins, put_into_bins
from tests.attribution.shop import INLINE

CODES = np.array([2, 0, 1, 2, 3, 0, 2, 1, 3, 3, 0], dtype=np.uint8)


def made(kept: int | None = None) -> Bins:
    rows = np.arange(len(CODES), dtype=np.uint32)

    def block(start: int, stop: int) -> tuple[np.ndarray, list[np.ndarray]]:
        return CODES[start:stop], [rows[start:stop], rows[start:stop] * 1.5]

    return put_into_bins(len(CODES), 4, block, INLINE, kept=kept)


@pytest.fixture(params=[3, 4, 11, 100])
def _blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bins, customer_codes):
        monkeypatch.setattr(module, "BLOCK", request.param)
    monkeypatch.setattr(customer_codes, "_ROWS_A_SLICE", 2)


@pytest.mark.usefixtures("_blocks")
def test_columns_of_a_bin_are_those_of_its_rows_in_their_order() -> None:
    found = made()
    for index in range(4):
        rows = np.flatnonzero(index == CODES)
        assert found.count_rows(index) == len(rows)
        assert found.of(0, index).tolist() == rows.tolist()
        assert found.of(1, index).tolist() == (rows * 1.5).tolist()


@pytest.mark.usefixtures("_blocks")
def test_rows_of_bins_that_are_not_kept_are_only_counted() -> None:
    found = made(kept=3)
    assert found.count_rows(3) == 3
    assert [found.of(0, index).tolist() for index in range(3)] == [[1, 5, 10], [2, 7], [0, 3, 6]]
    assert [sum(map(len, blocks)) for blocks in found.columns] == [8, 8]


@pytest.mark.usefixtures("_blocks")
def test_values_of_bins_return_to_their_rows() -> None:
    found = made()
    values = [found.of(1, index) for index in range(4)]
    result = np.zeros(len(CODES))
    found.keep_column(0).spread(values, result, INLINE)
    assert result.tolist() == (np.arange(len(CODES)) * 1.5).tolist()


@pytest.mark.usefixtures("_blocks")
def test_customers_have_the_same_numbers_wherever_blocks_end() -> None:
    ids = pl.Series([f"c{number * number % 17}" for number in range(40)])
    parted = pl.concat([ids[:9], ids[9:20], ids[20:]], rechunk=False)
    known, numbers = customer_codes.encode(parted, INLINE)
    assert known.ids.gather(numbers).to_list() == ids.to_list()
    assert known.ids.n_unique() == len(known.ids) == ids.n_unique()


def test_no_rows() -> None:
    found = put_into_bins(0, 2, lambda *_: (CODES[:0], [CODES[:0]]), INLINE)
    assert found.of(0, 1).tolist() == []
    known, numbers = customer_codes.encode(pl.Series([], dtype=pl.String), INLINE)
    assert known.ids.to_list() == numbers.tolist() == known.groups.tolist() == []
