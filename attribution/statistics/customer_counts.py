"""Customers counted once for each value they gave credit to."""

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from attribution.arrays import mark_run_starts

if TYPE_CHECKING:
    from attribution.arrays import Codes, Ints

PEOPLE: Final = ("window", "model", "block", "value", "customers")
"""Columns of people: see `Statistics.people`."""

FEW: Final = 64
"""Most cells that have a bit each in an integer."""


class CellCustomers(Protocol):
    """The different pairs of cell and customer of some rows."""

    def count(self, people: "CustomerCounter") -> None:
        """Count the customers of cells that are new to them."""


class CustomerCounter:
    """Numbers of distinct customers by cell; a customer may be shown again in the next rows."""

    def __init__(self, cells: int) -> None:
        self.counts = np.zeros(cells, dtype=np.int64)
        self.latest = np.full(cells, -1, dtype=np.int64)
        """The last customer that was counted for each cell."""

    def begin_anew(self) -> None:
        """Expect other customers than those before, from the first on."""
        self.latest.fill(-1)


class CustomerRuns(NamedTuple):
    """Rows by customer, ascending, as are those of the next rows that it is shown."""

    starts: "Ints"
    """The first row of each customer, shape (customers,)."""
    customers: "Ints"


def find_runs(customers: "Ints") -> CustomerRuns:
    """Return the runs of rows whose customers ascend, shape (rows,)."""
    starts = np.flatnonzero(mark_run_starts(customers))
    return CustomerRuns(starts, customers[starts])


def pair_cells(cells: "Ints | Codes", runs: CustomerRuns, count: int) -> CellCustomers:
    """Return the pairs of rows; their cells, shape (rows,), are below `count`."""
    return _Bits(cells, runs, count) if count <= FEW else _Pairs(cells, runs)


class _Bits:
    """Of each customer a bit for each cell: no sorting."""

    def __init__(self, cells: "Ints | Codes", runs: CustomerRuns, count: int) -> None:
        kind = np.dtype(f"u{max(1, 1 << (count - 1).bit_length() >> 3)}")
        self._bits: Codes = np.left_shift(kind.type(1), np.arange(count, dtype=kind))
        self._customers = runs.customers
        bits: Codes = np.take(self._bits, cells)
        self._held: Codes = np.bitwise_or.reduceat(bits, runs.starts) if len(bits) else bits

    def count(self, people: CustomerCounter) -> None:
        if not len(self._held):
            return
        held = np.array([np.count_nonzero(self._held & bit) for bit in self._bits])
        first, last = self._customers[[0, -1]]
        again = (people.latest == first) & (self._held[0] & self._bits != 0)
        people.counts += held - again
        people.latest[self._held[-1] & self._bits != 0] = last


class _Pairs:
    """The pairs by cell, then customer."""

    def __init__(self, cells: "Ints | Codes", runs: CustomerRuns) -> None:
        small = np.min_scalar_type(int(cells.max(initial=0)))
        order = np.argsort(cells.astype(small), kind="stable")
        lengths = np.diff(runs.starts, append=len(cells))
        cells, customers = cells[order], np.repeat(runs.customers, lengths)[order]
        new = np.flatnonzero(mark_run_starts(cells) | mark_run_starts(customers))
        self._cells = cells[new]
        self._customers = customers[new]

    def count(self, people: CustomerCounter) -> None:
        new = np.ones(len(self._cells), dtype=np.int64)
        heads = np.flatnonzero(mark_run_starts(self._cells))
        cells = self._cells[heads]
        new[heads] = people.latest[cells] < self._customers[heads]
        tails = np.append(heads[1:], len(new)) - 1
        people.latest[cells] = self._customers[tails[: len(heads)]]
        if len(heads):
            people.counts[cells] += np.add.reduceat(new, heads)
