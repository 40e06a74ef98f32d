"""The segments of customers on the last day of each period."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from cli.reports.rfm.own_segments import find_own_facts, list_own_segments
from cli.reports.rfm.tables import score_customers
from cli.reports.watch.figures import convert_money
from rfm.facts.own_segments import build_own_table, sum_own_segments
from rfm.lifetime_value.errors import NobodyBoughtAgainError
from rfm.watch.choices import KpiMetric
from rfm.watch.judgement import IDLE, UNKNOWN, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings
    from cli.settings.sections.kpis import Kpi
    from rfm.segment_table import SegmentTable


@dataclass(frozen=True, slots=True)
class SegmentTables:
    """Segment tables by their as-of day, those of segments of one's own by their names as well."""

    rfm: "Mapping[date, SegmentTable]"
    own: "Mapping[tuple[date, str], SegmentTable]"
    """Without the days on which a fact of the segment cannot be known."""

    def read(self, kpi: "Kpi", day: "date") -> Reading:
        """Return the value of a KPI of a segment on a day."""
        name = kpi.rfm_segment or str(kpi.segment)
        table = self.rfm.get(day) if kpi.rfm_segment else self.own.get((day, name))
        if table is None:
            return UNKNOWN
        row = table.frame.row(by_predicate=pl.col("segment") == name, named=True)
        match kpi.metric:
            case KpiMetric.REVENUE:
                return Reading(convert_money(row["revenue"]))
            case KpiMetric.SHARE:
                everybody = int(table.totals["customers"][0])
                return Reading(Fraction(row["customers"], everybody)) if everybody else IDLE
            case _:
                return Reading(Fraction(row["customers"]))


def build_segment_tables(
    run: "Run", shop: "Dataset", kpis: "Sequence[Kpi]", days: "Mapping[str, Iterable[date]]"
) -> SegmentTables:
    """Return the tables that KPIs look at; `days` are those of each KPI, by its name."""
    of_map = {day for kpi in kpis if kpi.rfm_segment for day in days[kpi.name]}
    of_own = {day for kpi in kpis if kpi.segment for day in days[kpi.name]}
    named = {kpi.segment for kpi in kpis}
    own = [each for each in run.settings.segments if each.name in named]
    rfm: dict[date, SegmentTable] = {}
    found: dict[tuple[date, str], SegmentTable] = {}
    for day in sorted(of_map | of_own):
        scored = score_customers(shop.stock, run.settings, day)
        if day in of_map:
            rfm[day] = scored.segmentation.table
        if day in of_own:
            tables = _build_own_tables(shop, run.settings, [each.name for each in own], scored)
            found |= {(day, name): table for name, table in tables.items()}
    return SegmentTables(rfm, found)


def _build_own_tables(
    shop: "Dataset", settings: "Settings", names: "Sequence[str]", scored: "ScoredCustomers"
) -> "dict[str, SegmentTable]":
    """Return the table that each segment of one's own is in.

    Where a fact of one of them cannot be known, the others are asked one by one.
    """
    some = tuple(each for each in settings.segments if each.name in names)
    asked = settings.model_copy(update={"segments": some})
    try:
        facts = find_own_facts(shop, asked, scored)
    except NobodyBoughtAgainError:
        alone = names if len(names) > 1 else ()
        tables = (_build_own_tables(shop, settings, [name], scored) for name in alone)
        return {name: table for each in tables for name, table in each.items()}
    segments = list_own_segments(asked, "kpis")
    step = partial(sum_own_segments, builder=facts.builder, segments=segments)
    table = build_own_table(list(facts.parts(step)), segments, scored.parameters.monetary)
    return dict.fromkeys(names, table)
