"""The events of a chain, added up over the parts and weighted by resampling group."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import count_by_place
from attribution.exact_sums import multiply_exactly
from attribution.parts.buckets import GROUPS

if TYPE_CHECKING:
    from attribution.arrays import Bools, Floats, Ints
    from attribution.statistics.transition_counts import Alphabet

CELLS: Final = 1 << 13
"""Pairs of context and event whose groups are looked at at a time."""


class Events(NamedTuple):
    """How often each event followed each context in each group; arrays of shape (rows,)."""

    alphabet: "Alphabet"
    context: "Ints"
    """Distinct pairs of context and event, ascending, shape (cells,)."""
    event: "Ints"
    cell: "Ints"
    """The pair that each row counts."""
    group: "Ints"
    journeys: "Ints"
    revenue: "Ints"
    """1/10 000 of the unit; 0 but where journeys end in orders."""

    @property
    def ends(self) -> "Bools":
        """Tell which of the pairs end a path, shape (cells,)."""
        return self.event >= self.alphabet.values

    @property
    def totals(self) -> "tuple[Ints, Ints]":
        """Return journeys and revenue of each pair where each group counts once, shape (cells,)."""
        cells = len(self.event)
        return count_by_place(self.cell, self.journeys, cells), count_by_place(
            self.cell, self.revenue, cells
        )

    def weigh_groups(self, weights: "Floats") -> "tuple[Floats, Floats]":
        """Return journeys and revenue of each pair where each group counts so many times.

        `weights` has shape (replicates, 200), whole numbers, the results (replicates, cells).
        """
        paid = np.flatnonzero(self.revenue)
        rows = np.arange(len(self.group))
        return self._sum_rows(self.journeys, rows, weights), self._sum_rows(
            self.revenue, paid, weights
        )

    def _sum_rows(self, amounts: "Ints", rows: "Ints", weights: "Floats") -> "Floats":
        cells, taken = np.unique(self.cell[rows], return_inverse=True)
        sums = np.zeros((len(weights), len(self.event)))
        for start in range(0, len(cells), CELLS):
            some = (taken >= start) & (taken < start + CELLS)
            size = min(CELLS, len(cells) - start)
            place = self.group[rows[some]] * size + taken[some] - start
            groups = count_by_place(place, amounts[rows[some]], GROUPS * size).reshape(GROUPS, size)
            sums[:, cells[start : start + size]] = multiply_exactly(
                weights, groups.astype(np.float64)
            )
        return sums


def gather_events(columns: "list[Ints]", alphabet: "Alphabet") -> Events:
    """Return the events of the columns `transition_counts.CHAIN`, from any number of parts."""
    group, context, event, journeys, revenue = columns
    order = np.lexsort((group, event, context))
    context, event = context[order], event[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (context[1:] != context[:-1]) | (event[1:] != event[:-1])
    cell = np.cumsum(new) - 1
    return Events(
        alphabet, context[new], event[new], cell, group[order], journeys[order], revenue[order]
    )


def shorten_contexts(events: Events, order: int) -> Events:
    """Return the events of a chain that remembers fewer values."""
    alphabet = type(events.alphabet)(events.alphabet.values, order)
    context = alphabet.cut_to_last(events.context, order)
    pair = context * (alphabet.values + 2) + events.event
    cells, cell = np.unique(pair, return_inverse=True)
    key, row = np.unique(cell[events.cell] * GROUPS + events.group, return_inverse=True)
    context, event = np.divmod(cells, alphabet.values + 2)
    return Events(
        alphabet,
        context,
        event,
        *np.divmod(key, GROUPS),
        count_by_place(row, events.journeys, len(key)),
        count_by_place(row, events.revenue, len(key)),
    )
