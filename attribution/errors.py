"""Mistakes that only the numbers themselves can show."""

from typing import ClassVar


class AttributionError(ValueError):
    """A mistake with a remedy; `exit_status` is 1 for data and 2 for what was asked."""

    exit_status: ClassVar[int] = 1


def suggest_fewer_values(dimension: str) -> str:
    """Return what to do where a dimension has very many values."""
    if dimension == "channel":
        return "group the channels (channels.rules, channels.rename)"
    return "report by an attribute with fewer values"


class BadWeightError(AttributionError):
    """A `weight:` expression gave no usable number for a touch."""

    def __init__(self, text: str, value: float | None, order_id: str) -> None:
        found = "null" if value is None else f"{value:g}"
        super().__init__(
            f"weight {text!r}: is {found} for a touch of order {order_id}; a weight is a finite"
            " number, zero or more: guard it, for instance with max(0, …) or `… if … else 0`"
        )


class TooManyValuesError(AttributionError):
    """A chain has too many values to remember so many of them."""

    exit_status: ClassVar[int] = 2

    def __init__(self, values: int, order: int) -> None:
        super().__init__(
            f"markov: a chain of order {order} over {values:,} values is too large; take a lower"
            " order, or report by an attribute with fewer values"
        )


class TooManyHistoriesError(AttributionError):
    """There are so many values that histories of some touches cannot be told apart by numbers."""

    exit_status: ClassVar[int] = 2

    def __init__(self, values: int, history: int, shorter: int) -> None:
        super().__init__(
            f"next steps: {values:,} values make too many histories of {history} touches to tell"
            f" apart; take --history {shorter}, or report by an attribute with fewer values"
        )


class TooManyStatesError(AttributionError):
    """A chain has so many values that to remove each in turn takes too long."""

    exit_status: ClassVar[int] = 2

    def __init__(self, name: str, dimension: str, values: int, limit: int) -> None:
        super().__init__(
            f"{name}: each value of {dimension} is removed in turn, which is possible for up to"
            f" {limit:,}, and the touchpoints have {values:,}; {suggest_fewer_values(dimension)},"
            f" or leave {name} out"
        )


class TooManyPairsError(AttributionError):
    """A customer has so many touches and orders that pairs of both are too many to go through."""

    exit_status: ClassVar[int] = 2

    def __init__(self, what: str, order_id: str, pairs: int) -> None:
        super().__init__(
            f"the customer of order {order_id} has so many orders and touches (a robot, a till, a"
            f" shared login?) that {what} would go through {pairs:,} pairs of an order and a touch;"
            " leave the customer out of the export, take a shorter journeys.lookback, or"
            " repeat_orders: restart under journeys"
        )


class LongPathsError(AttributionError):
    """Paths of a few customers are so long that they would fill the memory written out."""

    exit_status: ClassVar[int] = 2

    def __init__(self, paths: int, touches: int, longest: int) -> None:
        super().__init__(
            f"{paths:,} paths have {touches:,} touches, the longest {longest:,} (a robot, a till,"
            " a shared login?), too many to write all of them out; set journeys.max_touches, for"
            " instance to 1000, or leave the customer out of the export"
        )


class TooManyChannelsError(AttributionError):
    """Shapley values of conversion rates look at every coalition of channels."""

    exit_status: ClassVar[int] = 2

    def __init__(self, channels: int, limit: int) -> None:
        super().__init__(
            f"shapley: with worth: conversion_rate every coalition is looked at, which is possible"
            f" for up to {limit} channels, and the touchpoints have {channels:,}; group them with"
            " channels.rules, or take worth: conversions, which has no limit"
        )
