"""What an expression may talk about: names with their types, functions with their arity."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rfm.facts.names import FACTS, TEXTS


class ValueType(StrEnum):
    """The type of a value inside an expression."""

    NUMBER = "number"
    TEXT = "text"
    CONDITION = "condition"
    """True or false; counts as 1 or 0 in arithmetic."""
    NOTHING = "nothing"
    """The literal None, which only `==` and `!=` accept."""


WEIGHT_FACTS: Final[Mapping[str, ValueType]] = {
    "position": ValueType.NUMBER,
    "length": ValueType.NUMBER,
    "days_before": ValueType.NUMBER,
    "channel": ValueType.TEXT,
    "interaction": ValueType.TEXT,
    "campaign": ValueType.TEXT,
    "source": ValueType.TEXT,
    "medium": ValueType.TEXT,
}
"""The names of a `weight:` expression; position, length and days_before are never null."""

CUSTOMER_FACTS: Final[Mapping[str, ValueType]] = {
    name: ValueType.TEXT if name in TEXTS else ValueType.NUMBER for name in FACTS
}
"""The names of a `where:` condition over customers; any of them may be null."""

FUNCTIONS: Final[Mapping[str, tuple[int, int | None]]] = {
    "min": (2, None),
    "max": (2, None),
    "abs": (1, 1),
    "exp": (1, 1),
    "log": (1, 2),
    "sqrt": (1, 1),
}
"""Fewest and most values of each function; log takes a base as its second, as in Python."""
