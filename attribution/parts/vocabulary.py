"""A text column turned into codes whose numbering depends on the distinct texts alone."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from attribution.parts.bins import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Codes


Names = tuple[str | None, ...]
"""Distinct values in the order of their codes."""


class Vocabulary(NamedTuple):
    """The values of one attribute and a code for each row."""

    names: Names
    """Distinct values by code point; a last None stands for null, where the column has one."""
    codes: "Codes"
    """For each row the position of its value in `names`, shape (rows,)."""

    def without_codes(self) -> "Vocabulary":
        """Return the values alone."""
        return Vocabulary(self.names, self.codes[:0])

    def find_codes(self, wanted: frozenset[str]) -> "Codes":
        """Return the codes of those wanted names that occur."""
        found = [code for code, name in enumerate(self.names) if name in wanted]
        return np.array(found, dtype=np.uint32)


def order_names(names: "Iterable[str | None]") -> Names:
    """Return distinct values in the order of `Vocabulary.names`."""
    texts = sorted(name for name in names if name is not None)
    return (*texts, None) if None in names else tuple(texts)


def encode(values: pl.Series, names: Names | None = None) -> Vocabulary:
    """Return the vocabulary of a Categorical or String series; null is a value of its own.

    `names` are those of a larger series that the values are some of; None: all of them are here.
    """
    values = values.cast(pl.Categorical)
    if names is None:
        texts = values.unique().drop_nulls().cast(pl.String)
        names = order_names({*texts, *([None] if values.null_count() else [])})
    known = pl.Series([name for name in names if name is not None], dtype=pl.String)
    # A text has one number in all categorical series.
    physical = known.cast(pl.Categorical).to_physical().to_numpy()
    table = np.zeros(int(physical.max(initial=0)) + 2, dtype=np.min_scalar_type(len(names)))
    table[physical] = np.arange(len(known))
    codes = values.to_physical()
    if values.null_count():
        table[-1] = names.index(None)
        codes = codes.fill_null(len(table) - 1)
    return Vocabulary(names, _look_up(table, codes))


def _look_up(table: "Codes", places: pl.Series) -> "Codes":
    """Return what stands at some places of a table, shape (len(places),).

    NumPy makes indices of 64 bits of all others: a block at a time these stay in the cache.
    """
    blocks = (places[start : start + BLOCK] for start in range(0, max(len(places), 1), BLOCK))
    return np.concatenate([np.take(table, block.to_numpy()) for block in blocks])
