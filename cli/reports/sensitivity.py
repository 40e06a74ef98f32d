"""The sensitivity report: whether a conclusion survives that tracking loses touches."""

from functools import partial
from typing import TYPE_CHECKING, Final

from attribution.comparison import Labels
from attribution.lost_touches import Loss
from attribution.ranges import Ranges
from attribution.sensitivity import sensitivity
from cli.engines.attributing import thinned_out
from cli.errors import MeritoError
from cli.progress import watched
from cli.report import Kind, Report, Table
from cli.reports.assembly import assembled
from cli.reports.breakdown import ReservedAttributeError, made
from cli.reports.compare import comparison_ledger
from cli.reports.comparison import NOTHING_SAID, undefined, wanted
from cli.reports.dates import date_range
from cli.reports.models import plan
from cli.reports.opening import read_shop
from cli.reports.survival import ranks_table, revenue_table
from cli.reports.verdict import verdict

if TYPE_CHECKING:
    from attribution.findings import Findings
    from attribution.sensitivity import Draws
    from cli.options import Options
    from cli.reports.shop import Shop
    from cli.settings import Loaded

_KINDS: Final = {
    "lost_share": Kind.SHARE,
    "draw": Kind.COUNT,
    "conversions": Kind.CREDIT,
    "revenue": Kind.MONEY,
    "rank": Kind.COUNT,
    "draws": Kind.COUNT,
    "conversions_low": Kind.CREDIT,
    "conversions_high": Kind.CREDIT,
    "revenue_low": Kind.MONEY,
    "revenue_high": Kind.MONEY,
    "rank_best": Kind.COUNT,
    "rank_worst": Kind.COUNT,
    "rank_moved": Kind.SHARE,
    "change_reversed": Kind.SHARE,
}
"""Kinds of the columns that hold no text."""


class OrderBreakdownError(MeritoError):
    """The sensitivity was asked for by an attribute of the orders."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--by {name}: it tells orders apart, and only touches are lost; choose channel,"
            " source_medium or a column of the touchpoints, or part the orders with --from and --to"
        )


def sensitivity_report(loaded: "Loaded", options: "Options") -> Report:
    """Return tables ranks and revenue for people, ranges and draws for machines.

    Raises OrderBreakdownError, and what the comparison raises.
    """
    shop = _read(loaded, options)
    findings, draws = _drawn(loaded, shop, quiet=options.quiet)
    ranges = Ranges(draws)
    words = tuple(verdict(ranges, loaded.settings))
    tables = (
        ranks_table(ranges, loaded.settings),
        revenue_table(ranges, loaded.settings, words),
        _table("ranges", draws, ranges, words),
        _table("draws", draws, draws, words),
    )
    counts = findings.statistics.counts[0]
    silent = sorted(undefined(loaded, findings))
    notes = tuple(f"{name}: {NOTHING_SAID}" for name in silent)
    ledger = comparison_ledger(shop, counts)
    return assembled("sensitivity", loaded, shop, tables, ledger, counts, notes)


def _read(loaded: "Loaded", options: "Options") -> "Shop":
    by = options.by
    if by is not None and by in {*_KINDS, "flips"}:
        raise ReservedAttributeError(by)
    if by is not None and made(by):
        raise OrderBreakdownError(by)
    shop = read_shop(loaded, date_range(options.from_day, options.to_day), by)
    if shop.breakdown.block is not None:
        raise OrderBreakdownError(shop.breakdown.block)
    return shop


def _drawn(loaded: "Loaded", shop: "Shop", *, quiet: bool) -> "tuple[Findings, Draws]":
    settings = loaded.settings
    chance = settings.sensitivity
    shares = sorted(lost.share for lost in chance.lost)
    losses = [Loss(share, draw) for share in shares for draw in range(1, chance.draws + 1)]
    asked = plan(settings, shop.breakdown, shop.days, shop.order_facts.latest)
    findings, cubes = thinned_out(
        shop.stock,
        asked,
        wanted(shop, settings, asked, keyed=True),
        losses,
        chance.seed,
        partial(watched, what="drawing the touches that are lost", quiet=quiet),
    )
    labels = Labels(
        lookbacks=[str(window) for window in settings.journeys.lookback],
        baseline=settings.baseline_name,
        left_out=undefined(loaded, findings),
    )
    return findings, sensitivity(findings, cubes, losses, labels)


def _table(name: str, draws: "Draws", source: "Draws | Ranges", words: tuple[str, ...]) -> Table:
    exact, printed = source.exact(), source.printed()
    return Table(
        name=name,
        title=f"Credit by {draws.dimension.replace('_', ' ')} in each draw of lost touches"
        if name == "draws"
        else f"Credit by {draws.dimension.replace('_', ' ')}, its range over the draws",
        frame=printed,
        kinds={column: _KINDS.get(column, Kind.TEXT) for column in printed.columns},
        exact=exact,
        caption=words,
    )
