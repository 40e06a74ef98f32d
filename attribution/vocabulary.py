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
    table = np.zeros(int(physical.max(initial=0)) + 2, dtype=np.min_scalar_type(len(names)))
    table[physical[order]] = np.arange(len(order))
    codes = values.to_physical()
    if values.null_count():
        table[-1] = len(names)
        names, codes = (*names, None), codes.fill_null(len(table) - 1)
    return Vocabulary(names, np.take(table, codes.to_numpy()))
