"""The KPIs as people read them: a line each, with a small bar of the latest periods."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.number_text import format_for_people, format_signed
from cli.report import ColumnKind
from rfm.watch.choices import KpiMetric
from rfm.watch.judgement import FEWEST
from rfm.watch.periods import LIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import Table
    from cli.reports.watch.tables import JudgedKpi
    from rfm.watch.judgement import Expectation

_KINDS: Final = {
    **dict.fromkeys(
        (
            *(KpiMetric.REVENUE, KpiMetric.AVERAGE_ORDER_VALUE, KpiMetric.COST),
            *(KpiMetric.CPA, KpiMetric.CAC),
        ),
        ColumnKind.MONEY,
    ),
    **dict.fromkeys(
        (KpiMetric.ORDERS, KpiMetric.CUSTOMERS, KpiMetric.NEW_CUSTOMERS), ColumnKind.COUNT
    ),
    **dict.fromkeys((KpiMetric.CONVERSIONS, KpiMetric.NEW_CONVERSIONS), ColumnKind.CREDIT),
    **dict.fromkeys(
        (KpiMetric.REPEAT_SHARE, KpiMetric.COVERAGE, KpiMetric.SHARE), ColumnKind.SHARE
    ),
}
"""What the values of a metric are; those of all others are quotients."""
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
_LARGE: Final = 1_000
"""From here on what is usual is shown without a fraction."""
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


def choose_kind(metric: KpiMetric) -> ColumnKind:
    """Return what the values of a metric are."""
    return _KINDS.get(metric, ColumnKind.RATIO)


def _make_line(each: "JudgedKpi") -> dict[str, str]:
    kpi, said = each.kpi, each.judgement
    expected = said.expectation
    kind = choose_kind(kpi.metric)
    change = _write(said.change, ColumnKind.SHARE)
    readings = (each.series.current, *each.series.earlier)[:_LEVELS]
    return {
        "kpi": kpi.name,
        "period": each.period.label,
        "value": _write(said.value, kind),
        "change": format_signed(change) if change else "",
        "usual": "" if expected is None else _write_band(expected, kpi.metric, kind),
        "trend": _draw_trend([reading.value for reading in reversed(readings)]),
        "verdict": _write_verdict(each),
    }


def _write_verdict(each: "JudgedKpi") -> str:
    """Return the verdict with the targets that are missed: `miss >= 4, change >= -5%`."""
    kpi, said = each.kpi, each.judgement
    goals = ((kpi.target, said.target_met, ""), (kpi.change, said.change_met, "change "))
    missed = [f"{what}{goal}" for goal, met, what in goals if met is False]
    return " ".join([str(said.verdict), ", ".join(missed)]).rstrip()


def _write_band(expected: "Expectation", metric: KpiMetric, kind: ColumnKind) -> str:
    """Return between what a value is usual; without the lower end where none is below it."""
    high = _write_briefly(expected.high, kind)
    if expected.low <= 0 <= expected.middle and metric is not KpiMetric.ROI:
        return f"up to {high}"
    return f"{_write_briefly(expected.low, kind)} to {high}"


def _write(value: Fraction | None, kind: ColumnKind) -> str:
    """Return a value as tables write its kind, empty where it is unknown."""
    if value is None:
        return ""
    shown = {ColumnKind.MONEY: round(value * 100), ColumnKind.COUNT: round(value)}
    return format_for_people(pl.Series([shown.get(kind, float(value))]), kind)[0]


def _write_briefly(value: Fraction, kind: ColumnKind) -> str:
    whole = abs(value) >= _LARGE or kind is ColumnKind.COUNT
    return _write(value, ColumnKind.COUNT if whole else kind)


def _draw_trend(values: "Sequence[Fraction | None]") -> str:
    """Return the level of each value from 1, the lowest, to 8; a point where it is unknown."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, room = min(known), max(known) - min(known)

    def find_level(value: Fraction) -> int:
        return 1 + round((_LEVELS - 1) * (value - low) / room) if room else _LEVELS // 2

    return "".join("." if value is None else str(find_level(value)) for value in values)
