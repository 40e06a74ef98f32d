"""What survives lost touches, in sentences."""

from typing import TYPE_CHECKING

import numpy as np

from attribution.comparison.row_names import OTHERS
from cli.wording import choose_noun, format_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from attribution.arrays import Bools, Ints
    from attribution.sensitivity.draws import Draws
    from attribution.sensitivity.ranges import Ranges
    from cli.settings import Settings


def format_percent(share: "Fraction") -> str:
    """Return a share as a person writes it: 2.5 %."""
    return f"{float(share) * 100:g} %"


def describe_subject(ranges: "Ranges") -> str:
    """Return what the tables are about: by channel, lookback 30d, up to 15 % of touches lost."""
    draws = ranges.draws
    by = draws.dimension.replace("_", " ")
    lost = (
        f", up to {format_percent(ranges.shares[-1])} of the touches lost"
        if len(ranges.shares) > 1
        else ""
    )
    return f" by {by}, lookback {' | '.join(draws.lookbacks)}{lost}"


def describe_verdict(ranges: "Ranges", settings: "Settings") -> "Iterator[str]":
    """Yield what was done, and how many ranks and differences to the baseline survive it."""
    chance, lost = settings.sensitivity, ranges.shares[1:]
    if not np.nan_to_num(ranges.draws.revenue).any():
        yield "there is no revenue to share, so that no rank or difference says anything"
        return
    if lost:
        yield (
            f"lost at random: {', '.join(map(format_percent, lost))} of the touches,"
            f" {chance.draws} draws"
            f" each, seed {chance.seed}, journeys rebuilt from what is left: a what-if, no forecast"
        )
    for place, share in enumerate(lost, 1):
        yield f"{format_percent(share)} lost: {_describe_survivors(ranges, settings, 0, place)}"
    for window, lookback in enumerate(ranges.draws.lookbacks[1:], 1):
        survivors = _describe_survivors(ranges, settings, window, 0)
        yield f"lookback {lookback}, nothing lost: {survivors}"
    if lost:
        yield f"ranks that hold in every draw: {', '.join(_describe_models(ranges))}"
    yield from _describe_undefined(ranges)


def describe_others(shown: "Draws", draws: "Draws") -> "Iterator[str]":
    """Yield how many values are added up in the rows that are shown, if any are."""
    folded = len(draws.values) - len(shown.values)
    if folded:
        count = format_count(folded + 1, choose_noun(draws.dimension))
        yield f"{OTHERS}: {count}; verdicts and ranks are among all of them"


def _describe_survivors(ranges: "Ranges", settings: "Settings", window: int, place: int) -> str:
    """Return how many ranks and differences are as in the first window with nothing lost."""
    held, ranked = _find_held_ranks(ranges.moved[:, :, window, place], ranges)
    every, some = (" in every draw", " in some") if place else ("", "")
    ranks = f"{held.sum()} of {ranked.sum()} ranks hold{every}"
    others = np.array(ranges.draws.compared)
    if not others.any():
        return ranks
    # Without unattributed orders: they are nearly the same whatever the model.
    known = ranges.defined[others, :-1, 0, 0] > 0
    turned = known & (ranges.reversed[others, :-1, window, place] > 0)
    return (
        f"{ranks}, {turned.sum()} of {known.sum()} differences to {settings.baseline_name}"
        f" reverse{some}"
    )


def _find_held_ranks(moved: "Ints", ranges: "Ranges") -> "tuple[Bools, Bools]":
    """Tell which of the ranks hold and which values have one, arrays of shape (models, values)."""
    ranked = ranges.draws.ranks[:, :, 0, 0] > 0
    return ranked & (moved == 0), ranked


def _describe_models(ranges: "Ranges") -> "Iterator[str]":
    """Yield for each model how many ranks hold whatever the share: linear 5 of 12."""
    held, ranked = _find_held_ranks(ranges.moved[:, :, 0].sum(axis=-1), ranges)
    for named, some, every in zip(ranges.draws.models, held, ranked, strict=True):
        yield f"{named.name} {some.sum()} of {every.sum()}"


def _describe_undefined(ranges: "Ranges") -> "Iterator[str]":
    """Yield the models that say nothing in some of the draws."""
    draws = ranges.draws
    silent = np.isnan(draws.revenue[:, 0]).sum(axis=(1, 2))
    for named, count in zip(draws.models, silent.tolist(), strict=True):
        if count:
            total = draws.revenue[0, 0].size
            yield f"{named.name} says nothing in {count} of {total} runs, which are left out"
