"""Customers counted once for each value they gave credit to."""

from typing import TYPE_CHECKING, Final

import numpy as np

from attribution.arrays import starts_of_runs

if TYPE_CHECKING:
    from attribution.arrays import Ints

PEOPLE: Final = ("window", "model", "block", "value", "customers")
"""Columns of people: see `Statistics.people`."""


class Seen:
    """The different pairs of cell and customer of some rows, by cell, then customer.

    `customers` ascend, shape (rows,), as do those of the next rows that a `People` is shown.
    """

    def __init__(self, cells: "Ints", customers: "Ints") -> None:
        small = np.min_scalar_type(int(cells.max(initial=0)))
        order = np.argsort(cells.astype(small), kind="stable")
        cells, customers = cells[order], customers[order]
        new = np.flatnonzero(starts_of_runs(cells) | starts_of_runs(customers))
        self.cells = cells[new]
        self.customers = customers[new]


class People:
    """Numbers of distinct customers by cell; a customer may be shown again later."""

    def __init__(self, cells: int) -> None:
        self.counts = np.zeros(cells, dtype=np.int64)
        self._latest = np.full(cells, -1, dtype=np.int64)

    def count(self, seen: Seen) -> None:
        """Count the customers of cells that are new to them."""
        new = np.ones(len(seen.cells), dtype=np.int64)
        heads = np.flatnonzero(starts_of_runs(seen.cells))
        cells = seen.cells[heads]
        new[heads] = self._latest[cells] < seen.customers[heads]
        tails = np.append(heads[1:], len(new)) - 1
        self._latest[cells] = seen.customers[tails[: len(heads)]]
        if len(heads):
            self.counts[cells] += np.add.reduceat(new, heads)
