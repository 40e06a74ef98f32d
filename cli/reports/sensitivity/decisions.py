"""Which channels to keep and which to cut, and what turns that over."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.sensitivity.decisions import Decision, Decisions
from cli.money import format_money
from cli.report import ColumnKind, Table
from cli.reports.returns.errors import CostsNeededError, UnknownCostAttributeError
from cli.reports.returns.wording import explain_target
from cli.reports.sensitivity.summary import describe_subject, format_percent
from cli.wording import format_count, format_days, format_examples, format_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.arrays import Bools, Ints
    from attribution.sensitivity.ranges import Ranges
    from cli.dataset.breakdown import Breakdown
    from cli.reports.returns.costs import RunCosts
    from cli.settings import Settings

DECISIONS: Final = "decisions"
"""Name of the table for machines."""
_KINDS: Final = {
    "cost": ColumnKind.MONEY,
    "roas": ColumnKind.RATIO,
    "roas_low": ColumnKind.RATIO,
    "roas_high": ColumnKind.RATIO,
    "flips_lost": ColumnKind.SHARE,
    "flips_windows": ColumnKind.SHARE,
}


def refuse_undecided(costs: "RunCosts | None", breakdown: "Breakdown") -> None:
    """Raise CostsNeededError or UnknownCostAttributeError where nothing can be decided."""
    if costs is None:
        raise CostsNeededError(f"--show {DECISIONS}")
    if costs.spending is None:
        raise UnknownCostAttributeError(f"--show {DECISIONS}", breakdown.dimension, of_touches=True)


def build_decision_tables(
    ranges: "Ranges",
    costs: "RunCosts | None",
    settings: "Settings",
    words: tuple[str, ...],
    top: int | None = None,
) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Return the verdicts for people and the decisions for machines, nothing without costs.

    Verdicts have one row a channel: cost, the ROAS of the models as it is, and a sentence. There
    are none where no channel cost money. Both have the first `top` channels alone: the others have
    no decision in common.
    """
    draws = ranges.draws
    if costs is None or draws.cost is None:
        return (), ()
    made = Decisions(draws, draws.cost, float(settings.returns.known_target))
    below = tuple(_describe_basis(made, costs, settings))
    title = f"Keep or cut{describe_subject(ranges)}"
    first = pl.col(draws.dimension).is_in(draws.values[:top])
    printed, exact = made.to_printed().filter(first), made.to_exact().filter(first)
    kinds = {name: _KINDS.get(name, ColumnKind.TEXT) for name in printed.columns}
    machines = Table(DECISIONS, title, printed, kinds, exact, (*below, *words))
    if not made.values:
        return (), (machines,)
    people = _build_verdicts(made, ranges).filter(first)
    shown = {name: _KINDS.get(name, ColumnKind.TEXT) for name in people.columns}
    # A text: the lowest and the highest of the models.
    shown["roas"] = ColumnKind.TEXT
    spoken = ("roas", "verdict")
    verdicts = Table("verdicts", title, people, shown, people, below, sentences=spoken)
    return (verdicts,), (machines,)


def _describe_basis(made: Decisions, costs: "RunCosts", settings: "Settings") -> "Iterator[str]":
    """Yield what decides, what was spent, and which channels are not decided about."""
    yield f"keep: a ROAS of {made.target:.2f} or more ({explain_target(settings)}), else cut"
    total = format_money(costs.total, settings.currency)
    yield f"costs of {format_days(costs.first, costs.last)}: {total}, whatever touches are lost"
    known = np.flatnonzero(~np.isnan(made.cost))
    free = [made.draws.values[place] for place in known.tolist() if made.cost[place] <= 0]
    if free:
        yield f"no decision, since they cost nothing in these days: {format_examples(free)}"


def _build_verdicts(made: Decisions, ranges: "Ranges") -> pl.DataFrame:
    roas = made.roas[:, :, 0, 0]
    lowest, highest = np.fmin.reduce(roas), np.fmax.reduce(roas)
    rows = [
        (
            name,
            _format_ends(lowest[place], highest[place]),
            "; ".join(_describe_decision(made, ranges, place)),
        )
        for place, name in enumerate(made.values)
    ]
    schema = (made.draws.dimension, "roas", "verdict")
    frame = pl.DataFrame(rows, schema, orient="row")
    cost = made.to_printed()["cost"].head(len(rows))
    return frame.insert_column(1, cost)


def _format_ends(low: float, high: float) -> str:
    if np.isnan(low):
        return ""
    ends = f"{low:,.2f}", f"{high:,.2f}"
    return "-".join(dict.fromkeys(ends))


def _describe_decision(made: Decisions, ranges: "Ranges", place: int) -> "Iterator[str]":
    """Yield a decision and what turns it over: keep under all models, holds with lookback 7d."""
    names = [named.name for named in made.draws.models]
    known = ~np.isnan(made.roas[:, place, 0, 0])
    kept = made.kept[:, place, 0, 0] & known
    keep, cut = (
        [name for name, here in zip(names, part, strict=True) if here]
        for part in (kept, known & ~kept)
    )
    yield _describe_models(keep, cut)
    if not known.any():
        return
    flipped = made.flipped[:, place]
    if len(ranges.shares) > 1:
        yield _describe_lost(flipped[:, 0], ranges, names)
    if len(made.draws.lookbacks) > 1:
        yield _describe_windows(flipped[:, :, 0], made.draws.lookbacks, names)


def _describe_models(keep: list[str], cut: list[str]) -> str:
    """Return which models say what: keep under all models, or cut, but keep under first."""
    if not keep and not cut:
        return "no model says anything"
    word, other = (
        (Decision.KEEP, Decision.CUT) if len(keep) >= len(cut) else (Decision.CUT, Decision.KEEP)
    )
    fewer = cut if word is Decision.KEEP else keep
    if fewer:
        return f"{word}, but {other} under {format_list(fewer)}"
    return f"{word} under all models" if len(keep) + len(cut) > 1 else str(word)


def _describe_lost(flipped: "Bools", ranges: "Ranges", names: list[str]) -> str:
    """Return the smallest share of lost touches at which a decision turns, and how often it does.

    `flipped` has shape (models, losses).
    """
    of_draws = np.array([loss.share for loss in ranges.draws.losses])
    for share in ranges.shares[1:]:
        here = flipped[:, of_draws == share]
        if here.any():
            return (
                f"flips when {format_percent(share)} of the touches are lost"
                f" ({_describe_most(here.sum(axis=1), here.shape[1], names)})"
            )
    return f"holds with up to {format_percent(ranges.shares[-1])} of the touches lost"


def _describe_most(counts: "Ints", draws: int, names: list[str]) -> str:
    """Return under which model a decision turns most often: linear in 4 of 20 draws and 2 more."""
    first, others = int(counts.argmax()), int((counts > 0).sum()) - 1
    more = f", {format_count(others, 'other model')} too" if others else ""
    return f"{names[first]} in {counts[first]} of {format_count(draws, 'draw')}{more}"


def _describe_windows(flipped: "Bools", lookbacks: tuple[str, ...], names: list[str]) -> str:
    """Return under which windows a decision turns; `flipped` has shape (models, windows)."""
    turned = [
        f"{lookback} ({format_list([names[model] for model in np.flatnonzero(own).tolist()])})"
        for lookback, own in zip(lookbacks, flipped.T, strict=True)
        if own.any()
    ]
    if turned:
        return f"flips with lookback {format_list(turned)}"
    return f"holds with lookback {format_list(lookbacks[1:])}"
