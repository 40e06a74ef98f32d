"""Apostrophes before ids, which force a spreadsheet to take a number for text: '123."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.tables.columns import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.tables.table import Table

_MARK: Final = "'"
_FORCED: Final = r"^'[0-9+=@-]"
_NUMBER: Final = r"^[0-9+=@-]"


class Strip(StrEnum):
    """Which ids of a column lose their apostrophe."""

    NONE = "none"
    EVERY = "every"
    """All of them."""
    FORCED = "forced"
    """Those that look like a number."""


@dataclass(frozen=True, slots=True)
class Apostrophes:
    """The apostrophes before the ids of a column, in some rows or all; sums are those of both."""

    every: bool = True
    """Whether every id begins with one."""
    forced: bool = False
    """Whether some id that looks like a number begins with one."""
    numbers: bool = False
    """Whether some id that looks like a number begins with none."""
    some: bool = False
    """Whether some id begins with one."""

    def __add__(self, other: "Apostrophes") -> "Apostrophes":
        """Return what holds for the rows of both."""
        return Apostrophes(
            self.every and other.every,
            self.forced or other.forced,
            self.numbers or other.numbers,
            self.some or other.some,
        )

    @property
    def strip(self) -> Strip:
        """Return which ids lose theirs.

        One belongs to the writing of a column where every value that looks like a number has one,
        or every value at all; where some numbers have one and others do not, all stay as they are.
        """
        if not self.some:
            return Strip.NONE
        if self.every:
            return Strip.EVERY
        return Strip.FORCED if self.forced and not self.numbers else Strip.NONE


def count_apostrophes(table: "Table", frame: pl.DataFrame) -> dict[str, Apostrophes]:
    """Return what the columns of ids hold, by our names; none where the text has no apostrophe."""
    if not table.may_hold(_MARK):
        return {}
    ids = (field.name for field in table.fields if field.kind is ValueKind.ID)
    return {name: _count(frame[name]) for name in ids}


def _count(ids: pl.Series) -> Apostrophes:
    id_ = pl.col(ids.name)
    low, high = ids.to_frame().select(low=id_.min(), high=id_.max()).row(0)
    if not isinstance(low, str):
        return Apostrophes()
    # Few characters come before an apostrophe: mostly this tells that no id begins with one.
    if low >= "(" or high < _MARK:
        return Apostrophes(every=False, numbers=_has_numbers(ids, low))
    begins = ids.str.starts_with(_MARK)
    return Apostrophes(
        bool(begins.all()),
        bool(ids.str.contains(_FORCED).any()),
        bool(ids.str.contains(_NUMBER).any()),
        bool(begins.any()),
    )


def _has_numbers(ids: pl.Series, low: str) -> bool:
    """Tell whether some id looks like a number; `low` is the smallest, which mostly tells."""
    if re.match(_NUMBER, low):
        return True
    return low <= "@" and bool(ids.str.contains(_NUMBER).any())


def choose_strips(found: "Mapping[str, Apostrophes]") -> dict[str, Strip]:
    """Return the columns whose ids lose their apostrophes."""
    return {name: marks.strip for name, marks in found.items() if marks.strip is not Strip.NONE}


def strip_apostrophes(frame: pl.DataFrame, strips: "Mapping[str, Strip]") -> pl.DataFrame:
    """Return rows without the apostrophes that do not belong to their ids."""
    bare = []
    for name, strip in strips.items():
        if strip is Strip.EVERY:
            bare.append(pl.col(name).str.strip_prefix(_MARK))
        elif strip is Strip.FORCED:
            forced = pl.col(name).str.contains(_FORCED).fill_null(value=False)
            without = pl.col(name).str.strip_prefix(_MARK)
            bare.append(pl.when(forced).then(without).otherwise(name).alias(name))
    return frame.with_columns(bare) if bare else frame


def describe_apostrophes(
    table: "Table", found: "Mapping[str, Apostrophes]", role: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what was decided about a file, and what could not be, in words."""
    details: list[str] = []
    notes: list[str] = []
    for field in table.fields:
        marks = found.get(field.name, Apostrophes())
        where = f"{table.source.name}: {field.theirs} begins with an apostrophe"
        if marks.strip is not Strip.NONE:
            details.append(f"{where}, which is left out")
        elif marks.forced:
            which = "in some rows and not in others; ids are left as they are"
            notes.append(f"{role}: {where} {which}")
    return tuple(details), tuple(notes)
