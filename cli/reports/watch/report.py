"""KPIs against their targets and their own past."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cli.dataset.costs import read_run_costs, refuse_other_currency, with_costs
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.errors import MeritoError
from cli.inputs.files.find import refuse_standard_input_twice
from cli.ledger import build_touch_lines, build_watch_lines
from cli.reports.build import build_report, find_as_of_day
from cli.reports.watch.display import show_to_people
from cli.reports.watch.request import check_kpis, needs_journeys
from cli.reports.watch.sources import gather_sources
from cli.reports.watch.tables import JudgedKpi, build_watch_table
from rfm.watch.judgement import judge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.report import LedgerLine, Report, Table
    from cli.reports.watch.sources import KpiSources
    from cli.settings.sections.kpis import Kpi

_ALWAYS: Final = DateRange(None, None)


@dataclass(frozen=True, slots=True)
class WatchResult:
    """What is said of the KPIs of a shop."""

    judged: tuple[JudgedKpi, ...]
    sources: "KpiSources"
    as_of: "date"
    currency: str | None

    @property
    def is_off(self) -> bool:
        """Whether somebody should look at one of them."""
        return any(each.judgement.verdict.is_off for each in self.judged)

    def build_table(self, *, for_people: bool, off_alone: bool = False) -> "Table":
        """Return the table of the KPIs, or of those that are off alone."""
        some = [each for each in self.judged if each.judgement.verdict.is_off or not off_alone]
        spans = self.sources.spans
        wait = spans.wait if any(spans.counts_by_touch(each.kpi) for each in some) else None
        table = build_watch_table(some, self.as_of, self.currency, wait)
        return show_to_people(table, some) if for_people and some else table


def watch_shop(run: "Run") -> "tuple[Report, WatchResult]":
    """Read the files and return the report, without its table, and what is said of the KPIs.

    Raises what `check_kpis` raises, before anything is read.
    """
    kpis = check_kpis(run)
    needed = [kpi for kpi in kpis if kpi.needs_costs]
    journeys = needs_journeys(run.settings)
    roles = ("orders", *(("touchpoints",) if journeys else ()), *(("costs",) if needed else ()))
    refuse_standard_input_twice({role: getattr(run.settings, role) for role in roles})
    shop = open_orders_alone(run, _ALWAYS, touches=journeys)
    costs = read_run_costs(run) if needed else None
    refuse_other_currency(run, shop, costs)
    found = watch_kpis(run, shop, kpis, costs)
    counts = found.sources.credit.find_counts()
    report = build_report(
        "watch", run, shop, (), _build_ledger(shop, found.sources, counts), counts
    )
    return with_costs(report, costs), found


def watch_kpis(
    run: "Run", shop: "Dataset", kpis: "Sequence[Kpi]", costs: "CostInput | None"
) -> WatchResult:
    """Return what is said of the KPIs of a shop, which has touches if they need them."""
    as_of = find_as_of_day(run, shop)
    sources = gather_sources(run, shop, kpis, costs, as_of)
    return WatchResult(
        tuple(_judge(sources, kpi) for kpi in kpis), sources, as_of, run.settings.currency
    )


def watch_for_report(
    run: "Run", shop: "Dataset", costs: "CostInput | None"
) -> "tuple[tuple[WatchResult, ...], tuple[str, ...]]":
    """Return what is said of the KPIs among other reports, nothing where the settings list none.

    KPIs that cannot be watched are left out with a note.
    """
    if not run.settings.kpis:
        return (), ()
    try:
        kpis = check_kpis(run)
    except MeritoError as error:
        return (), (f"watch: left out, {error}",)
    return (watch_kpis(run, shop, kpis, costs),), ()


def _judge(sources: "KpiSources", kpi: "Kpi") -> JudgedKpi:
    series = sources.read_series(kpi)
    return JudgedKpi(
        kpi,
        sources.spans.get(kpi).current,
        series,
        judge(series, kpi.target, kpi.change, kpi.direction),
        None if series.current.known else sources.explain_unknown(kpi),
    )


def _build_ledger(
    shop: "Dataset", sources: "KpiSources", counts: "RowCounts | None"
) -> "tuple[LedgerLine, ...]":
    touches: tuple[LedgerLine, ...] = ()
    if shop.touches is not None and counts is not None:
        touches = (*shop.touches.lines, *build_touch_lines(counts))
    lines = build_watch_lines(sources.figures.orders)
    return (*touches, *shop.identity_lines, *shop.orders.lines, *lines)
