"""Customers found by the hashes of their ids, whatever these are."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.parts.customer_codes import CustomerIndex
from attribution.parts.customer_table import build_table
from tests.attribution.shop import INLINE
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    Hash = Callable[[str, int], int]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
strong = pl.Series.hash
BUYERS = ["ada", "bob", "cem", "dora"]
STRANGERS = ["eva", "fay", "gus"]


def index(buyers: list[str]) -> CustomerIndex:
    """Return the customers, who are kept in another order than that of their numbers."""
    places = np.arange(len(buyers))[::-1]
    kept = pl.Series(buyers[::-1], dtype=pl.String)
    return CustomerIndex(kept, places, np.zeros(len(buyers), dtype=np.int64))


def find(buyers: list[str], ids: list[str]) -> list[int]:
    table = build_table(index(buyers))
    found: list[int] = table.find_customers(pl.Series(ids, dtype=pl.String), INLINE).tolist()
    return found


def expected(buyers: list[str], ids: list[str]) -> list[int]:
    numbers = {name: number for number, name in enumerate(buyers)}
    return [numbers.get(name, len(buyers)) for name in ids]


@given(st.lists(texts, unique=True, max_size=20), st.lists(texts, max_size=20))
@examples(100)
def test_customers_are_found_and_nobody_else(buyers: list[str], others: list[str]) -> None:
    ids = [*others, *buyers, *others]
    assert find(buyers, ids) == expected(buyers, ids)


def test_many_customers_on_several_threads() -> None:
    buyers = [f"customer-{number}" for number in range(5_000)]
    ids = [f"customer-{number * number % 9_973}" for number in range(300_000)]
    table = build_table(index(buyers))
    with ThreadPoolExecutor(3) as pool:
        assert table.find_customers(pl.Series(ids), pool).tolist() == expected(buyers, ids)


@pytest.fixture
def patch_hash(monkeypatch: pytest.MonkeyPatch) -> "Callable[[Hash], list[int]]":
    """Return a way to make up the hashes of seeds 0 and 1; it returns the seeds that are asked."""

    def patch(made_up: "Hash") -> list[int]:
        seeds: list[int] = []

        def hash_weakly(ids: pl.Series, seed: int) -> pl.Series:
            seeds.append(seed)
            if seed > 1:
                return strong(ids, seed)
            return pl.Series([made_up(name, seed) for name in ids], dtype=pl.UInt64)

        monkeypatch.setattr(pl.Series, "hash", hash_weakly)
        return seeds

    return patch


LARGEST = 2**64 - 1


@pytest.mark.parametrize("hashed", [0, 1, 7, LARGEST - 7, LARGEST])
def test_one_hash_for_all_is_told_apart_by_the_second(
    hashed: int, patch_hash: "Callable[[Hash], list[int]]"
) -> None:
    """Two buyers, buyers and strangers, all of them: entries are alike, checks are not."""
    seeds = patch_hash(lambda name, seed: ord(name[0]) if seed else hashed)
    ids = [*STRANGERS, *BUYERS, *BUYERS]
    assert find(BUYERS, ids) == expected(BUYERS, ids)
    assert set(seeds) == {0, 1}


def test_a_stranger_with_the_check_of_nobody_is_nobody(
    patch_hash: "Callable[[Hash], list[int]]",
) -> None:
    patch_hash(lambda name, seed: 0 if seed or name in STRANGERS else LARGEST)
    assert find(["ada"], STRANGERS) == [1, 1, 1]


def test_a_buyer_whose_hashes_are_0_is_found(patch_hash: "Callable[[Hash], list[int]]") -> None:
    patch_hash(lambda name, seed: 0 if name == "bob" else ord(name[seed]) << 40)
    ids = [*STRANGERS, *BUYERS]
    assert find(BUYERS, ids) == expected(BUYERS, ids)


def test_buyers_that_share_both_hashes_get_others(
    patch_hash: "Callable[[Hash], list[int]]",
) -> None:
    seeds = patch_hash(lambda name, seed: ord(name[seed]) if name not in {"ada", "cem"} else 9)
    ids = [*STRANGERS, *BUYERS]
    assert find(BUYERS, ids) == expected(BUYERS, ids)
    assert list(dict.fromkeys(seeds)) == [0, 1, 2, 3]


def test_buyers_in_one_long_row_get_other_hashes(
    patch_hash: "Callable[[Hash], list[int]]",
) -> None:
    seeds = patch_hash(lambda name, seed: int(name) if seed else 7)
    buyers = [str(number) for number in range(100)]
    assert find(buyers, [*buyers, "100"]) == list(range(101))
    assert list(dict.fromkeys(seeds)) == [0, 1, 2, 3]


def test_without_customers_everybody_is_nobody() -> None:
    assert find([], STRANGERS) == [0, 0, 0]
    assert find(BUYERS, []) == []
