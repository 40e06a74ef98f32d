"""A table with a column for each month or channel."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class WideTable(NamedTuple):
    """Which columns of a file are to be rows, and what these are of."""

    names: tuple[str, ...]
    """What is written beside each amount: `date` and `until`, or `channel`."""
    wide: "Mapping[int, tuple[str, ...]]"
    """Columns that become rows, by their places, with the values of `names`."""
    others: "Mapping[int, str]"
    """The columns that are read as they are, by their places, and what they are called."""
    unit: str
    """What there is a column for: month, quarter, half-year, week or channel."""
    shown: str
    """Which ones, in words."""
