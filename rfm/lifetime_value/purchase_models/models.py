"""The models of how often customers buy, and their fits to purchase patterns."""

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from rfm.lifetime_value.choices import ModelName
from rfm.lifetime_value.fitting import Fit, Search, compute_standard_errors
from rfm.lifetime_value.purchase_models.beta_geometric import BG_NBD, MBG_NBD
from rfm.lifetime_value.purchase_models.pareto_nbd import PARETO_NBD

if TYPE_CHECKING:
    from rfm.lifetime_value.patterns import Floats, Integers, PatternCounts, Patterns

_MANY_PATTERNS: Final = 20_000
"""From here on the starts are tried on patterns with rounded times."""
_ROUNDINGS: Final = (28, 7)
"""Days that their times are rounded to, one after the other."""


class PurchaseModel(Protocol):
    """What a model of purchases can say; all times in days but `weeks`."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""

    def starts(self, patterns: "Patterns") -> "list[Floats]":
        """Return where to begin the search, the usual place first."""

    def log_likelihood(self, parameters: "Floats", patterns: "Patterns") -> "tuple[float, Floats]":
        """Return the log-likelihood of all customers, and its gradient in the parameters."""

    def log_p_alive(self, parameters: "Floats", patterns: "Patterns") -> "Floats":
        """Return the logarithm of the probability that customers of each pattern have not left."""

    def purchases_if_alive(
        self, parameters: "Floats", repeat: "Integers", age: "Floats", weeks: "Floats"
    ) -> "Floats":
        """Return the expected purchases, one row per customer and one column per time ahead."""


MODELS: Final[dict[ModelName, PurchaseModel]] = {
    ModelName.MBG_NBD: MBG_NBD,
    ModelName.BG_NBD: BG_NBD,
    ModelName.PARETO_NBD: PARETO_NBD,
}


def fit_purchases(name: ModelName, counts: "PatternCounts", *, errors: bool = True) -> Fit:
    """Fit a model to purchase patterns; some customer has bought again.

    Without `errors` the standard errors are None. Of many patterns all starts are tried on
    rounded ones, and the best of them is carried on to all.
    """
    model, patterns = MODELS[name], counts.make_patterns()
    starts = model.starts(patterns)
    known = [patterns]
    if len(patterns.repeat) > _MANY_PATTERNS:
        known = [*(counts.round_times(days).make_patterns() for days in _ROUNDINGS), patterns]
    *coarser, search = (
        Search(
            partial(model.log_likelihood, patterns=each),
            starts[0],
            np.zeros(len(starts[0])),
            each.total,
        )
        for each in known
    )
    found = search.find_best_in_steps(starts, coarser)
    at_bound = search.find_runaways(found)
    errors_known = compute_standard_errors(search.objective, found, at_bound) if errors else None
    return Fit(
        model.names,
        found,
        search.objective(found)[0],
        at_bound,
        errors_known or (None,) * len(found),
    )
