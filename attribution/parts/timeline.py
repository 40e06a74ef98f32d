"""The touches of some customers in the order of (customer, time, tie-breaker)."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.arrays import find_equal_neighbours, mark_run_starts
from attribution.parts.instants import Clock, build_clock, sort_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from attribution.arrays import Bools, Codes, Ints


class Touches(NamedTuple):
    """Touch rows of some customers, in row order; every array has shape (rows,)."""

    customer: "Ints"
    """Number of the customer, from 0."""
    at: "Ints"
    """Microseconds since 1970, UTC."""
    values: "Mapping[str, Codes]"
    """Code of each attribute that models, rules or the report read; `channel` always."""
    dated_only: "Bools | None"
    """Where True, the file gave a date without a time; None: nowhere."""
    ids: pl.Series | None
    """`touchpoint_id`, Int64 (where all are integers) or String; None without such a column."""

    def take(self, rows: "Ints") -> "Touches":
        """Return some of the rows."""
        return Touches(
            np.take(self.customer, rows),
            np.take(self.at, rows),
            {name: np.take(codes, rows) for name, codes in self.values.items()},
            None if self.dated_only is None else np.take(self.dated_only, rows),
            None if self.ids is None else self.ids.gather(rows),
        )


class Timeline(NamedTuple):
    """Touches without duplicates, sorted by (customer, time, tie-breaker)."""

    touches: Touches
    clock: Clock
    key: "Ints"
    """Customer and tick packed, ascending, shape (touches,)."""
    duplicates: int
    """Rows left out because an equal row with a time of day stands before them."""
    possible_duplicates: int
    """Kept rows that equal another and have a date without a time."""
    ties: int
    """Kept touches at the same instant as another touch of the customer."""

    def find_place(self, customer: "Ints", ticks: "Ints") -> "Ints":
        """Return the first place in the timeline not before (customer, tick)."""
        return np.searchsorted(self.key, customer << self.clock.bits | ticks)


def build_timeline(touches: Touches) -> Timeline:
    """Sort touches, drop duplicates and count ties.

    Ties in time are ordered by `touchpoint_id` where there is one, else by row.
    """
    times = build_clock(touches.at)
    ticks = times.to_ticks(touches.at)
    rows = sort_rows(touches.customer, ticks, times.bits)
    key = np.take(touches.customer << times.bits | ticks, rows)
    tied = find_equal_neighbours(key)
    if not len(tied):
        return Timeline(touches.take(rows), times, key, 0, 0, 0)
    if touches.ids is not None:
        rows[tied] = _sort_by_id(key[tied], rows[tied], touches.ids)
    ordered = touches.take(rows)
    repeated = tied[_is_repeat(key[tied], ordered, tied)] if touches.ids is None else tied[:0]
    dated = np.zeros(len(repeated), dtype=np.bool_)
    if touches.dated_only is not None:
        dated = ordered.dated_only[repeated] if ordered.dated_only is not None else dated
    dropped = repeated[~dated]
    if len(dropped):
        keep = np.delete(np.arange(len(key)), dropped)
        ordered, key = ordered.take(keep), np.take(key, keep)
    return Timeline(
        ordered, times, key, len(dropped), int(dated.sum()), len(find_equal_neighbours(key))
    )


def _sort_by_id(key: "Ints", rows: "Ints", ids: pl.Series) -> "Ints":
    """Return tied rows in the order of (key, id); null ids last, then by row."""
    table = pl.DataFrame({"key": key, "id": ids.gather(rows), "row": rows})
    return table.sort("key", "id", "row", nulls_last=True)["row"].to_numpy()


def _is_repeat(key: "Ints", touches: Touches, places: "Ints") -> "Bools":
    """Tell of tied places, shape (n,), which equal an earlier one of their tie in every value."""
    columns: list[NDArray[np.generic]] = [codes[places] for codes in touches.values.values()]
    if touches.dated_only is not None:
        columns.append(touches.dated_only[places])
    order = np.lexsort((np.arange(len(places)), *columns, key))
    same = ~mark_run_starts(key[order])
    for column in columns:
        same &= ~mark_run_starts(column[order])
    repeats = np.zeros(len(places), dtype=np.bool_)
    repeats[order] = same
    return repeats
