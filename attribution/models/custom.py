"""Any additive rule-based model, its credits multiplied by rules of the analyst's own."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from attribution.models.base import (
    CreditRows,
    MultiTouchModel,
    RowCredit,
    SingleTouchModel,
    normalise_weights,
)
from attribution.models.linear import Linear

if TYPE_CHECKING:
    from attribution.arrays import Floats, Ints
    from attribution.models.credit_rules import CreditRule


@dataclass(frozen=True, slots=True)
class Custom(MultiTouchModel):
    """A base model's credits times the factors of all matching rules, renormalised."""

    kind: ClassVar[str] = "custom"
    additive: ClassVar[bool] = True
    base: "SingleTouchModel | MultiTouchModel" = field(default_factory=Linear)
    rules: "tuple[CreditRule, ...]" = ()

    def credit(self, rows: CreditRows) -> RowCredit:
        """Return base credit times factors, divided by their sum in the journey."""
        raw = compute_base_weights(self.base, rows)
        for rule in self.rules:
            raw = raw * rule.compute_factors(rows)
        return normalise_weights(raw, rows)


def compute_base_weights(model: "SingleTouchModel | MultiTouchModel", rows: CreditRows) -> "Floats":
    """Return any model's credits as one weight a row, shape (rows,)."""
    if isinstance(model, SingleTouchModel):
        chosen: Ints = model.choose_touches(rows.paths.take(rows.orders))
        weights: Floats = (rows.places == np.repeat(chosen, rows.lengths)).astype(np.float64)
        return weights
    return model.credit(rows).weights
