"""Values of a comparison added up into one row: those past the first ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints
    from attribution.comparison.credit_cube import CreditCube

Word = TypeVar("Word")

OTHERS: Final = "(others)"
"""Name of the row of the values that are added up."""


@dataclass(frozen=True, slots=True)
class Folding:
    """Which values have rows of their own; arrays have values + 1 rows, unattributed last."""

    names: "list[str]"
    """Of the values, unattributed last."""
    kept: "frozenset[int]"
    """Places of the values that do."""
    additive: "tuple[bool, ...]"
    """Of each model whether the credits of values add up."""

    @property
    def folded(self) -> int:
        """How many values are added up."""
        return len(self.names) - 1 - len(self.kept)

    def order_rows(self, rows: "Sequence[int]") -> "FoldedRows":
        """Return the rows of a page whose values are in some order, unattributed last."""
        *values, last = rows
        shown = [row for row in values if row in self.kept]
        return FoldedRows(shown, [row for row in values if row not in self.kept], last)


@dataclass(frozen=True, slots=True)
class FoldedRows:
    """The rows of a page in their order: values, the others as one, unattributed."""

    shown: "list[int]"
    others: "list[int]"
    """Values that are added up; without any there is no such row."""
    last: int

    def select_names(self, names: "Sequence[str]") -> list[str]:
        """Return the names of the rows."""
        others = [OTHERS] if self.others else []
        return [*(names[row] for row in self.shown), *others, names[self.last]]

    def select_words(self, words: "Sequence[Word | None]") -> "list[Word | None]":
        """Return what is said of each value, of the others nothing."""
        others = [None] if self.others else []
        return [*(words[row] for row in self.shown), *others, words[self.last]]

    def add_up(self, amounts: "Floats", *, additive: bool) -> "Floats":
        """Return amounts row by row, those of the others summed.

        NaN for these where an order counts once for each of several values.
        """
        own, last = amounts[self.shown], amounts[[self.last]]
        if not self.others:
            return np.concatenate([own, last])
        summed = amounts[self.others].sum(axis=0, keepdims=True)
        return np.concatenate([own, summed if additive else np.full_like(summed, np.nan), last])

    def add_up_known(self, amounts: "Floats") -> "Floats":
        """Return amounts row by row, those of the others summed as far as they are known."""
        own, last = amounts[self.shown], amounts[[self.last]]
        if not self.others:
            return np.concatenate([own, last])
        some = amounts[self.others]
        known = some[~np.isnan(some)]
        summed = known.sum(keepdims=True) if len(known) else np.array([np.nan])
        return np.concatenate([own, summed, last])

    def bound_customers(self, customers: "Ints") -> "Ints":
        """Return how many customers contribute to each row, of the others a number never too large.

        The same customers may stand behind several of these.
        """
        own, last = customers[self.shown], customers[[self.last]]
        most = [customers[self.others].max(keepdims=True)] if self.others else []
        return np.concatenate([own, *most, last])


def fold_past(
    sums: "CreditCube",
    baseline: int,
    names: "list[str]",
    additive: "tuple[bool, ...]",
    top: int | None,
) -> Folding:
    """Return the folding that keeps the first values by the baseline's revenue, ties by name.

    Of all orders under the first window, so that every page has the same rows; None keeps all.
    """
    first = np.nan_to_num(sums.revenue[0, baseline, 0])
    ranked = sorted(range(len(names) - 1), key=lambda row: (-first[row], names[row]))
    return Folding(names, frozenset(ranked[:top]), additive)
