"""Values by key, added up."""

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

K = TypeVar("K")
V = TypeVar("V", bound=Any)
"""Anything that can be added up."""


def sums(maps: "Iterable[Mapping[K, V]]") -> "dict[K, V]":
    """Return the values of all, those of one key added up; keys as they come."""
    nothing: dict[K, V] = {}
    return reduce(_added, maps, nothing)


def _added(one: "dict[K, V]", other: "Mapping[K, V]") -> "dict[K, V]":
    return one | {key: one[key] + value if key in one else value for key, value in other.items()}
