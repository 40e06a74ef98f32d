"""What is asked of the journeys: windows, models and what credit is reported by."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from attribution.choices import RepeatOrders
from attribution.errors import TooManyStatesError
from attribution.models import DataDrivenModel, Markov, Shapley

if TYPE_CHECKING:
    from attribution.choices import Transform
    from attribution.journeys.windows import Window
    from attribution.models import MultiTouchModel, SingleTouchModel
    from attribution.parts.vocabulary import Names

USUAL_STATES: Final = 2_000
"""Values up to which a chain is estimated without a word: some 15 seconds of work."""

MOST_STATES: Final = 10_000
"""Values up to which a chain is estimated at all: some two minutes of work."""


class NamedModel(NamedTuple):
    """A model under the name its columns carry."""

    name: str
    model: "SingleTouchModel | MultiTouchModel | DataDrivenModel"
    window: "Window | None" = None
    """A window of its own; None: the report's."""
    transforms: "tuple[Transform, ...]" = ()
    chosen: bool = True
    """Whether somebody asks for it; else it is left out where the data have too many values."""
    calibrated: bool = False
    """Whether its credit is scaled to what experiments measured: see `comparison.calibration`."""


class View(NamedTuple):
    """Journeys as some of the models see them: which touches are in and which are left out."""

    position: int
    """Position of the report's window in the plan."""
    window: "Window"
    """The window that bounds the journeys: the report's, or the models' own."""
    transforms: "tuple[Transform, ...]"
    attribute: str
    """The attribute of the touches that the transforms look at."""


class Facet(StrEnum):
    """A part of the credit that is looked at beside the whole."""

    NEW = "new"
    """That of the orders of new customers."""


@dataclass(frozen=True, slots=True)
class OrderDays:
    """The orders of some days, whatever the days of the report: a facet as well."""

    begin: int
    """First instant, microseconds since 1970, UTC."""
    end: int
    """First instant after them."""


@dataclass(frozen=True, slots=True)
class TouchDays:
    """The credit of the touches of some days, whenever their orders came: a facet as well.

    What nobody is given has the day of its order. Each order is shared among the touches of its
    journey, whatever the allocation of a model.
    """

    periods: tuple[tuple[int, int], ...]
    """First instant of each, and first instant after it; ascending, none overlaps another."""
    names: "Names" = ()
    """Of the periods, which are blocks of the report; none: one period, whatever the blocks."""
    new: bool = False
    """Whether it is the credit of the orders of new customers alone."""
    until: int | None = None
    """First instant after the orders that count; None: all do."""

    @property
    def edges(self) -> tuple[int, ...]:
        """Instants at which a period begins or ends, ascending."""
        return tuple(sorted({edge for period in self.periods for edge in period}))

    @property
    def places(self) -> tuple[int | None, ...]:
        """Before, between and after the edges: which period it is, None where it is none."""
        begins = {begin: place for place, (begin, _) in enumerate(self.periods)}
        return (None, *(begins.get(edge) for edge in self.edges))


AnyFacet = Facet | OrderDays | TouchDays


@dataclass(frozen=True)
class Plan:
    """One comparison: every model under every window of the report."""

    models: tuple[NamedModel, ...]
    windows: "tuple[Window, ...]"
    dimension: str = "channel"
    """Attribute of the touches that credit is reported by, and whose values are states."""
    repeat: RepeatOrders = RepeatOrders.CONTINUE
    max_touches: int | None = None
    """Touches of a journey that count, the last ones; None: all."""
    timezone: str = "UTC"
    """Name of the zone that local dates are cut in."""
    begin: int | None = None
    """First instant of the report's range, microseconds since 1970, UTC; None: open."""
    end: int | None = None
    """First instant after the range; both bound the last touch of non-converting journeys."""
    known_until: int | None = None
    """Data-driven models learn nothing from journeys whose window is still open at this instant:
    that of the latest order; None: from every journey."""
    nonconverting: bool = False
    """Whether journeys without an order are looked at, even where no model learns from them."""
    facets: tuple[AnyFacet, ...] = ()
    """Parts of the credit to be told beside the whole; all customers are gone through once more."""
    contributors: bool = True
    """Whether the customers who contribute to each value are counted: intervals alone need them."""

    @property
    def everybody(self) -> bool:
        """Tell whether the touches of customers without an order are needed."""
        learning = any(isinstance(named.model, DataDrivenModel) for named in self.models)
        return self.nonconverting or learning

    @property
    def resampled(self) -> bool:
        """Tell whether customers may be resampled, those without an order included.

        For intervals they are, and for what is told of the facets, such as experiments.
        """
        return self.contributors or bool(self.facets)

    def find_long_chains(self, values: int) -> tuple[NamedModel, ...]:
        """Return the chains that take long to estimate with so many values of the dimension.

        Raises TooManyStatesError where one that somebody asks for takes too long.
        """
        if values <= USUAL_STATES:
            return ()
        chains = tuple(named for named in self.models if isinstance(named.model, Markov))
        for named in chains:
            if named.chosen and values > MOST_STATES:
                raise TooManyStatesError(named.name, self.dimension, values, MOST_STATES)
        return chains

    @cached_property
    def views(self) -> "dict[View, tuple[int, ...]]":
        """Return the different views of the journeys, each with the positions of its models."""
        found: dict[View, list[int]] = {}
        for position, window in enumerate(self.windows):
            for place, named in enumerate(self.models):
                states = isinstance(named.model, DataDrivenModel | Shapley)
                attribute = self.dimension if states and named.transforms else "channel"
                view = View(position, named.window or window, named.transforms, attribute)
                found.setdefault(view, []).append(place)
        return {view: tuple(places) for view, places in found.items()}
