"""Credit rules: conditions on a touch that multiply its credit (GA custom models)."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np

from attribution.choices import Position
from attribution.journeys.windows import DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribution.arrays import Bools, Floats
    from attribution.models.base import CreditRows


@dataclass(frozen=True, slots=True)
class CreditRule:
    """A condition on the touch and the factor its credit is multiplied with where it holds."""

    factor: float
    """Zero or more."""
    attributes: "Mapping[str, tuple[str, ...]]" = field(default_factory=dict)
    """For each of channel, source, medium, campaign, interaction: patterns, one must match.

    `*` stands for any text, letter case is ignored; a null, or an attribute that the file does not
    have, matches no pattern."""
    position: Position | None = None
    days_before: tuple[float | None, float | None] = (None, None)
    """Bounds, both included, on the days from touch to order."""

    def compute_factors(self, rows: "CreditRows") -> "Floats":
        """Return the factor where the rule matches and 1 elsewhere, shape (rows,)."""
        matches = np.ones(len(rows.places), dtype=np.bool_)
        for attribute, patterns in self.attributes.items():
            matches &= _is_matching(rows, attribute, patterns)
        if self.position is not None:
            matches &= _is_standing_at(rows, self.position)
        lowest, highest = self.days_before
        if lowest is not None:
            matches &= rows.age >= lowest * DAY
        if highest is not None:
            matches &= rows.age <= highest * DAY
        return np.where(matches, self.factor, 1.0)


class Wildcard(NamedTuple):
    """A pattern whose stars stand for any text."""

    pieces: tuple[re.Pattern[str], ...]
    """What stands between the stars, letter case ignored."""
    last: int
    """Letters of the last piece."""

    @classmethod
    def of(cls, pattern: str) -> "Wildcard":
        """Return a pattern cut at its stars."""
        texts = pattern.split("*")
        pieces = tuple(re.compile(re.escape(text), re.IGNORECASE) for text in texts)
        return cls(pieces, len(texts[-1]))

    def fits(self, name: str) -> bool:
        """Return whether a name holds the pieces in turn, the outer ones at its ends.

        The first place that fits a piece is as good as a later one: the work grows with the name,
        where a single expression would try every combination of places.
        """
        if len(self.pieces) == 1:
            return self.pieces[0].fullmatch(name) is not None
        first, *middle, last = self.pieces
        found, end = first.match(name), len(name) - self.last
        for piece in middle:
            if found is None:
                return False
            found = piece.search(name, found.end())
        return found is not None and found.end() <= end and last.fullmatch(name, end) is not None


def _is_matching(rows: "CreditRows", attribute: str, patterns: tuple[str, ...]) -> "Bools":
    if attribute not in rows.paths.vocabularies:
        return np.zeros(len(rows.places), dtype=np.bool_)
    names = rows.paths.vocabularies[attribute].names
    wildcards = [Wildcard.of(text) for text in patterns]
    fits = [
        name is not None and any(wildcard.fits(name) for wildcard in wildcards) for name in names
    ]
    matching: Bools = np.array(fits, dtype=np.bool_)[rows.get_codes(attribute)]
    return matching


def _is_standing_at(rows: "CreditRows", position: Position) -> "Bools":
    length = np.repeat(rows.lengths, rows.lengths)
    first: Bools = rows.position == 1
    last: Bools = rows.position == length
    match position:
        case Position.FIRST:
            return first & ~last
        case Position.MIDDLE:
            return ~(first | last)
        case Position.LAST:
            return last & ~first
        case Position.ONLY:
            return first & last
    assert_never(position)
