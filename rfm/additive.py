"""Counts and money that add up over the parts of the customers, field by field."""

from dataclasses import fields
from typing import Self


class Additive:
    """A dataclass whose fields are all numbers to add."""

    __slots__ = ()

    def __add__(self, other: Self) -> Self:
        """Add the sums of another part."""
        names = [field.name for field in fields(self)]  # type: ignore[arg-type]  # a dataclass
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})
