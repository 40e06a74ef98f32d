"""The sensitivity report: whether a conclusion survives that tracking loses touches."""

from functools import partial
from typing import TYPE_CHECKING, Final

from attribution.comparison.comparison import Labels
from attribution.lost_touches import Loss
from attribution.sensitivity.draws import build_draws
from attribution.sensitivity.ranges import Ranges
from cli.dataset.breakdown import RFM_SEGMENT, ReservedAttributeError, is_made
from cli.dataset.costs import with_costs
from cli.dataset.date_range import parse_date_range
from cli.dataset.open import open_dataset
from cli.engines.attribute import attribute_with_losses
from cli.errors import MeritoError
from cli.progress import show_progress
from cli.report import ColumnKind, Report, Table
from cli.reports.attribution_plan import build_plan
from cli.reports.build import build_report
from cli.reports.comparison.limits import has_chosen_models, list_left_out_models
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.comparison.results import find_undefined, request_rows
from cli.reports.comparison.returns import list_unmatched_notes
from cli.reports.experiments.calibrated import NOT_WITH_LOSSES, without_calibrated
from cli.reports.returns.costs import read_report_costs
from cli.reports.sensitivity.decisions import (
    DECISIONS,
    build_decision_tables,
    refuse_undecided,
)
from cli.reports.sensitivity.summary import describe_others, describe_verdict
from cli.reports.sensitivity.tables import build_ranks_table, build_revenue_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from attribution.comparison.credit_cube import CreditCube
    from attribution.comparison.spending import Spending
    from attribution.plan import Plan
    from attribution.results import AttributionResults
    from attribution.sensitivity.draws import Draws
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import RowRequest
    from cli.options import Options

_KINDS: Final = {
    "lost_share": ColumnKind.SHARE,
    "draw": ColumnKind.COUNT,
    "conversions": ColumnKind.CREDIT,
    "revenue": ColumnKind.MONEY,
    "rank": ColumnKind.COUNT,
    "draws": ColumnKind.COUNT,
    "conversions_low": ColumnKind.CREDIT,
    "conversions_high": ColumnKind.CREDIT,
    "revenue_low": ColumnKind.MONEY,
    "revenue_high": ColumnKind.MONEY,
    "rank_best": ColumnKind.COUNT,
    "rank_worst": ColumnKind.COUNT,
    "rank_moved": ColumnKind.SHARE,
    "change_reversed": ColumnKind.SHARE,
    "cost": ColumnKind.MONEY,
    "roas": ColumnKind.RATIO,
    "roas_low": ColumnKind.RATIO,
    "roas_high": ColumnKind.RATIO,
}
"""Kinds of the columns that hold no text."""
_DECIDED: Final = frozenset({"decision", "flips_lost", "flips_windows", "agrees", "verdict"})
"""Columns of the decisions alone, which need costs."""


