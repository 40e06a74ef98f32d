"""Which warnings a forecast comes with."""

from typing import TYPE_CHECKING

from rfm.lifetime_value.notes import (
    FEW_REPEAT_CUSTOMERS,
    LARGE_ERROR,
    STRONG_CORRELATION,
    ChosenOnHoldout,
    FewRepeatCustomers,
    HoldoutMissed,
    NoHoldout,
    OneValueForAll,
    ParametersAtBound,
    ValueVariesWithFrequency,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfm.lifetime_value.fitting import Fit
    from rfm.lifetime_value.valuation import Valuation
    from rfm.notes import Note


def list_cautions(valuation: "Valuation") -> "Iterator[Note]":
    """Yield what a reader should know before believing a forecast."""
    if valuation.counts.repeat_customers < FEW_REPEAT_CUSTOMERS:
        yield FewRepeatCustomers(valuation.counts.repeat_customers)
    yield from _judge_holdout(valuation)
    yield from _judge_bounds(valuation.model.name, valuation.model.fit)
    if valuation.spend.fit is None:
        yield OneValueForAll(valuation.spend.customers, valuation.spend.mean_value)
        return
    yield from _judge_bounds("gamma_gamma", valuation.spend.fit)
    correlation = valuation.correlation
    if correlation is not None and abs(correlation) >= STRONG_CORRELATION:
        yield ValueVariesWithFrequency(correlation)


def _judge_holdout(valuation: "Valuation") -> "Iterator[Note]":
    if valuation.holdout is None:
        assert valuation.no_holdout is not None  # noqa: S101 - one of the two is there
        yield NoHoldout(valuation.no_holdout)
        return
    errors = valuation.holdout.errors
    if len(errors) > 1:
        tried = ((name, each.purchases.mean_absolute_error) for name, each in errors.items())
        yield ChosenOnHoldout(valuation.model.name, tuple(tried))
    chosen = errors[valuation.model.name]
    for quantity, comparison in (("purchases", chosen.purchases), ("revenue", chosen.revenue)):
        share = comparison.error_share
        if share is None or abs(share) > LARGE_ERROR:
            yield HoldoutMissed(quantity, share)


def _judge_bounds(model: str, fit: "Fit") -> "Iterator[Note]":
    if fit.bounds:
        yield ParametersAtBound(model, fit.bounds)
