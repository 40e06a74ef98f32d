"""The KPIs as people read them: a line each, with a small bar of the latest periods."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.metric_kinds import choose_kind
from cli.render.number_text import format_signed
from cli.report import ColumnKind
from cli.reports.watch.bands import Band, write_value, write_with_band
from rfm.watch.choices import KpiMetric
from rfm.watch.judgement import FEWEST
from rfm.watch.periods import LIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import Table
    from cli.reports.watch.tables import JudgedKpi

_SHOWN: Final = {
    "kpi": ColumnKind.TEXT,
    "period": ColumnKind.TEXT,
    "value": ColumnKind.WRITTEN,
    "change": ColumnKind.WRITTEN,
    "usual": ColumnKind.WRITTEN,
    "trend": ColumnKind.TREND,
    "verdict": ColumnKind.TEXT,
}
_LEVELS: Final = 8
_USUAL: Final = (
    "usual: 3.5 robust deviations on either side of the median of the last"
    f" {LIKE} like periods, where {FEWEST} are known"
)
_TREND: Final = (
    f"trend: this period and the {_LEVELS - 1} like ones before, the lowest to the highest"
)


def show_to_people(table: "Table", judged: "Sequence[JudgedKpi]") -> "Table":
    """Return the table with a line a KPI: what is seen at a glance."""
    rows = [_make_line(each) for each in judged]
    columns = {name: [row[name] for row in rows] for name in _SHOWN}
    kept = {name: cells for name, cells in columns.items() if name == "kpi" or any(cells)}
    periods = set(columns["period"])
    title = table.title
    if len(periods) == 1:
        title = title.replace("KPIs", f"KPIs of {periods.pop()}", 1)
        del kept["period"]
    frame = pl.DataFrame(kept, schema=dict.fromkeys(kept, pl.String))
    kinds = {name: _SHOWN[name] for name in kept}
    read = [text for name, text in (("usual", _USUAL), ("trend", _TREND)) if name in kept]
    caption = (*table.caption[:-1], *read, *table.caption[-1:])
    return table._replace(title=title, frame=frame, exact=frame, kinds=kinds, caption=caption)


def _make_line(each: "JudgedKpi") -> dict[str, str]:
    kpi, said = each.kpi, each.judgement
    expected = said.expectation
    kind = choose_kind(kpi.metric)
    band = None if expected is None else Band.make(expected, signed=kpi.metric is KpiMetric.ROI)
    value, usual = write_with_band(said.value, band, kpi.target, kind)
    change = write_value(said.change, ColumnKind.SHARE)
    readings = (each.series.current, *each.series.earlier)[:_LEVELS]
    return {
        "kpi": kpi.name,
        "period": each.period.label,
        "value": value,
        "change": format_signed(change) if change else "",
        "usual": usual,
        "trend": _draw_trend([reading.value for reading in reversed(readings)]),
        "verdict": _write_verdict(each),
    }


def _write_verdict(each: "JudgedKpi") -> str:
    """Return the verdict with the targets that are missed: `miss >= 4, change >= -5%`."""
    kpi, said = each.kpi, each.judgement
    goals = ((kpi.target, said.target_met, ""), (kpi.change, said.change_met, "change "))
    missed = [f"{what}{goal}" for goal, met, what in goals if met is False]
    return " ".join([str(said.verdict), ", ".join(missed)]).rstrip()


def _draw_trend(values: "Sequence[Fraction | None]") -> str:
    """Return the level of each value from 1, the lowest, to 8; a point where it is unknown."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, room = min(known), max(known) - min(known)

    def find_level(value: Fraction) -> int:
        return 1 + round((_LEVELS - 1) * (value - low) / room) if room else _LEVELS // 2

    return "".join("." if value is None else str(find_level(value)) for value in values)
