"""The journeys of one part as a plan looks at them: converting ones and the others."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from attribution.choices import Basis
from attribution.journeys.journeys import (
    MOST_HELD,
    Journeys,
    find_journeys,
    refuse_many_pairs,
)
from attribution.journeys.nonconverting import NonConvertingJourneys, find_nonconverting
from attribution.journeys.transforms import apply_transform
from attribution.parts.timeline import Timeline, build_timeline
from attribution.statistics.transition_counts import Walks

if TYPE_CHECKING:
    from attribution.arrays import Bools, Ints
    from attribution.journeys.windows import Window
    from attribution.parts.parts import Part
    from attribution.plan import OrderDays, Plan, View


@dataclass(frozen=True, slots=True)
class ObservedPart:
    """A part sorted in time; journeys are found once for each window and kept."""

    part: "Part"
    plan: "Plan"
    line: Timeline
    counted: "Ints"
    """Positions of the orders that are credited."""
    _claims: "dict[Window, Journeys]" = field(default_factory=dict)
    _others: "dict[Window, NonConvertingJourneys]" = field(default_factory=dict)

    @property
    def first_group(self) -> int:
        """Return the part's first resampling group."""
        return int(self.part.groups[0]) if len(self.part.groups) else 0

    def keep_new_customers(self) -> "ObservedPart":
        """Return the part with the orders of new customers alone credited; journeys are kept."""
        new = self.part.orders.find_new()
        return replace(self, counted=self.counted[new[self.counted]])

    def select_days(self, days: "OrderDays") -> "ObservedPart":
        """Return the part with the orders of some days credited, those out of range included."""
        orders = self.part.orders
        inside = (orders.at >= days.begin) & (orders.at < days.end) & ~orders.refunded
        return replace(self, counted=np.flatnonzero(inside))

    def keep_all_orders(self, until: int | None) -> "ObservedPart":
        """Return the part with every order credited, those out of range included.

        `until` is the first instant after them, None where none is too late.
        """
        orders = self.part.orders
        early = True if until is None else orders.at < until
        return replace(self, counted=np.flatnonzero(~orders.refunded & early))

    def find_claims(self, window: "Window") -> Journeys:
        """Return the journeys of all orders, refunded ones and those out of range included."""
        if window not in self._claims:
            self._claims[window] = find_journeys(
                self.line, self.part.orders, window, self.plan.repeat, self.part.vocabularies
            )
        return self._claims[window]

    def find_others(self, window: "Window") -> NonConvertingJourneys:
        """Return the non-converting journeys, whatever the range."""
        if window not in self._others:
            self._others[window] = find_nonconverting(
                self.line,
                self.part.orders,
                self.find_claims(window),
                window,
                self.part.vocabularies,
            )
        return self._others[window]

    def find_converting(self, view: "View") -> Journeys:
        """Return the journeys of the counted orders as models see them."""
        found = self.find_claims(view.window).take(self.counted)
        return self._apply_view(found, view, self.counted)

    def find_nonconverting(self, view: "View") -> Journeys:
        """Return the non-converting journeys of the report's range with the view's touches."""
        others = self.find_others(view.window).journeys
        inside = others.take(np.flatnonzero(self._is_in_range(others)))
        return self._apply_view(inside, view, None)

    def build_walks(self, view: "View") -> tuple[Walks, Walks]:
        """Return the paths that models learn from: of counted orders, and of no order.

        Without empty ones, and without those too young where the plan says so; the second lie in
        the report's range.
        """
        found = self.find_claims(view.window).take(self.counted)
        some = np.flatnonzero(found.last > found.first)
        some = some[self._is_mature(found.take(some), view.window)]
        others = self.find_others(view.window).journeys
        others = others.take(np.flatnonzero(self._is_in_range(others)))
        others = others.take(np.flatnonzero(self._is_mature(others, view.window)))
        return (
            self._build_walks(
                self._apply_view(found.take(some), view, self.counted[some]),
                self._get_revenue(some),
            ),
            self._build_walks(self._apply_view(others, view, None), None),
        )

    def _get_revenue(self, some: "Ints") -> "Ints":
        """Return the revenue of some of the counted orders."""
        return np.take(self.part.orders.revenue, self.counted[some])

    def _apply_view(self, found: Journeys, view: "View", orders: "Ints | None") -> Journeys:
        """Return journeys as models see them, given the positions of their orders, if any."""
        if self.plan.max_touches is not None:
            found = found.cut_to_latest(self.plan.max_touches)
        if view.transforms and orders is not None:
            refuse_many_pairs(found, self.part.orders.take(orders), MOST_HELD, "path transforms")
        for transform in view.transforms:
            found = apply_transform(found, self.line.touches.values[view.attribute], transform)
        return found

    def _build_walks(self, found: Journeys, revenue: "Ints | None") -> Walks:
        touches = self.line.touches
        codes = found.get_codes(touches.values[self.plan.dimension]).astype(np.int64)
        customers = touches.customer if found.places is None else touches.customer[found.places]
        groups = np.take(self.part.groups - self.first_group, customers)
        return Walks(codes, groups, found.first, found.last, revenue)

    def _find_last_touches(self, found: Journeys) -> "Ints":
        """Return the places in the timeline of the last touches of journeys; none is empty."""
        last = found.last - 1
        return last if found.places is None else np.take(found.places, last)

    def _is_in_range(self, found: Journeys) -> "Bools":
        at = self.line.touches.at[self._find_last_touches(found)]
        inside = np.ones(len(at), dtype=np.bool_)
        if self.plan.begin is not None:
            inside &= at >= self.plan.begin
        return inside if self.plan.end is None else inside & (at < self.plan.end)

    def _is_mature(self, found: Journeys, window: "Window") -> "Bools":
        """Tell which journeys' last touches can no longer lead to an order of the file."""
        last = self._find_last_touches(found)
        if self.plan.known_until is None or not len(last):
            return np.ones(len(last), dtype=np.bool_)
        touches, until = self.line.touches, np.array([self.plan.known_until])
        # A window of days also holds a touch at the very instant that its first day begins.
        edge = 1 if window.basis is Basis.CALENDAR_DAYS else 0
        if window.uniform:
            return touches.at[last] <= window.find_opening(until, window.default) - edge
        lengths, which = window.get_lengths(self.part.vocabularies)
        interaction = touches.values["interaction"][last] if which.shape[1] > 1 else 0
        opens = np.concatenate([window.find_opening(until, int(length)) for length in lengths])
        closed = opens[which[touches.values["channel"][last], interaction]] - edge
        mature: Bools = touches.at[last] <= closed
        return mature


def observe_part(part: "Part", plan: "Plan") -> ObservedPart:
    """Return a part with its touches sorted."""
    return ObservedPart(
        part, plan, build_timeline(part.touches), np.flatnonzero(part.orders.counted)
    )
