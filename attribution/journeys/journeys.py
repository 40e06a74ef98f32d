"""Journeys: the touches before each order that its lookback window holds."""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from attribution.arrays import expand_ranges, mark_run_starts
from attribution.choices import RepeatOrders
from attribution.errors import TooManyPairsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Bools, Codes, Ints
    from attribution.journeys.windows import Window
    from attribution.parts.orders import Orders
    from attribution.parts.timeline import Timeline
    from attribution.parts.vocabulary import Vocabulary

MOST_HELD: Final = 1 << 26
"""Pairs of order and touch of one customer that are held at once: some 3 GB."""


class Journeys(NamedTuple):
    """For each order the half-open interval `[first, last)` of a sequence of touches.

    The sequence is the timeline itself, or, where windows differ by touch, a list of places in
    it (`places`) that holds only what each order's window lets in.
    """

    first: "Ints"
    last: "Ints"
    places: "Ints | None" = None

    def take(self, orders: "Ints") -> "Journeys":
        """Return the journeys of some of the orders."""
        return self._replace(first=np.take(self.first, orders), last=np.take(self.last, orders))

    def get_part(self, orders: slice) -> "Journeys":
        """Return the journeys of neighbouring orders."""
        return self._replace(first=self.first[orders], last=self.last[orders])

    def cut_to_latest(self, touches: int) -> "Journeys":
        """Return the journeys cut to their last so many touches."""
        return self._replace(first=np.maximum(self.first, self.last - touches))

    def get_codes(self, values: "Codes") -> "Codes":
        """Return a value of the timeline's touches in the order of the sequence."""
        return values if self.places is None else np.take(values, self.places)

    def mark_claimed(self, touches: int) -> "Bools":
        """Tell for each touch of the timeline whether an order's journey holds it."""
        if self.places is not None:
            claimed = np.zeros(touches, dtype=np.bool_)
            claimed[self.places[expand_ranges(self.first, self.last)]] = True
            return claimed
        begun = np.bincount(self.first, minlength=touches + 1)
        ended = np.bincount(self.last, minlength=touches + 1)
        claims: Bools = np.cumsum(begun - ended)[:-1] > 0
        return claims


def find_journeys(
    timeline: "Timeline",
    orders: "Orders",
    window: "Window",
    repeat: RepeatOrders,
    vocabularies: "Mapping[str, Vocabulary]",
) -> Journeys:
    """Return the journey of every order, refunded ones included (definitions: window, restart)."""
    lengths, which = window.get_lengths(vocabularies)
    widest = int(lengths.max(initial=window.default)) if not window.uniform else window.default
    opens = window.find_opening(orders.at, widest)
    if repeat is RepeatOrders.RESTART:
        opens = np.maximum(opens, orders.find_previous() + 1)
    ends = timeline.clock.find_first_after(orders.at)
    first = timeline.find_place(orders.customer, timeline.clock.find_first_at_or_after(opens))
    last = np.maximum(first, timeline.find_place(orders.customer, ends))
    whole = Journeys(first, last)
    if window.uniform or not len(timeline.touches.at):
        return whole
    refuse_many_pairs(whole, orders, MOST_HELD, "a window for each channel or interaction")
    inside = _is_inside_window(timeline, orders, whole, window, lengths, which)
    return keep_touches(whole, inside)


def refuse_many_pairs(journeys: Journeys, orders: "Orders", most: int, what: str) -> None:
    """Raise TooManyPairsError where a customer's journeys have more touches together.

    `what` names what would look at each of them.
    """
    lengths = journeys.last - journeys.first
    if int(lengths.sum()) <= most:
        return
    starts = np.flatnonzero(mark_run_starts(orders.customer))
    pairs = np.add.reduceat(lengths, starts)
    largest = int(np.argmax(pairs))
    if pairs[largest] > most:
        raise TooManyPairsError(what, orders.get_id(int(starts[largest])), int(pairs[largest]))


def _is_inside_window(  # noqa: PLR0913, PLR0917 - the six facts of a window that differs by touch
    timeline: "Timeline",
    orders: "Orders",
    whole: Journeys,
    window: "Window",
    lengths: "Ints",
    which: "Ints",
) -> "Bools":
    """Tell for each touch of each widest journey whether its own window holds it."""
    touches = timeline.touches
    places = expand_ranges(whole.first, whole.last)
    order = np.repeat(np.arange(len(whole.first)), whole.last - whole.first)
    channel = touches.values["channel"][places]
    interaction = touches.values["interaction"][places] if which.shape[1] > 1 else 0
    opens = np.stack([window.find_opening(orders.at, int(length)) for length in lengths])
    inside: Bools = touches.at[places] >= opens[which[channel, interaction], order]
    return inside


def keep_touches(journeys: Journeys, keep: "Bools") -> Journeys:
    """Return the journeys without some of their touches.

    `keep` has one item for each touch of each journey, one journey after the other.
    """
    lengths = journeys.last - journeys.first
    kept = np.concatenate([[0], np.cumsum(keep)])
    ends = np.cumsum(lengths)
    places = expand_ranges(journeys.first, journeys.last)[keep]
    if journeys.places is not None:
        places = journeys.places[places]
    return Journeys(kept[ends - lengths], kept[ends], places)
