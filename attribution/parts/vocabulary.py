"""A text column turned into codes whose numbering depends on the distinct texts alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Codes


Names = tuple[str | None, ...]
"""Distinct values in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
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
    return Vocabulary(names, np.take(table, codes.to_numpy()))
