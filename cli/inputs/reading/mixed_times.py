"""Times of a column that is not written in one way throughout."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.values.times import count_read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.values.times import TimeFormat

AT: Final = "at\0"
"""Column of the times that the commonest way of writing reads."""
REST: Final = "rest\0"
"""Column of the texts that it does not read, null elsewhere."""
_FEW: Final = 10_000
"""Texts of which it is cheaper to count first what each way of writing reads."""


@dataclass(frozen=True, slots=True)
class MixedTimes:
    """Times of some rows, either local or instants, both null where blank or unreadable."""

    local: pl.Series
    """Datetime us without a zone."""
    instants: pl.Series
    """Datetime us UTC."""
    dated: pl.Series
    """Boolean: a date without a time."""
    unread: pl.Series
    """Boolean: a text that is no time."""

    def filter(self, rows: pl.Series) -> "MixedTimes":
        """Return the times of some rows."""
        return MixedTimes(
            self.local.filter(rows),
            self.instants.filter(rows),
            self.dated.filter(rows),
            self.unread.filter(rows),
        )


def complete_times(
    found: pl.DataFrame, first: "TimeFormat", accepted: tuple["TimeFormat", ...]
) -> MixedTimes:
    """Read what the first way of writing did not, in each other way in turn.

    `found` has the columns `AT`, as read by the first way, and `REST`.
    """
    at, rest = found[AT], found[REST]
    nothing = pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, found.height)
    nowhere = nothing.dt.replace_time_zone("UTC")
    local, instants = (nothing, at) if first.offset else (at, nowhere)
    dated = at.is_not_null() if first.dated else pl.Series([False]).new_from_index(0, len(at))
    rows = rest.is_not_null().arg_true()
    texts = rest.gather(rows).alias("text").to_frame()
    for style in _select_useful(texts, accepted):
        if not len(rows):
            break
        read = texts.select(style.read(pl.col("text"), strict=False)).to_series()
        hit = read.is_not_null()
        if not hit.any():
            continue
        places, times = rows.filter(hit), read.filter(hit)
        if style.offset:
            instants = instants.scatter(places, times)
        else:
            local = local.scatter(places, times)
        if style.dated:
            dated = dated.scatter(places, values=True)
        rows, texts = rows.filter(~hit), texts.filter(~hit)
    unread = pl.Series([False]).new_from_index(0, len(at)).scatter(rows, values=True)
    return MixedTimes(local, instants, dated, unread)


def _select_useful(texts: pl.DataFrame, accepted: "Sequence[TimeFormat]") -> "Sequence[TimeFormat]":
    """Leave out ways of writing that read none of a few texts; of many, that costs more."""
    if texts.is_empty() or texts.height > _FEW:
        return accepted
    counts = count_read(texts.to_series(), accepted)
    return [style for style, count in zip(accepted, counts, strict=True) if count]
