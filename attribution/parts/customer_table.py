"""Customers by the hashes of their ids, so that the rows of some are found among those of many."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.parts.bins import BLOCK

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import polars as pl

    from attribution.arrays import Bools, Codes, Hashes, Ints
    from attribution.parts.customer_codes import CustomerIndex

_SPARE_BITS: Final = 2
"""There are four to eight times as many places as customers: most are found at the first look."""

_MOST_STEPS: Final = 64
"""Places after its own up to which a customer may stand; other hashes are taken where one would
stand farther off."""


class CustomerTable(NamedTuple):
    """A table with open addressing: a customer stands at the place of its hash or after it.

    The first bits of a hash tell its place; an entry is the customer's number below some of the
    hash's last bits. As several ids may share an entry, who is found there must have the
    customer's second, independent hash as well. Free places have the number of nobody.
    """

    seed: int
    entries: "Codes"
    """UInt32, shape (places,); there are a power of two of them."""
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

    def find_hashes(self, hashes: "Hashes", checks: "Hashes") -> "Codes":
        """Return the number of the customer of each pair of hashes, nobody's for all others."""
        places, tags = _choose_places(hashes, len(self.entries)), hashes.astype(np.uint32)
        numbers, settled = self._look_at(places, tags, checks)
        left = np.flatnonzero(~settled)
        while len(left):
            places[left] = (places[left] + 1) % len(self.entries)
            numbers[left], settled = self._look_at(places[left], tags[left], checks[left])
            left = left[~settled]
        return numbers

    def _look_at(self, places: "Ints", tags: "Codes", checks: "Hashes") -> "tuple[Codes, Bools]":
        """Return the numbers at some places, and whether they are those of hashes that end so.

        So is that of a free place: who is not found before it is nobody.
        """
        mask = _mask_numbers(self.nobody)
        entries = np.take(self.entries, places)
        numbers = entries & mask
        settled: Bools = (entries ^ tags) <= mask
        settled &= np.take(self.checks, numbers) == checks
        settled |= numbers == self.nobody
        return numbers, settled


def build_table(customers: "CustomerIndex") -> CustomerTable:
    """Return the table of some customers.

    Other hashes are taken where two customers would share both, or stand far from their places.
    """
    seed = 0
    while (table := _fill_table(customers, seed)) is None:
        seed += 2
    return table


def _fill_table(customers: "CustomerIndex", seed: int) -> CustomerTable | None:
    """Return the table by the hashes of a seed, None where they do not tell customers apart."""
    hashes, checks = (np.take(each, customers.places) for each in _hash(customers.distinct, seed))
    count = len(hashes)
    places = 1 << count.bit_length() + _SPARE_BITS
    numbers, mask = np.arange(count, dtype=np.uint32), _mask_numbers(count)
    own = hashes.astype(np.uint32) & ~mask | numbers
    entries = np.full(places, count, dtype=np.uint32)
    left = _place(entries, own, _choose_places(hashes, places), mask)
    table = CustomerTable(seed, entries, np.append(checks, np.uint64(0)))
    found = not left and np.array_equal(table.find_hashes(hashes, checks), numbers)
    return table if found else None


def _place(entries: "Codes", own: "Codes", places: "Ints", mask: np.uint32) -> int:
    """Put entries into free places, from `places` on; return how many stand too far off."""
    free = entries[0] & mask
    left = np.arange(len(own))
    for _ in range(_MOST_STEPS):
        if not len(left):
            break
        wanted = places[left]
        vacant = entries[wanted] & mask == free
        # Of several that want a place the last one gets it.
        entries[wanted[vacant]] = own[left[vacant]]
        left = left[entries[wanted] != own[left]]
        places[left] = (places[left] + 1) % len(entries)
    return len(left)


def _hash(ids: "pl.Series", seed: int) -> "tuple[Hashes, Hashes]":
    """Return two independent hashes of each id."""
    return ids.hash(seed).to_numpy(), ids.hash(seed + 1).to_numpy()


def _choose_places(hashes: "Hashes", places: int) -> "Ints":
    """Return the place of each hash by its first bits; there are a power of two of them."""
    return (hashes >> np.uint64(65 - places.bit_length())).view(np.int64)


def _mask_numbers(largest: int) -> np.uint32:
    """Return the bits that hold any number up to the largest."""
    return np.uint32((1 << largest.bit_length()) - 1)
