"""What a model sees of the journeys, and what it gives back."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

import numpy as np

from attribution.arrays import expand_ranges, find_earlier_equals
from attribution.journeys.windows import to_local_days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Bools, Codes, Floats, Ints
    from attribution.journeys.journeys import Journeys
    from attribution.models.filing import Filing
    from attribution.parts.orders import Orders
    from attribution.parts.timeline import Touches
    from attribution.parts.vocabulary import Vocabulary


class Repeats:
    """Where the values of a sequence stood before, found when it is first asked for."""

    def __init__(self, codes: "Codes") -> None:
        self._codes = codes

    @cached_property
    def earlier(self) -> "Ints":
        """For each place the latest place before it with the same value, else -1."""
        return find_earlier_equals(self._codes)


class Paths(NamedTuple):
    """Some orders with their journeys: the input of every model."""

    touches: "Touches"
    orders: "Orders"
    journeys: "Journeys"
    vocabularies: "Mapping[str, Vocabulary]"
    """Names of the codes of each attribute in `touches.values`."""
    dimension: str
    """The attribute that credit is reported by."""
    filing: "Filing"
    """What the credit is added up by."""
    timezone: str
    """Name of the zone that local dates are cut in."""
    repeats: Repeats
    """Where the values of the dimension stood before in the journeys' sequence."""

    def get_codes(self, attribute: str) -> "Codes":
        """Return an attribute's codes in the order of the journeys' sequence."""
        return self.journeys.get_codes(self.touches.values[attribute])

    def get_filed(self) -> "Codes":
        """Return where credit is filed in the order of the journeys' sequence."""
        return self.journeys.get_codes(self.filing.codes)

    def take(self, orders: "Ints") -> "Paths":
        """Return some of the orders with their journeys."""
        return self._replace(orders=self.orders.take(orders), journeys=self.journeys.take(orders))

    def get_between(self, start: int, stop: int) -> "Paths":
        """Return the orders from `start` to before `stop`, without copying anything."""
        part = slice(start, stop)
        return self._replace(
            orders=self.orders.get_part(part), journeys=self.journeys.get_part(part)
        )


class CreditRows:
    """One row for each touch of each journey that has any; arrays have shape (rows,)."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        lengths = paths.journeys.last - paths.journeys.first
        self.orders = np.flatnonzero(lengths)
        """Positions in `paths.orders` of the orders with a touch, shape (journeys,)."""
        self.lengths = lengths[self.orders]
        """Touches of each journey, shape (journeys,)."""
        self.starts = np.cumsum(self.lengths) - self.lengths
        """First row of each journey, shape (journeys,)."""
        self.places = expand_ranges(paths.journeys.first, paths.journeys.last)
        """Place of each row in the journeys' sequence."""
        inner = paths.journeys.places
        self.touches = self.places if inner is None else np.take(inner, self.places)
        """Place of each row in the timeline."""

    @cached_property
    def position(self) -> "Ints":
        """Position of the row in its journey, from 1."""
        positions: Ints = np.arange(1, len(self.places) + 1)
        positions -= np.repeat(self.starts, self.lengths)
        return positions

    @cached_property
    def at(self) -> "Ints":
        """Instant of the touch in microseconds since 1970, UTC."""
        return np.take(self.paths.touches.at, self.touches)

    @cached_property
    def age(self) -> "Ints":
        """Microseconds from the touch to the order."""
        return np.repeat(self.paths.orders.at[self.orders], self.lengths) - self.at

    @cached_property
    def age_in_days(self) -> "Ints":
        """Difference of the local dates of order and touch."""
        zone = self.paths.timezone
        days = to_local_days(self.paths.orders.at[self.orders], zone)
        ages: Ints = np.repeat(days, self.lengths) - to_local_days(self.at, zone)
        return ages

    @cached_property
    def first_of_value(self) -> "Bools":
        """Whether the row is the first of its journey with its value of the dimension."""
        starts = np.repeat(self.paths.journeys.first[self.orders], self.lengths)
        first: Bools = np.take(self.paths.repeats.earlier, self.places) < starts
        return first

    def get_codes(self, attribute: str) -> "Codes":
        """Return the code of an attribute on each row."""
        return np.take(self.paths.touches.values[attribute], self.touches)

    def get_filed(self) -> "Codes":
        """Return where the credit of each row is filed."""
        return np.take(self.paths.filing.codes, self.touches)


class RowCredit(NamedTuple):
    """What a model gives to each row, and the orders it gives to nobody."""

    weights: "Floats"
    """Fraction of its order, shape (rows,)."""
    nobody: "Ints | None" = None
    """Journeys, as positions in `CreditRows.orders`, whose weights are all zero; None: none."""
    of_revenue: "Floats | None" = None
    """Fraction of the revenue where it is not that of the order, shape (rows,)."""

    @property
    def given(self) -> "Bools":
        """Tell which rows are given anything."""
        given: Bools = self.weights != 0
        return given if self.of_revenue is None else given | (self.of_revenue != 0)


class RowsOfJourneys(Protocol):
    """Rows by journey, whatever there is one of."""

    starts: "Ints"
    """First row of each journey."""
    lengths: "Ints"
    """Rows of each journey."""


class Model(ABC):
    """A rule that shares each order among the touches of its journey."""

    __slots__ = ()
    kind: ClassVar[str]
    """Name of the rule, as in the configuration."""
    additive: ClassVar[bool]
    """Whether the credits of an order sum to one."""


class SingleTouchModel(Model):
    """A model that gives each order to one touch."""

    __slots__ = ()

    @abstractmethod
    def choose_touches(self, paths: Paths) -> "Ints":
        """Return for each order the place in the sequence of its touch; -1: unattributed.

        Only asked for orders with a touch.
        """


class MultiTouchModel(Model):
    """A model that shares each order among several touches."""

    __slots__ = ()
    everybody: ClassVar[bool] = False
    """Whether each value of a journey is sure to be given something."""

    @abstractmethod
    def credit(self, rows: CreditRows) -> RowCredit:
        """Return the fraction of its order that each row is given."""


class DataDrivenModel(Model):
    """A model computed once, from statistics of all journeys, converting or not."""

    __slots__ = ()


def normalise_weights(raw: "Floats", rows: RowsOfJourneys) -> RowCredit:
    """Return raw weights divided by their sum in each journey."""
    if not len(raw):
        return RowCredit(raw)
    sums = np.add.reduceat(raw, rows.starts)
    nobody = np.flatnonzero(sums == 0)
    if len(nobody):
        sums[nobody] = 1
    return RowCredit(raw / np.repeat(sums, rows.lengths), nobody if len(nobody) else None)
