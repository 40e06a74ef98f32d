"""What follows what on the paths, counted by resampling group: never whole paths."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import count_by_place
from attribution.errors import TooManyValuesError

if TYPE_CHECKING:
    from attribution.arrays import Ints

CHAIN: Final = ("group", "context", "event", "journeys", "revenue")
"""Columns of a chain: see `count_transitions`."""

_KEY_BITS: Final = 62
_CELLS: Final = 1 << 20
"""Cells of a table that is filled as a whole."""


class Alphabet(NamedTuple):
    """How the last values of a path are packed into one integer, its context.

    A context is a number in base `values + 1` whose digits are codes plus one, the latest value
    last; a path that has fewer values behind it has fewer digits, and at its start none. An event
    is the code of the next value, or that the path ends.
    """

    values: int
    """Distinct values of the attribute that paths are made of."""
    order: int
    """Most values that a context holds, from 1."""

    @property
    def base(self) -> int:
        """Return how many different digits there are."""
        return self.values + 1

    @property
    def conversion(self) -> int:
        """Return the event of a path that ends in an order."""
        return self.values

    @property
    def null(self) -> int:
        """Return the event of a path that ends in nothing."""
        return self.values + 1

    def cut_to_last(self, contexts: "Ints", length: int) -> "Ints":
        """Return contexts cut to their last so many values."""
        shorter: Ints = contexts % self.base**length
        return shorter

    def get_lengths(self, contexts: "Ints") -> "Ints":
        """Return how many values each context holds."""
        powers = np.array([self.base**power for power in range(self.order)])
        return np.searchsorted(powers, contexts, side="right")


class Walks(NamedTuple):
    """Paths as half-open intervals `[first, last)` of a sequence of values; none is empty."""

    codes: "Ints"
    """Value at each place of the sequence, shape (places,)."""
    groups: "Ints"
    """Resampling group, from 0, of the customer at each place, shape (places,)."""
    first: "Ints"
    last: "Ints"
    revenue: "Ints | None" = None
    """What each path's order brought, 1/10 000 of the unit; None: paths that ended in nothing."""


def count_transitions(walks: tuple[Walks, ...], alphabet: Alphabet) -> list["Ints"]:
    """Return how often each event followed each context, in the columns of `CHAIN`.

    One row for each (group, context, event) that occurs, in that order, groups from 0: journeys
    whose path says so, once for each time it does, and the revenue of those that end there. A
    table of order k holds what every chain of order up to k needs: states, the first and the last
    of each path, transitions between them, and conversions, revenue and nulls by last state.

    Raises TooManyValuesError where contexts do not fit an integer.
    """
    if alphabet.base**alphabet.order >= 1 << _KEY_BITS:
        raise TooManyValuesError(alphabet.values, alphabet.order)
    events = [each for walk in walks for each in _collect_events(walk, alphabet)]
    return _add_events(events, alphabet)


def _collect_events(walks: Walks, alphabet: Alphabet) -> "list[tuple[Ints, ...]]":
    """Return pieces of (group, context, event, journeys, revenue), not yet added up."""
    return [
        *(_collect_opening_events(walks, alphabet, length) for length in range(alphabet.order)),
        _collect_inner_events(walks, alphabet),
        *(
            _collect_closing_events(walks, alphabet, length)
            for length in range(1, alphabet.order + 1)
        ),
    ]


def _collect_opening_events(walks: Walks, alphabet: Alphabet, length: int) -> "tuple[Ints, ...]":
    """Return the event after the first `length` values of each longer path."""
    start = walks.first[walks.last - walks.first > length]
    context = _pack_codes(walks.codes, start, length, alphabet.base)
    ones, nothing = np.ones_like(start), np.zeros_like(start)
    return walks.groups[start], context, walks.codes[start + length], ones, nothing


def _collect_inner_events(walks: Walks, alphabet: Alphabet) -> "tuple[Ints, ...]":
    """Return the events after contexts of full length, without going through the paths.

    A window of `order + 1` places lies in the paths that begin at or before it and do not end
    before its end: of the paths long enough those begun, less those in which it came too late.
    """
    order, count = alphabet.order, len(walks.codes)
    longer = walks.last - walks.first > order
    begun = np.bincount(walks.first[longer], minlength=count + 1)
    ended = np.bincount(walks.last[longer] - order, minlength=count + 1)
    journeys = np.cumsum(begun - ended)[:-1]
    start = np.flatnonzero(journeys)
    context = _pack_codes(walks.codes, start, order, alphabet.base)
    nothing = np.zeros_like(start)
    return walks.groups[start], context, walks.codes[start + order], journeys[start], nothing


def _collect_closing_events(walks: Walks, alphabet: Alphabet, length: int) -> "tuple[Ints, ...]":
    """Return the ends of the paths whose last context holds `length` values."""
    rows = np.flatnonzero(np.minimum(walks.last - walks.first, alphabet.order) == length)
    start = walks.last[rows] - length
    context = _pack_codes(walks.codes, start, length, alphabet.base)
    revenue = np.zeros_like(start) if walks.revenue is None else walks.revenue[rows]
    event = alphabet.null if walks.revenue is None else alphabet.conversion
    return walks.groups[start], context, np.full_like(start, event), np.ones_like(start), revenue


def _pack_codes(codes: "Ints", start: "Ints", length: int, base: int) -> "Ints":
    packed = np.zeros_like(start)
    for shift in range(length):
        packed = packed * base + codes[start + shift] + 1
    return packed


def _add_events(events: "list[tuple[Ints, ...]]", alphabet: Alphabet) -> list["Ints"]:
    """Return pieces of events added up, in the columns of `CHAIN`."""
    contexts, kinds = alphabet.base**alphabet.order, alphabet.values + 2
    groups = 1 + max((int(each[0].max(initial=0)) for each in events), default=0)
    if groups * contexts * kinds > _CELLS:
        return _add_sparse_events(events, kinds)
    journeys, revenue = np.zeros((2, groups * contexts * kinds), dtype=np.int64)
    for group, context, event, own, paid in events:
        cell = (group * contexts + context) * kinds + event
        # Sums of journeys are far below 2 ** 53, so that adding them as floats is exact.
        journeys += np.bincount(cell, own, len(journeys)).astype(np.int64)
        if paid.any():
            np.add.at(revenue, cell, paid)
    cells = np.flatnonzero(journeys)
    where, event = np.divmod(cells, kinds)
    group, context = np.divmod(where, contexts)
    return [group, context, event, journeys[cells], revenue[cells]]


def _add_sparse_events(events: "list[tuple[Ints, ...]]", kinds: int) -> list["Ints"]:
    """Return the same where few of very many cells occur."""
    group, context, event, journeys, revenue = map(np.concatenate, zip(*events, strict=True))
    known, context = np.unique(context, return_inverse=True)
    cells, cell = np.unique((group * len(known) + context) * kinds + event, return_inverse=True)
    where, event = np.divmod(cells, kinds)
    group, context = np.divmod(where, max(len(known), 1))
    sums = (count_by_place(cell, amounts, len(cells)) for amounts in (journeys, revenue))
    return [group, known[context], event, *sums]
