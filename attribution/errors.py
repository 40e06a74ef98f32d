"""Mistakes that only the numbers themselves can show."""

from typing import ClassVar


class AttributionError(ValueError):
    """A mistake with a remedy; `exit_status` is 1 for data and 2 for what was asked."""

    exit_status: ClassVar[int] = 1


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


class TooManyChannelsError(AttributionError):
    """Shapley values of conversion rates look at every coalition of channels."""

    exit_status: ClassVar[int] = 2

    def __init__(self, channels: int, limit: int) -> None:
        super().__init__(
            f"shapley: with worth: conversion_rate every coalition is looked at, which is possible"
            f" for up to {limit} channels, and the touchpoints have {channels:,}; group them with"
            " channels.rules, or take worth: conversions, which has no limit"
        )
