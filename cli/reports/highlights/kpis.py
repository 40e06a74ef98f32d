"""KPIs that are not as they should be, or better."""

from typing import TYPE_CHECKING

from cli.render.metric_kinds import choose_kind
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity
from cli.reports.watch.tables import NAME
from rfm.watch.choices import KpiMetric, KpiVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cli.reports.highlights.subject import HighlightSubject


def find_notable_kpis(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield every KPI whose verdict is another than ok."""
    table = shop.tables.get(NAME)
    if table is None:
        return
    for row in table.frame.iter_rows(named=True):
        verdict = KpiVerdict(row["verdict"])
        if verdict is KpiVerdict.OK:
            continue
        yield Highlight(
            HighlightName.KPI,
            HighlightSeverity.FINE if verdict is KpiVerdict.SUCCESS else HighlightSeverity.ACT,
            "merito watch",
            {
                "kpi": Figure(ColumnKind.TEXT, row["kpi"]),
                "period": Figure(ColumnKind.TEXT, row["period"]),
                "verdict": Figure(ColumnKind.TEXT, str(verdict)),
                "value": _make_figure(KpiMetric(row["metric"]), row["value"]),
                "goal": Figure(ColumnKind.TEXT, _tell_goal(row)),
            },
            subject=row["kpi"],
        )


def _tell_goal(row: "Mapping[str, object]") -> str:
    """Return the goals that are missed, in brackets behind a space; nothing where none is."""
    goals = (("target_met", "target", ""), ("change_met", "change_target", "change "))
    missed = [f"{what}{row[goal]}" for met, goal, what in goals if row[met] == "no"]
    return f" ({', '.join(missed)})" if missed else ""


def _make_figure(metric: KpiMetric, value: float | None) -> Figure:
    if value is None:
        return Figure(ColumnKind.TEXT, str(KpiVerdict.UNKNOWN))
    kind = choose_kind(metric)
    if kind is ColumnKind.MONEY:
        return Figure(kind, round(value * 100))
    return Figure(kind, round(value) if kind is ColumnKind.COUNT else value)
