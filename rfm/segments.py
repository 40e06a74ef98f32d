"""Segments: named regions of the scores, each with what to do about its customers."""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import polars as pl

from rfm.errors import (
    SegmentActionError,
    SegmentMapBinsError,
    SegmentRangeError,
    UnmatchedCellsError,
)
from rfm.notes import UnreachableEntry


class SegmentEntry(NamedTuple):
    """One entry of a segment map: a name and the scores it takes; None takes every score."""

    name: str
    r: tuple[int, int] | None = None
    """Lowest and highest score, both included; so are the others."""
    f: tuple[int, int] | None = None
    m: tuple[int, int] | None = None
    fm: tuple[int, int] | None = None
    """Of (f + m + 1) // 2."""
    action: str = ""
    """What to do; may be left out where another entry of the name gives it."""

    def matches(self, cell: tuple[int, int, int]) -> bool:
        """Tell whether a combination (r, f, m) of scores lies in all ranges."""
        r, f, m = cell
        scores = ((self.r, r), (self.f, f), (self.m, m), (self.fm, (f + m + 1) // 2))
        return all(span is None or span[0] <= score <= span[1] for span, score in scores)

    def get_ranges(self) -> dict[str, tuple[int, int]]:
        """Return the ranges that are given, by the name of the score."""
        spans = {"r": self.r, "f": self.f, "m": self.m, "fm": self.fm}
        return {name: span for name, span in spans.items() if span is not None}


class SegmentMap(NamedTuple):
    """An ordered list of entries of which the first that matches wins.

    Entries of one name are one segment, which stands where the first of them stands.
    """

    entries: tuple[SegmentEntry, ...]
    bins: int | None = None
    """The number of scores it is written for; None: whatever the ranges allow."""
    name: str = "given"
    """What errors call it, "default" for the built-in one."""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """A segment map, checked and spread out over all combinations of scores."""

    names: tuple[str, ...]
    """In the order of the map; the index of a segment is its place here."""
    actions: tuple[str, ...]
    """One a name, empty where none is given."""
    bins: int
    cells: pl.Series
    """Index of the segment of each (r, f, m), m running fastest (UInt8)."""
    notes: tuple[UnreachableEntry, ...]

    def index(self) -> pl.Expr:
        """Return the expression of the segment's index (UInt8) over the columns r, f and m."""
        r, f, m = (pl.col(score).cast(pl.Int32) - 1 for score in "rfm")
        return pl.lit(self.cells).gather((r * self.bins + f) * self.bins + m)

    def get_names(self, index: pl.Series) -> pl.Series:
        """Return the names (String) of segments for their indices, under the same column name."""
        return pl.Series(index.name, self.names, dtype=pl.String).gather(index)


def build_segments(given: SegmentMap, bins: int) -> Segments:
    """Check a segment map against a number of scores and spread it out.

    Raises `SegmentMapBinsError`, `SegmentRangeError`, `SegmentActionError` and
    `UnmatchedCellsError`; entries that nothing can reach are notes of the result.
    Source: definitions, section 9.
    """
    if given.bins not in (None, bins):
        raise SegmentMapBinsError(given.name, given.bins, bins)
    _check_ranges(given, bins)
    actions = _collect_actions(given)
    scores = range(1, bins + 1)
    cells = list(product(scores, scores, scores))
    winners = [_find_winner(given, cell) for cell in cells]
    unmatched = [cell for cell, at in zip(cells, winners, strict=True) if at is None]
    if unmatched:
        raise UnmatchedCellsError(unmatched, bins)
    return Segments(
        names=tuple(actions),
        actions=tuple(actions.values()),
        bins=bins,
        cells=_build_indices(given, winners, list(actions)),
        notes=_find_unreachable(given, set(winners)),
    )


def _find_winner(given: SegmentMap, cell: tuple[int, int, int]) -> int | None:
    return next((at for at, entry in enumerate(given.entries) if entry.matches(cell)), None)


def _build_indices(given: SegmentMap, winners: list[int | None], names: list[str]) -> pl.Series:
    of_entry = [names.index(entry.name) for entry in given.entries]
    indices = [of_entry[at] for at in winners if at is not None]
    return pl.Series(indices, dtype=pl.UInt8)


def _find_unreachable(given: SegmentMap, reached: set[int | None]) -> tuple[UnreachableEntry, ...]:
    return tuple(
        UnreachableEntry(entry.name, at + 1)
        for at, entry in enumerate(given.entries)
        if at not in reached
    )


def _check_ranges(given: SegmentMap, bins: int) -> None:
    for entry in given.entries:
        for score, (low, high) in entry.get_ranges().items():
            if not 1 <= low <= high <= bins:
                raise SegmentRangeError(entry.name, score, (low, high), bins)


def _collect_actions(given: SegmentMap) -> dict[str, str]:
    actions: dict[str, str] = {}
    for entry in given.entries:
        known = actions.setdefault(entry.name, entry.action)
        if known and entry.action and known != entry.action:
            raise SegmentActionError(entry.name, known, entry.action)
        actions[entry.name] = known or entry.action
    return actions
