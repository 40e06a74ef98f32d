"""Values of a comparison added up into one row: those past the first ones."""

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from attribution.comparison.row_names import OTHERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Bools, Floats, Ints

Word = TypeVar("Word")


class Folding(NamedTuple):
    """Which values have rows of their own; after the values arrays have rows of nobody."""

    names: "list[str]"
    """Of the values, then of the rows of nobody: unattributed, and where told not caused."""
    values: int
    """How many values there are."""
    kept: "frozenset[int]"
    """Places of the values that do."""
    additive: "tuple[bool, ...]"
    """Of each model whether the credits of values add up."""

    @property
    def folded(self) -> int:
        """How many values are added up."""
        return self.values - len(self.kept)

    def order_rows(self, rows: "Sequence[int]") -> "FoldedRows":
        """Return the rows of a page whose values are in some order, those of nobody after them."""
        values, last = rows[: self.values], rows[self.values :]
        shown = [row for row in values if row in self.kept]
        return FoldedRows(shown, [row for row in values if row not in self.kept], list(last))


class FoldedRows(NamedTuple):
    """The rows of a page in their order: values, the others as one, nobody's."""

    shown: "list[int]"
    others: "list[int]"
    """Values that are added up; without any there is no such row."""
    last: "list[int]"
    """Those of nobody: unattributed, and where told not caused."""

    def select_names(self, names: "Sequence[str]") -> list[str]:
        """Return the names of the rows."""
        others = [OTHERS] if self.others else []
        last = (names[row] for row in self.last)
        return [*(names[row] for row in self.shown), *others, *last]

    def select_words(self, words: "Sequence[Word | None]") -> "list[Word | None]":
        """Return what is said of each value, of the others nothing."""
        others = [None] if self.others else []
        last = (words[row] for row in self.last)
        return [*(words[row] for row in self.shown), *others, *last]

    def add_up(self, amounts: "Floats", *, additive: bool) -> "Floats":
        """Return amounts row by row, those of the others summed.

        NaN for these where an order counts once for each of several values.
        """
        own, last = amounts[self.shown], amounts[self.last]
        if not self.others:
            return np.concatenate([own, last])
        summed = amounts[self.others].sum(axis=0, keepdims=True)
        return np.concatenate([own, summed if additive else np.full_like(summed, np.nan), last])

    def add_up_known(self, amounts: "Floats") -> "Floats":
        """Return amounts row by row, those of the others summed as far as they are known."""
        own, last = amounts[self.shown], amounts[self.last]
        if not self.others:
            return np.concatenate([own, last])
        some = amounts[self.others]
        known = some[~np.isnan(some)]
        summed = known.sum(keepdims=True) if len(known) else np.array([np.nan])
        return np.concatenate([own, summed, last])

    def find_partly_known(self, amounts: "Floats") -> "Bools":
        """Tell which rows are sums of amounts of which some are known and some are not."""
        known = ~np.isnan(amounts[self.others])
        others = [[known.any() and not known.all()]] if self.others else []
        alone = np.zeros(len(amounts), dtype=bool)
        return np.concatenate([alone[self.shown], *others, alone[self.last]])

    def bound_customers(self, customers: "Ints") -> "Ints":
        """Return how many customers contribute to each row, of the others a number never too large.

        The same customers may stand behind several of these.
        """
        own, last = customers[self.shown], customers[self.last]
        most = [customers[self.others].max(keepdims=True)] if self.others else []
        return np.concatenate([own, *most, last])


def fold_past(
    revenue: "Floats",
    names: "list[str]",
    values: int,
    additive: "tuple[bool, ...]",
    top: int | None,
) -> Folding:
    """Return the folding that keeps the first values by the baseline's revenue, ties by name.

    `revenue` is that of all orders under the first window, so that every page has the same rows;
    `top` None keeps all.
    The first `values` of the names are values, the others rows of nobody.
    """
    first = np.nan_to_num(revenue)
    ranked = sorted(range(values), key=lambda row: (-first[row], names[row]))
    return Folding(names, values, frozenset(ranked[:top]), additive)
