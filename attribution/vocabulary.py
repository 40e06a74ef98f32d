"""A text column turned into codes whose numbering depends on the distinct texts alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from attribution.arrays import Codes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of one attribute and a code for each row."""

    names: tuple[str | None, ...]
    """Distinct values by code point; a last None stands for null, where the column has one."""
    codes: "Codes"
    """For each row the position of its value in `names`, shape (rows,)."""

    def positions(self, wanted: frozenset[str]) -> "Codes":
        """Return the codes of those wanted names that occur."""
        found = [code for code, name in enumerate(self.names) if name in wanted]
        return np.array(found, dtype=np.uint32)


def encode(values: pl.Series) -> Vocabulary:
    """Return the vocabulary of a Categorical or String series; null is a value of its own."""
    values = values.cast(pl.Categorical)
    distinct = values.unique().drop_nulls()
    texts = distinct.cast(pl.String)
    order = texts.arg_sort().to_numpy()
    names: tuple[str | None, ...] = tuple(texts.gather(order).to_list())
    physical = distinct.to_physical().to_numpy()
    table = np.zeros(int(physical.max(initial=0)) + 2, dtype=np.uint32)
    table[physical[order]] = np.arange(len(order), dtype=np.uint32)
    null = np.uint32(len(table) - 1)
    table[null] = len(names)
    codes = np.take(table, values.to_physical().fill_null(null).to_numpy())
    return Vocabulary((*names, None) if values.null_count() else names, codes)
