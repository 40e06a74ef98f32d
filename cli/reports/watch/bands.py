"""A value and between what it is usual, with as many decimals as tell the two apart."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.render.number_text import format_for_people
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rfm.watch.goals import Goal
    from rfm.watch.judgement import Expectation

_LARGE: Final = 1_000
"""From here on what is usual is shown without a fraction."""
_DECIMALS: Final = {ColumnKind.COUNT: 0, ColumnKind.CREDIT: 1, ColumnKind.SHARE: 1}
"""Decimals of each kind of value, two where nothing is said."""
_MOST: Final = 4
"""Decimals more than a kind has, with which a value is taken to be what it is compared with."""


class Band(NamedTuple):
    """Between what a value is usual."""

    low: Fraction | None
    """None where nothing is below it."""
    high: Fraction

    @classmethod
    def make(cls, expected: "Expectation", *, signed: bool) -> "Band":
        """Return the band of what is expected; only a `signed` value may be below 0."""
        open_ended = expected.low <= 0 <= expected.middle and not signed
        return cls(None if open_ended else expected.low, expected.high)

    def list_ends(self) -> tuple[Fraction, ...]:
        """Return the ends that there are."""
        return (self.high,) if self.low is None else (self.low, self.high)

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value is inside."""
        return value <= self.high and (self.low is None or value >= self.low)


def write_with_band(
    value: Fraction | None, band: Band | None, goal: "Goal | None", kind: ColumnKind
) -> tuple[str, str]:
    """Return a value and its band, empty where either is unknown.

    As they are shown, the value is inside the band and reaches the goal where it does exactly:
    where the usual decimals of the kind hide that, both have more of them.
    """
    for more in range(_MOST + 1):
        shown = write_value(value, kind, 0 if kind is ColumnKind.COUNT else more)
        ends = [] if band is None else [_write_briefly(end, kind, more) for end in band.list_ends()]
        if value is None:
            break
        seen = _read(shown, kind)
        told = goal is None or goal.is_met(seen) == goal.is_met(value)
        if told and (band is None or _read_band(ends, kind).holds(seen) == band.holds(value)):
            break
    return shown, f"up to {ends[0]}" if len(ends) == 1 else " to ".join(ends)


def write_value(value: Fraction | None, kind: ColumnKind, more: int = 0) -> str:
    """Return a value as tables write its kind, with decimals `more`; empty where it is unknown."""
    if value is None:
        return ""
    if more:
        return _write_decimals(value, kind, _DECIMALS.get(kind, 2) + more)
    shown = {ColumnKind.MONEY: round(value * 100), ColumnKind.COUNT: round(value)}
    return format_for_people(pl.Series([shown.get(kind, float(value))]), kind)[0]


def _write_briefly(end: Fraction, kind: ColumnKind, more: int) -> str:
    """Return an end of a band, a large one without a fraction where none is needed."""
    if more:
        return _write_decimals(end, kind, _DECIMALS.get(kind, 2) + more)
    whole = abs(end) >= _LARGE or kind is ColumnKind.COUNT
    return write_value(end, ColumnKind.COUNT if whole else kind)


def _write_decimals(value: Fraction, kind: ColumnKind, decimals: int) -> str:
    share = kind is ColumnKind.SHARE
    number = f"{float(100 * value if share else value):,.{decimals}f}"
    return f"{number} %" if share else number


def _read_band(ends: "Sequence[str]", kind: ColumnKind) -> Band:
    *low, high = (_read(end, kind) for end in ends)
    return Band(low[0] if low else None, high)


def _read(shown: str, kind: ColumnKind) -> Fraction:
    """Return the number that a text of ours shows."""
    number = Fraction(shown.removesuffix(" %").replace(",", ""))
    return number / 100 if kind is ColumnKind.SHARE else number
