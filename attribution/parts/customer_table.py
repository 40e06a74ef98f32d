"""Customers by the hashes of their ids, so that the rows of some are found among those of many."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.parts.bins import BLOCK

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import polars as pl

    from attribution.arrays import Bools, Codes, Hashes, Ints

_SPARE_BITS: Final = 2
"""There are four to eight times as many places as customers: most are found at the first look."""

_MOST_STEPS: Final = 64
"""Places after its own up to which a customer may stand; other hashes are taken where one would
stand farther off."""


@dataclass(frozen=True, slots=True)
class CustomerTable:
    """A table with open addressing: a customer stands at the place of its hash or after it.

    The first bits of a hash tell its place; an entry is the hash with the customer's number in
    place of its last bits. As several ids may share an entry, who is found there must have the
    customer's second, independent hash as well. Free places have the number of nobody.
    """

    seed: int
    entries: "Hashes"
    """Shape (places,); there are a power of two of them."""
    checks: "Hashes"
    """Second hash of each customer by number, and a 0 for nobody, shape (customers + 1,)."""

    @property
    def nobody(self) -> int:
        """Return the number that stands for nobody: one past the last customer's."""
        return len(self.checks) - 1

    def find_customers(self, ids: "pl.Series", pool: "Executor") -> "Codes":
        """Return the number of the customer of each id, nobody's for all others.

        `ids` is a String series without nulls; the result has shape (len(ids),).
        """
        numbers = np.empty(len(ids), dtype=np.uint32)

        def find_block(start: int) -> None:
            hashes, checks = _hash(ids[start : start + BLOCK], self.seed)
            numbers[start : start + BLOCK] = self.find_hashes(hashes, checks)

        list(pool.map(find_block, range(0, len(ids), BLOCK)))
        return numbers

    def find_hashes(self, hashes: "Hashes", checks: "Hashes") -> "Hashes":
        """Return the number of the customer of each pair of hashes, nobody's for all others."""
        places = _choose_places(hashes, len(self.entries))
        numbers, settled = self._look_at(places, hashes, checks)
        left = np.flatnonzero(~settled)
        while len(left):
            places[left] = (places[left] + 1) % len(self.entries)
            numbers[left], settled = self._look_at(places[left], hashes[left], checks[left])
            left = left[~settled]
        return numbers

    def _look_at(
        self, places: "Ints", hashes: "Hashes", checks: "Hashes"
    ) -> "tuple[Hashes, Bools]":
        """Return the numbers at some places, and whether they are those of the hashes.

        So is that of a free place: who is not found before it is nobody.
        """
        entries = np.take(self.entries, places)
        numbers = entries & _mask_numbers(self.nobody)
        alike = (entries ^ hashes) <= _mask_numbers(self.nobody)
        settled: Bools = alike & (np.take(self.checks, numbers.view(np.int64)) == checks)
        settled |= numbers == self.nobody
        return numbers, settled


def build_table(ids: "pl.Series") -> CustomerTable:
    """Return the table of distinct customers, whose numbers are their places in `ids`, String.

    Other hashes are taken where two customers would share both, or stand far from their places.
    """
    seed = 0
    while (table := _fill_table(ids, seed)) is None:
        seed += 2
    return table


def _fill_table(ids: "pl.Series", seed: int) -> CustomerTable | None:
    """Return the table by the hashes of a seed, None where they do not tell customers apart."""
    hashes, checks = _hash(ids, seed)
    numbers = np.arange(len(ids), dtype=np.uint64)
    mask = _mask_numbers(len(ids))
    own = hashes & ~mask | numbers
    entries = np.full(1 << len(ids).bit_length() + _SPARE_BITS, len(ids), dtype=np.uint64)
    places = _choose_places(hashes, len(entries))
    left = np.arange(len(ids))
    for _ in range(_MOST_STEPS):
        wanted = places[left]
        free = entries[wanted] & mask == len(ids)
        # Of several that want a place the last one gets it.
        entries[wanted[free]] = own[left[free]]
        left = left[entries[wanted] != own[left]]
        if not len(left):
            break
        places[left] = (places[left] + 1) % len(entries)
    table = CustomerTable(seed, entries, np.append(checks, np.uint64(0)))
    complete = not len(left) and np.array_equal(table.find_hashes(hashes, checks), numbers)
    return table if complete else None


def _hash(ids: "pl.Series", seed: int) -> "tuple[Hashes, Hashes]":
    """Return two independent hashes of each id."""
    return ids.hash(seed).to_numpy(), ids.hash(seed + 1).to_numpy()


def _choose_places(hashes: "Hashes", places: int) -> "Ints":
    """Return the place of each hash by its first bits; there are a power of two of them."""
    return (hashes >> np.uint64(65 - places.bit_length())).view(np.int64)


def _mask_numbers(largest: int) -> np.uint64:
    """Return the bits that hold any number up to the largest."""
    return np.uint64((1 << largest.bit_length()) - 1)
