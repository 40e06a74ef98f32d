"""A model written as an expression over position, length, days before the order and the touch."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import polars as pl

from attribution.errors import BadWeightError
from attribution.journeys.windows import DAY
from attribution.models.base import CreditRows, MultiTouchModel, RowCredit, normalise_weights

if TYPE_CHECKING:
    from attribution.arrays import Floats

NUMBERS = ("position", "length", "days_before")
"""Names of an expression that are numbers."""

TEXTS = ("channel", "interaction", "campaign", "source", "medium")
"""Names of an expression that are texts, null where the touch has none."""


@dataclass(frozen=True, slots=True)
class Weight(MultiTouchModel):
    """The value of an expression for each touch, normalised."""

    kind: ClassVar[str] = "weight"
    additive: ClassVar[bool] = True
    text: str
    """The expression as the user wrote it."""
    expression: pl.Expr
    """The same over the columns of `NUMBERS` and `TEXTS`."""
    names: frozenset[str]
    """The columns it reads."""

    def credit(self, rows: CreditRows) -> RowCredit:
        """Return the expression's values divided by their sum in the journey.

        Raises BadWeightError where a value is null, negative or not finite.
        """
        columns = [_build_column(name, rows) for name in sorted(self.names)]
        frame = pl.DataFrame([pl.Series("", np.zeros(len(rows.places))), *columns])
        values = frame.select(self.expression.cast(pl.Float64).alias("w"))["w"]
        if len(values) != len(rows.places):
            values = values.new_from_index(0, len(rows.places))
        raw: Floats = values.fill_null(float("nan")).to_numpy()
        bad = np.flatnonzero(~(np.isfinite(raw) & (raw >= 0)))
        if len(bad):
            order = int(np.repeat(rows.orders, rows.lengths)[bad[0]])
            raise BadWeightError(self.text, values[int(bad[0])], rows.paths.orders.get_id(order))
        return normalise_weights(_scale_weights(raw, rows), rows)


def _scale_weights(raw: "Floats", rows: CreditRows) -> "Floats":
    """Return weights divided by the largest of their journey, so that their sum is finite."""
    if not len(raw):
        return raw
    largest = np.maximum.reduceat(raw, rows.starts)
    scaled: Floats = raw / np.repeat(np.where(largest > 0, largest, 1), rows.lengths)
    return scaled


def _build_column(name: str, rows: CreditRows) -> pl.Series:
    if name == "position":
        return pl.Series(name, rows.position)
    if name == "length":
        return pl.Series(name, np.repeat(rows.lengths, rows.lengths))
    if name == "days_before":
        return pl.Series(name, rows.age / DAY)
    if name not in rows.paths.vocabularies:
        return pl.Series(name, [None], dtype=pl.String).new_from_index(0, len(rows.places))
    names = rows.paths.vocabularies[name].names
    return pl.Series(name, names, dtype=pl.String).gather(rows.get_codes(name))
