"""Customer ids, their numbers and their groups."""

import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.parts import customer_codes
from attribution.parts.buckets import BUCKETS, GROUPS, compute_crc32
from tests.attribution.shop import INLINE
from tests.examples import examples

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=30)


@given(texts)
@examples(200)
def test_crc32_is_that_of_zlib(ids: list[str]) -> None:
    found = compute_crc32(pl.Series(ids, dtype=pl.String))
    assert found.tolist() == [zlib.crc32(text.encode()) for text in ids]


@pytest.mark.parametrize("ids", [["x" * 1_000_000, "y"], [f"C-{n:04}" for n in range(2000)]])
def test_crc32_of_few_long_ids_and_of_many_short_ones(ids: list[str]) -> None:
    found = compute_crc32(pl.Series(ids, dtype=pl.String))
    assert found.tolist() == [zlib.crc32(text.encode()) for text in ids]


def canonical(ids: list[str]) -> list[str]:
    def key(text: str) -> tuple[int, int, int, str]:
        crc = zlib.crc32(text.encode())
        return crc % BUCKETS % GROUPS, crc % BUCKETS, crc, text

    return sorted(set(ids), key=key)


@given(texts)
@examples(200)
def test_numbers_follow_the_ids_alone(ids: list[str]) -> None:
    known, numbers = customer_codes.encode(pl.Series(ids, dtype=pl.String), INLINE)
    expected = canonical(ids)
    assert known.ids.to_list() == expected
    assert [expected[number] for number in numbers] == ids
    assert known.groups.tolist() == [zlib.crc32(i.encode()) % BUCKETS % GROUPS for i in expected]
    assert (np.diff(known.groups) >= 0).all()


def test_ids_with_one_crc_are_ordered_by_text() -> None:
    ids = ["plumless", "buckeroo", "plumless"]
    assert zlib.crc32(b"plumless") == zlib.crc32(b"buckeroo")
    known, numbers = customer_codes.encode(pl.Series(ids), INLINE)
    assert known.ids.to_list() == ["buckeroo", "plumless"]
    assert numbers.tolist() == [1, 0, 1]


def test_many_ids_on_several_threads() -> None:
    ids = [f"customer-{number * number % 9973}" for number in range(70_000)]
    with ThreadPoolExecutor(3) as pool:
        known, numbers = customer_codes.encode(pl.Series(ids), pool)
    assert known.ids.to_list() == canonical(ids)
    assert known.ids.gather(numbers).to_list() == ids


@pytest.mark.parametrize("weak", ["length", "constant"])
def test_colliding_hashes_are_noticed(weak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = []
    strong = pl.Series.hash

    def hashed(ids: pl.Series, seed: int) -> pl.Series:
        seeds.append(seed)
        if seed not in {0, 2}:
            return strong(ids, seed)
        lengths = ids.str.len_bytes() if weak == "length" else pl.repeat(7, len(ids), eager=True)
        return lengths.cast(pl.UInt64)

    monkeypatch.setattr(pl.Series, "hash", hashed)
    ids = ["a", "b", "cc", "dd", "a"]
    known, numbers = customer_codes.encode(pl.Series(ids), INLINE)
    assert known.ids.to_list() == canonical(ids)
    assert known.ids.gather(numbers).to_list() == ids
    assert list(dict.fromkeys(seeds)) == [0, 1, 2, 3, 4, 5]
