"""Non-converting journeys: the touches that no order claimed, cut into runs."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribution.arrays import expand_ranges
from attribution.journeys.journeys import Journeys, keep_touches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Bools, Ints
    from attribution.journeys.windows import Window
    from attribution.parts.orders import Orders
    from attribution.parts.timeline import Timeline
    from attribution.parts.vocabulary import Vocabulary


class NonConvertingJourneys(NamedTuple):
    """What the orders' journeys leave over of a timeline."""

    journeys: Journeys
    """The non-converting journeys, by customer and time; none is empty."""
    outside: "Bools"
    """For each touch of the timeline: in no journey, converting or not."""


class _Reach(NamedTuple):
    """How far back the window of each touch of a timeline goes."""

    timeline: "Timeline"
    window: "Window"
    lengths: "Ints"
    which: "Ints"
    """For each touch the position of its window's length in `lengths`, shape (touches,)."""

    def is_inside(self, places: "Ints", until: "Ints", governed: "Ints") -> "Bools":
        """Tell which touches lie in a window that ends at the instant of a later touch.

        `places`, `until` and `governed` are places in the timeline, shape (n,); the length of the
        window is that of the touch at `governed`.
        """
        at = self.timeline.touches.at
        ends = np.take(at, until)
        if len(self.lengths) == 1:
            return np.take(at, places) >= self.window.find_opening(ends, int(self.lengths[0]))
        which = np.take(self.which, governed)
        opens = np.empty(len(ends), dtype=np.int64)
        for position, length in enumerate(self.lengths.tolist()):
            rows = np.flatnonzero(which == position)
            opens[rows] = self.window.find_opening(ends[rows], length)
        found: Bools = np.take(at, places) >= opens
        return found


def find_nonconverting(
    timeline: "Timeline",
    orders: "Orders",
    claims: Journeys,
    window: "Window",
    vocabularies: "Mapping[str, Vocabulary]",
) -> NonConvertingJourneys:
    """Return the non-converting journeys, and the touches outside every window (definitions §3).

    `claims` are the journeys of all of `orders`, refunded ones and those outside the report's
    range included, before `max_touches`. A journey's customer and instant are those of its last
    touch. Unclaimed touches form runs, ended by a gap longer than the window of the touch after
    it, by a claimed touch and by an order. A run from which some later claimed touch can still
    be reached is the head of a converting journey and left out; the others keep the touches
    whose own window holds the run's last touch.
    """
    count = len(timeline.touches.at)
    claimed = claims.mark_claimed(count)
    if not count:
        return NonConvertingJourneys(Journeys(claims.first[:0], claims.last[:0]), claimed)
    reach = _measure_reach(timeline, window, vocabularies)
    ends = timeline.find_place(orders.customer, timeline.clock.find_first_after(orders.at))
    free = np.flatnonzero(~claimed & ~_mark_skipped(claims, ends, count))
    runs = _find_runs(reach, free, ends)
    last = runs.last - 1
    runs = runs.take(np.flatnonzero(~_mark_heads(reach, claimed, last)))
    found = _cut_runs(reach, runs)
    return NonConvertingJourneys(found, ~claimed & ~found.mark_claimed(count))


def _measure_reach(
    timeline: "Timeline", window: "Window", vocabularies: "Mapping[str, Vocabulary]"
) -> _Reach:
    values = timeline.touches.values
    if window.uniform:
        which = np.zeros(len(timeline.touches.at), dtype=np.int64)
        return _Reach(timeline, window, np.array([window.default]), which)
    lengths, table = window.get_lengths(vocabularies)
    interaction = values["interaction"] if table.shape[1] > 1 else 0
    return _Reach(timeline, window, lengths, table[values["channel"], interaction])


def _mark_skipped(claims: Journeys, ends: "Ints", count: int) -> "Bools":
    """Tell which touches stand between the first touch of a journey and its order.

    `ends` has for each order the place after the last touch that is not later than it.
    """
    some = np.flatnonzero(claims.last > claims.first)
    first = claims.first[some]
    if claims.places is not None:
        first = claims.places[first]
    return Journeys(first, ends[some]).mark_claimed(count)


def _find_runs(reach: _Reach, free: "Ints", ends: "Ints") -> Journeys:
    """Return the runs of the free touches, places in ascending order, as intervals of places."""
    touches = reach.timeline.touches
    before, after = free[:-1], free[1:]
    ordered = np.zeros(len(touches.at) + 1, dtype=np.bool_)
    ordered[ends] = True
    joined = (after == before + 1) & ~ordered[after]
    joined &= touches.customer[before] == touches.customer[after]
    joined &= reach.is_inside(before, after, after)
    cuts = np.flatnonzero(~joined) + 1
    first = np.concatenate([free[:1], free[cuts]])
    last = np.concatenate([free[cuts - 1], free[-1:]]) + 1
    return Journeys(first, last)


def _cut_runs(reach: _Reach, runs: Journeys) -> Journeys:
    """Return the runs without the touches whose own window does not hold the run's last."""
    line, until = reach.timeline, runs.last - 1
    if len(reach.lengths) == 1:
        opens = reach.window.find_opening(line.touches.at[until], int(reach.lengths[0]))
        ticks = line.clock.find_first_at_or_after(opens)
        first = line.find_place(line.touches.customer[until], ticks)
        return Journeys(np.maximum(runs.first, first), runs.last)
    places = expand_ranges(runs.first, runs.last)
    ends = np.repeat(until, runs.last - runs.first)
    return keep_touches(runs, reach.is_inside(places, ends, places))


def _mark_heads(reach: _Reach, claimed: "Bools", last: "Ints") -> "Bools":
    """Tell which runs, given by their last touches, end inside the window of a claimed touch.

    Of the later claimed touches with one length of window, the first reaches back furthest.
    """
    customer = reach.timeline.touches.customer
    heads = np.zeros(len(last), dtype=np.bool_)
    for position in range(len(reach.lengths)):
        claims = np.flatnonzero(claimed & (reach.which == position))
        following = np.searchsorted(claims, last)
        some = np.flatnonzero(following < len(claims))
        claim, place = claims[following[some]], last[some]
        reached = reach.is_inside(place, claim, claim)
        heads[some] |= (customer[claim] == customer[place]) & reached
    return heads
