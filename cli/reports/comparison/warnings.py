"""Whether the data can carry what data-driven models say: warnings with the numbers."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.choices import Removal
from attribution.comparison.row_names import name_rows
from attribution.estimates import MarkovEstimate, ShapleyEstimate
from attribution.shapley import find_small_coalitions
from cli.reports.early_orders import find_early_orders
from cli.wording import EXAMPLES, format_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.estimates import Estimate
    from attribution.plan import View
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.settings import Settings

FEW: Final = 30
"""Converting journeys below which a removal effect is little more than a guess."""

_MOST: Final = 8
"""Names in a sentence that has them all; of more the first ones."""


def list_fitness_notes(
    findings: "AttributionResults", shop: "Dataset", settings: "Settings", exact: pl.DataFrame
) -> "Iterator[str]":
    """Yield what a reader should doubt, once for each model; nothing without such models.

    `exact` are the rows of the comparison at full precision, with intervals or without.
    """
    said: set[int] = set()
    for (view, place), estimate in findings.estimates.items():
        if place in said or not estimate.defined:
            continue
        said.add(place)
        name = findings.plan.models[place].name
        sentences = (
            *_warn_of_rare_channels(findings, view),
            *_warn_of_estimate(findings, estimate),
        )
        yield from (f"{name}: {sentence}" for sentence in sentences)
        yield from _warn_of_wide_intervals(name, exact, findings.plan.dimension)
    if said:
        yield from _warn_of_cut_off_orders(shop, settings, hint=not findings.dated)


def _warn_of_rare_channels(findings: "AttributionResults", view: "View") -> "Iterator[str]":
    """Yield the channels of few converting journeys."""
    nobody = len(findings.values.names)
    mine = (pl.col("window") == view.position) & (pl.col("value") < nobody)
    reach = findings.statistics.reach.filter(
        mine & (pl.col("model") == findings.find_learner(view))
    )
    sums = reach.group_by("value").agg(pl.col("conversions").sum())
    counts = dict(sums.rows())
    few = sorted((round(counts.get(value, 0)), value) for value in range(nobody))
    rare = [f"{_get_name(findings, value)} ({count})" for count, value in few if count < FEW]
    if rare:
        dimension = findings.plan.dimension
        what = "channels" if dimension == "channel" else f"values of {dimension}"
        have = "has" if len(rare) == 1 else "have"
        yield (
            f"{len(rare):,} of {nobody:,} {what} {have} fewer than {FEW} converting journeys, too"
            f" few to say what they do: {_list_some(rare)}"
        )


def _warn_of_estimate(findings: "AttributionResults", estimate: "Estimate") -> "Iterator[str]":
    match estimate:
        case MarkovEstimate():
            yield from _warn_of_chain(estimate)
        case ShapleyEstimate():
            small = find_small_coalitions(estimate.sets)
            named = [
                f"{' + '.join(_get_name(findings, member) for member in each.members)}"
                f" ({each.journeys})"
                for each in small
            ]
            if named:
                yield (
                    "coalitions of few journeys weigh in with their conversion rates:"
                    f" {_list_some(named)}"
                )


def _warn_of_chain(estimate: MarkovEstimate) -> "Iterator[str]":
    chain, effects = estimate.chain, estimate.point
    lost = chain.event[chain.cell] == chain.alphabet.null
    if not chain.journeys[lost].sum():
        yield (
            "no journey ended without an order (an export of buyers alone?), so that a removal"
            " effect says no more than how many orders' journeys lead through the channel"
        )
    negative = int(((effects.conversions[0] < 0) | (effects.revenue[0] < 0)).sum())
    if negative and estimate.model.removal is Removal.RECONNECT:
        yield (
            f"without {negative} of the channels more would convert, paths being reconnected:"
            " shares of effects of both signs say little"
        )


def _warn_of_wide_intervals(name: str, exact: pl.DataFrame, dimension: str) -> "Iterator[str]":
    """Yield the channels whose interval is wider than what they are credited with."""
    if "revenue_low" not in exact.columns:
        return
    mine = exact.filter(pl.col("model") == name).unique(dimension, maintain_order=True)
    width = pl.col("revenue_high") - pl.col("revenue_low")
    wide = mine.filter(width > pl.col("revenue"))[dimension].to_list()
    if wide:
        channels = _list_some(wide)
        yield f"{name}: the interval is wider than the credit itself: {channels}"


def _warn_of_cut_off_orders(
    shop: "Dataset", settings: "Settings", *, hint: bool
) -> "Iterator[str]":
    """Yield how many orders come so soon that the touchpoints do not reach back far enough.

    `hint` tells whether days that are asked for leave orders out.
    """
    early = find_early_orders(shop, settings)
    if early is not None:
        later = ""
        if hint and early.orders < early.counted:
            later = f"; --from {early.last + timedelta(days=1)} leaves them out"
        yield (
            f"{early.orders:,} of {early.counted:,} orders come less than {early.window} after the"
            f" touchpoints begin, so that the start of their journeys may be missing{later}"
        )


def _list_some(names: list[str]) -> str:
    return format_examples(names, len(names) if len(names) <= _MOST else EXAMPLES)


def _get_name(findings: "AttributionResults", value: int) -> str:
    return name_rows(findings.values.names)[value]
