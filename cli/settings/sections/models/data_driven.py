"""The data-driven kinds of models; a docstring here is what `explain` prints."""

from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, assert_never

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from attribution.choices import MEMORIES, Allocation, Removal, Worth
from cli.settings.sections.models.rule_based import ModelUse, Parameters
from cli.settings.sections.types import describe_known, make_error

if TYPE_CHECKING:
    from attribution.models import DataDrivenModel
    from cli.settings.sections.models.rule_based import LibraryModel

AUTO: Final = "auto"


def _parse_order(given: object) -> object:
    # True equals 1 in Python.
    if given == AUTO or (type(given) is int and given in MEMORIES):
        return given
    raise make_error(describe_known([*map(str, MEMORIES), AUTO], given))


def _parse_removal(given: object) -> object:
    # Without quotes, null is no word in YAML but nothing.
    return Removal.NULL if given is None else given


class Markov(Parameters):
    """What would be lost without each channel: removal effects of a Markov chain, exact.

    Formula: credit_c = RE_c / (sum of RE) · all conversions, where RE_c = 1 - P_c / P. P is the
    probability of a conversion in the chain of all journeys, converting and not:
    e_START (I - Q)^-1 r, Q the probabilities between states, r those of a conversion. P_c is the
    same without the states that hold channel c. Revenue has removal effects of its own, with r
    times the mean revenue of the conversions that leave each state.
    Source: Anderl, Becker, von Wangenheim, Schumann (2016), Mapping the customer journey.

    With allocation: total the effects share out all orders at once; with journey each order is
    shared among its own touches in proportion to the effects of their channels, equally where all
    are 0. The totals of the two differ. A report by an attribute of the orders takes journey.
    Where the effects do not add up to more than 0, which reconnect can bring about, nothing can be
    shared out in proportion, and the model says nothing.

    A removal effect is what the chain loses, not what the shop would. Once the order reaches the
    longest path, removal effects are plain participation shares: the share of the conversions
    whose path holds the channel. Which touches make a journey without an order depends on what
    the customer did later, so P describes the files and forecasts nothing. Where there are no
    such journeys, P is 1.
    """

    data_driven: ClassVar[bool] = True

    order: Annotated[
        int | Literal["auto"],
        PlainValidator(_parse_order),
        WithJsonSchema({"enum": [*MEMORIES, AUTO]}),
    ] = 1
    """Touches that a state remembers, 1 to 4; auto: what predicts held-out events best."""
    removal: Annotated[
        Removal, BeforeValidator(_parse_removal, json_schema_input_type=Removal | None)
    ] = Removal.NULL
    """null: journeys through the channel are lost; reconnect: they take the other ways on."""
    allocation: Allocation = Allocation.TOTAL
    """total: the effects share out all orders at once; journey: each order among its touches."""

    def build_model(self, use: ModelUse) -> "DataDrivenModel":
        """See `Parameters.build_model`."""
        from attribution.models import Markov as Library  # noqa: PLC0415 - not for settings alone

        order = self.order if isinstance(self.order, int) else None
        allocation = Allocation.JOURNEY if use.by_journey else self.allocation
        return Library(order, self.removal, allocation)


class Shapley(Parameters):
    """What a channel adds to the coalitions of the others, on average over all of them.

    Formula: phi_c = sum over the sets S of other channels of |S|! (C - |S| - 1)! / C! ·
    (v(S + c) - v(S)), C the number of channels, v(S) the worth of the journeys within S.
    Source: Shapley (1953); Zhao, Mahboobi, Bagheri (2018), Shapley Value Methods for Attribution
    Modeling in Online Advertising.

    With worth: conversions every order is split equally among the distinct channels of its
    journey. So it equals linear over distinct channels and ignores non-converting journeys; it is
    exact for any number of channels. worth: conversion_rate is experimental and never a default:
    values are scaled to all conversions (for revenue: revenue per journey, scaled to all revenue),
    may be negative and are then shown so, and a coalition of few journeys can dominate: where A
    alone converts 20 of 1,000 journeys and B alone 1 of 1, A is given -480 of the 21. It weighs
    every coalition, so it takes 20 channels at most, and no report by an attribute of the orders.
    """

    data_driven: ClassVar[bool] = True

    worth: Worth = Worth.CONVERSIONS
    """conversions of the journeys within a coalition, or their conversion_rate (experimental)."""

    @property
    def divides_by_journey(self) -> bool:
        """Whether single orders get credit: conversion rates are those of all journeys."""
        return self.worth is Worth.CONVERSIONS

    def build_model(self, _: ModelUse) -> "LibraryModel":
        """See `Parameters.build_model`."""
        from attribution.models import Shapley as Library  # noqa: PLC0415 - not for settings alone
        from attribution.models import ShapleyRate  # noqa: PLC0415 - as above

        match self.worth:
            case Worth.CONVERSIONS:
                return Library()
            case Worth.CONVERSION_RATE:
                return ShapleyRate()
            case _:
                assert_never(self.worth)