class OrderBreakdownError(MeritoError):
    """The sensitivity was asked for by an attribute of the orders."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--by {name}: it tells orders apart, and only touches are lost; choose channel,"
            " source_medium or a column of the touchpoints, or part the orders with --from and --to"
        )


def build_sensitivity_report(run: "Run", options: "Options") -> Report:
    """Return tables ranks and revenue for people, ranges and draws for machines.

    With costs people see verdicts as well, and machines decisions. Raises OrderBreakdownError,
    OnlyCalibratedError, what the comparison raises, and where the decisions are asked for by name
    CostsNeededError and UnknownCostAttributeError.
    """
    run, calibrated = without_calibrated(run, NOT_WITH_LOSSES)
    shop = _read_dataset(run, options)
    costs = read_report_costs(run, shop)
    if options.show == DECISIONS:
        refuse_undecided(costs, shop.breakdown)
    spending = None if costs is None else costs.spending
    chance = run.settings.sensitivity
    losses = list_losses((lost.share for lost in chance.lost), chance.draws)
    watch = partial(show_progress, what="drawing the touches that are lost", quiet=options.quiet)
    find = partial(attribute_with_losses, shop.stock, losses=losses, seed=chance.seed, watch=watch)
    findings, draws = draw_losses(run, shop, spending, losses, find)
    whole, shown = Ranges(draws), draws.fold_past(options.top)
    ranges = Ranges(shown)
    words = (*describe_verdict(whole, run.settings), *describe_others(shown, draws))
    verdicts, decisions = build_decision_tables(whole, costs, run.settings, words, options.top)
    tables = (
        build_ranks_table(whole, run.settings, options.top),
        *verdicts,
        build_revenue_table(ranges, run.settings, words),
        build_ranges_table(ranges, words),
        *decisions,
        _build_table("draws", shown, shown, words),
    )
    counts = findings.statistics.counts[0]
    exact = draws.to_exact().filter(draw=0)
    notes = (
        *list_left_out_models(findings, find_undefined(run, findings)),
        *(f"{name}: left out: {NOT_WITH_LOSSES}" for name in calibrated),
        *list_unmatched_notes(costs, findings, exact, run.settings),
    )
    ledger = build_comparison_ledger(shop, counts)
    report = build_report("sensitivity", run, shop, tables, ledger, counts, notes)
    return report if costs is None else with_costs(report, costs.read, costs.lines)


def _read_dataset(run: "Run", options: "Options") -> "Dataset":
    by = options.by
    taken = {*_KINDS, "flips"} | (_DECIDED if run.cost_files else frozenset())
    if by is not None and by in taken:
        raise ReservedAttributeError(by)
    if by is not None and (is_made(by) or by == RFM_SEGMENT):
        raise OrderBreakdownError(by)
    shop = open_dataset(run, parse_date_range(options), by)
    if shop.breakdown.block is not None:
        raise OrderBreakdownError(shop.breakdown.block)
    return shop


def list_losses(shares: "Iterable[Fraction]", draws: int) -> list[Loss]:
    """Return so many draws of each share of lost touches, by share."""
    return [Loss(share, draw) for share in sorted(shares) for draw in range(1, draws + 1)]


def draw_losses(
    run: "Run",
    shop: "Dataset",
    spending: "Spending | None",
    losses: "Sequence[Loss]",
    find: "Callable[[Plan, RowRequest], tuple[AttributionResults, list[CreditCube]]]",
) -> "tuple[AttributionResults, Draws]":
    """Return what the models of a run find with nothing lost, and their credit under each loss.

    `find` returns the findings of a plan on the rows that are needed, and each loss's credit.
    """
    settings = run.settings
    plan = build_plan(
        settings,
        shop.breakdown,
        shop.days,
        shop.order_facts.latest,
        chosen=has_chosen_models(run),
    )
    findings, cubes = find(plan, request_rows(shop, settings, plan, keyed=True))
    labels = Labels(
        lookbacks=[str(window) for window in settings.journeys.lookback],
        baseline=settings.baseline_name,
        left_out=find_undefined(run, findings),
    )
    return findings, build_draws(findings, cubes, losses, labels, spending)


def build_ranges_table(ranges: Ranges, words: tuple[str, ...] = ()) -> Table:
    """Return how far credit and ranks move, one row for each model, value, window and share."""
    return _build_table("ranges", ranges.draws, ranges, words)


def _build_table(
    name: str, draws: "Draws", source: "Draws | Ranges", words: tuple[str, ...]
) -> Table:
    exact, printed = source.to_exact(), source.to_printed()
    return Table(
        name=name,
        title=f"Credit by {draws.dimension.replace('_', ' ')} in each draw of lost touches"
        if name == "draws"
        else f"Credit by {draws.dimension.replace('_', ' ')}, its range over the draws",
        frame=printed,
        kinds={column: _KINDS.get(column, ColumnKind.TEXT) for column in printed.columns},
        exact=exact,
        caption=words,
    )
