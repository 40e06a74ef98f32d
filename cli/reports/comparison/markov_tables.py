"""What the data-driven models have learned: removal effects, and the chain's transitions."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from polars import selectors

from attribution.bootstrap import compute_interval
from attribution.comparison.intervals import FEW
from attribution.comparison.replicates import ComparisonReplicates
from attribution.comparison.row_names import name_rows
from attribution.estimates import MarkovEstimate
from attribution.markov.transitions import list_transitions
from cli.report import ColumnKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Floats
    from attribution.bootstrap import Resampling
    from attribution.results import AttributionResults
    from cli.settings import Settings

_KINDS: Final = {
    "journeys": ColumnKind.COUNT,
    "removal_effect": ColumnKind.SHARE,
    "revenue_removal_effect": ColumnKind.SHARE,
    "probability": ColumnKind.SHARE,
}


def build_effects_table(
    findings: "AttributionResults", settings: "Settings", resampling: "Resampling | None"
) -> Table:
    """Return one row a window, Markov model and channel: its removal effects.

    Columns lookback, model, channel (or the attribute reported by), removal_effect and
    revenue_removal_effect; with resampling their 95 % intervals, `_low` and `_high`, null where
    the orders of fewer than 10 customers hold the channel.
    """
    draws = None if resampling is None else ComparisonReplicates(findings, resampling)
    tables = []
    for keys, cell, estimate in _iterate_markov_estimates(findings, settings):
        columns: dict[str, Floats | list[str]] = {
            findings.plan.dimension: _list_value_names(findings)
        }
        for name, kind in (
            ("removal_effect", "conversions"),
            ("revenue_removal_effect", "revenue"),
        ):
            columns[name] = getattr(estimate.point, kind)[0]
            if draws is not None:
                few = draws.count_contributors(*cell)[:-1] < FEW
                drawn = getattr(draws.get_effects(*cell), kind).T
                ends = compute_interval(np.where(few[:, None], np.nan, drawn))
                columns |= {f"{name}_low": ends.low, f"{name}_high": ends.high}
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        named = pl.DataFrame(columns).with_columns(selectors.float().fill_nan(None))
        ordered = named.sort(
            "removal_effect", descending=True, nulls_last=True, maintain_order=True
        )
        tables.append(ordered.select(*labels, pl.all()))
    order = ", ".join(
        f"{name} of order {order}" for name, order in _list_chain_orders(findings).items()
    )
    return _build_table(
        "effects",
        f"Removal effects: the part of all conversions, and of all revenue, that is lost without"
        f" a channel; {order}",
        tables,
        ("sampling error only: resamplings of customers, one channel at a time",)
        if draws is not None
        else (),
    )


def build_transitions_table(findings: "AttributionResults", settings: "Settings") -> Table:
    """Return one row a window, Markov model and move of its chain.

    Columns lookback, model, from_state, to_state, journeys and probability.
    """
    names = _list_value_names(findings)
    tables = []
    for keys, _, estimate in _iterate_markov_estimates(findings, settings):
        labels = (pl.lit(text).alias(name) for name, text in keys.items())
        tables.append(list_transitions(estimate.chain, names).select(*labels, pl.all()))
    return _build_table(
        "transitions",
        "Transitions: what follows what on the journeys, converting or not",
        tables,
        ("journeys: how often the move occurs; probability: of the move, given where it starts",),
    )


def _list_value_names(findings: "AttributionResults") -> list[str]:
    return name_rows(findings.values.names)


def _iterate_markov_estimates(
    findings: "AttributionResults", settings: "Settings"
) -> "Iterator[tuple[dict[str, str], tuple[int, int], MarkovEstimate]]":
    """Yield what names a window and a model, their positions, and what the model has learned."""
    windows = {model.name: model.lookback for model in settings.models}
    for (view, place), estimate in findings.estimates.items():
        if isinstance(estimate, MarkovEstimate):
            name = findings.plan.models[place].name
            lookback = windows[name] or settings.journeys.lookback[view.position]
            yield {"lookback": str(lookback), "model": name}, (view.position, place), estimate


def _list_chain_orders(findings: "AttributionResults") -> dict[str, int]:
    return {
        findings.plan.models[place].name: estimate.order
        for (_, place), estimate in findings.estimates.items()
        if isinstance(estimate, MarkovEstimate)
    }


def _build_table(
    name: str, title: str, tables: list[pl.DataFrame], caption: tuple[str, ...]
) -> Table:
    frame = pl.concat(tables)
    kinds = {
        column: _KINDS.get(column.removesuffix("_low").removesuffix("_high"), ColumnKind.TEXT)
        for column in frame.columns
    }
    return Table(name=name, title=title, frame=frame, kinds=kinds, exact=frame, caption=caption)
