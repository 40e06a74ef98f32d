"""Apostrophes before ids, which force a spreadsheet to take a number for text: '123."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.fields import Kind

if TYPE_CHECKING:
    from cli.inputs.table import Table

_MARK: Final = "'"
_FORCED: Final = r"^'[0-9+=@-]"
_NUMBER: Final = r"^[0-9+=@-]"


@dataclass(frozen=True, slots=True)
class Unforced:
    """Ids without such apostrophes."""

    frame: pl.DataFrame
    details: tuple[str, ...] = ()
    """What was decided."""
    notes: tuple[str, ...] = ()
    """What could not be."""


def without_apostrophes(table: "Table", frame: pl.DataFrame, role: str) -> Unforced:
    """Return rows whose ids have no such apostrophe.

    One belongs to the writing of a column where every value that looks like a number has one, or
    every value at all; where some numbers have one and others do not, all stay as they are.
    """
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    for field in table.fields:
        if field.kind is not Kind.ID or not _begins(frame[field.name]):
            continue
        ids = frame[field.name]
        where = f"{table.source.name}: {field.theirs} begins with an apostrophe"
        bare = _bare(ids)
        if bare is not None:
            frame = frame.with_columns(bare)
            details += (f"{where}, which is left out",)
        elif ids.str.contains(_FORCED).any():
            which = "in some rows and not in others; ids are left as they are"
            notes += (f"{role}: {where} {which}",)
    return Unforced(frame, details, notes)


def _begins(ids: pl.Series) -> bool:
    """Tell whether some id may begin with an apostrophe: few characters come before it."""
    low, high = ids.min(), ids.max()
    return isinstance(low, str) and isinstance(high, str) and low < "(" and high >= _MARK


def _bare(ids: pl.Series) -> pl.Series | None:
    """Return ids without apostrophes, None where they do not belong to the column's writing."""
    if ids.str.starts_with(_MARK).all():
        return ids.str.strip_prefix(_MARK)
    forced = ids.str.contains(_FORCED)
    if ids.str.contains(_NUMBER).any() or not forced.any():
        return None
    return ids.str.strip_prefix(_MARK).zip_with(forced.fill_null(value=False), ids)
