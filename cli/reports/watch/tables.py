"""The KPIs as files have them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.report import ColumnKind, Table
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from cli.settings.sections.kpis import Kpi
    from rfm.watch.judgement import Judgement, Series
    from rfm.watch.periods import WatchedPeriod

NAME: Final = "watch"
KINDS: Final = {
    "kpi": ColumnKind.TEXT,
    "metric": ColumnKind.TEXT,
    "period": ColumnKind.TEXT,
    "value": ColumnKind.RATIO,
    "target": ColumnKind.TEXT,
    "target_met": ColumnKind.TEXT,
    "previous": ColumnKind.RATIO,
    "change": ColumnKind.SHARE,
    "change_target": ColumnKind.TEXT,
    "change_met": ColumnKind.TEXT,
    "year_ago": ColumnKind.RATIO,
    "year_ago_change": ColumnKind.SHARE,
    "expected": ColumnKind.RATIO,
    "expected_low": ColumnKind.RATIO,
    "expected_high": ColumnKind.RATIO,
    "z": ColumnKind.RATIO,
    "history": ColumnKind.COUNT,
    "verdict": ColumnKind.TEXT,
}
_TYPES: Final = {
    ColumnKind.TEXT: pl.String(),
    ColumnKind.RATIO: pl.Float64(),
    ColumnKind.SHARE: pl.Float64(),
    ColumnKind.COUNT: pl.Int64(),
}
_REFUNDS: Final = "refunds that are still to come will lower the latest periods"


@dataclass(frozen=True, slots=True)
class JudgedKpi:
    """A KPI and what is said of it."""

    kpi: "Kpi"
    period: "WatchedPeriod"
    series: "Series"
    judgement: "Judgement"
    why_unknown: str | None
    """None where its value is known."""


def build_watch_table(
    judged: "Sequence[JudgedKpi]", as_of: "date", currency: str | None, wait: int | None
) -> Table:
    """Return one row a KPI, in the order of the settings.

    `wait` has the days after which the orders of a touch are known, where credit has its day.
    """
    types = {name: _TYPES[kind] for name, kind in KINDS.items()}
    frame = pl.DataFrame([_make_row(each) for each in judged], schema=types)
    unit = f", money in {currency}" if currency else ""
    return Table(
        name=NAME,
        title=f"KPIs as of {as_of}{unit}",
        frame=frame,
        kinds=KINDS,
        exact=frame,
        caption=(*_explain(judged), *_describe_wait(wait), _REFUNDS),
    )


def _describe_wait(wait: int | None) -> "Iterator[str]":
    if wait is not None:
        yield (
            "channels: credit counts on the day of its touch (interaction basis), in periods that"
            f" ended {format_count(wait, 'day')} ago or earlier: their orders are known"
        )


def _explain(judged: "Sequence[JudgedKpi]") -> "Iterator[str]":
    for each in judged:
        if each.why_unknown is not None:
            yield f"{each.kpi.name}: unknown, since {each.why_unknown}"


def _make_row(each: JudgedKpi) -> dict[str, object]:
    kpi, said = each.kpi, each.judgement
    expected = said.expectation
    return {
        "kpi": kpi.name,
        "metric": str(kpi.metric),
        "period": each.period.label,
        "value": _to_float(said.value),
        "target": None if kpi.target is None else str(kpi.target),
        "target_met": _to_word(said.target_met),
        "previous": _to_float(said.previous),
        "change": _to_float(said.change),
        "change_target": None if kpi.change is None else str(kpi.change),
        "change_met": _to_word(said.change_met),
        "year_ago": _to_float(said.year_ago),
        "year_ago_change": _to_float(said.year_ago_change),
        "expected": None if expected is None else float(expected.middle),
        "expected_low": None if expected is None else float(expected.low),
        "expected_high": None if expected is None else float(expected.high),
        "z": _to_float(said.z),
        "history": said.history,
        "verdict": str(said.verdict),
    }


def _to_float(value: "Fraction | None") -> float | None:
    return None if value is None else float(value)


def _to_word(met: bool | None) -> str | None:
    return None if met is None else "yes" if met else "no"
