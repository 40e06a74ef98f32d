"""KPIs against their targets and their own past."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.metric_kinds import choose_kind
from cli.render.number_text import format_signed
from cli.render.page.data_table import draw_table
from cli.render.page.html import join
from cli.render.page.sections.section import Section, draw_lead
from cli.report import ColumnKind
from rfm.watch.choices import KpiMetric

if TYPE_CHECKING:
    from cli.render.page.context import PageContext

_NAME: Final = "watch"
_COLUMNS: Final = (
    *("kpi", "period", "value", "target", "previous", "change", "expected", "expected_low"),
    *("expected_high", "verdict"),
)
_VALUES: Final = ("value", "previous", "expected", "expected_low", "expected_high")
"""Columns that hold values of each row's metric."""


def build_kpis(page: "PageContext") -> Section | None:
    """Return the section of KPIs, where the settings list some."""
    table = page.find(_NAME)
    if table is None:
        return None
    frame = _open_bands(table.frame)
    written = {name: _write_values(page, frame, name) for name in _VALUES}
    written["change"] = [
        format_signed(text) if text else ""
        for text in page.write(table.frame["change"], ColumnKind.SHARE)
    ]
    drawn = draw_table(page, table._replace(frame=frame), _COLUMNS, written=written)
    content = join(draw_lead(page, "kpis_lead"), drawn, page.draw_captions(table))
    return Section("kpis", content, (_NAME,))


def _open_bands(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without lower ends of bands below 0, where no value of a metric lies."""
    below = (pl.col("expected_low") <= 0) & (pl.col("expected") >= 0)
    nowhere = below & (pl.col("metric") != KpiMetric.ROI)
    low = pl.when(nowhere).then(None).otherwise(pl.col("expected_low")).alias("expected_low")
    return frame.with_columns(low)


def _write_values(page: "PageContext", frame: pl.DataFrame, column: str) -> list[str]:
    """Return values as those of their metric are read: money, a share, a number of people."""
    kinds = [choose_kind(KpiMetric(metric)) for metric in frame["metric"]]
    return [_write_one(page, value, kind) for value, kind in zip(frame[column], kinds, strict=True)]


def _write_one(page: "PageContext", value: float | None, kind: ColumnKind) -> str:
    if value is None:
        return ""
    if kind is ColumnKind.MONEY:
        return page.write_one(value * 100, kind)
    # The middle of two counts may lie between them.
    halves = kind is ColumnKind.COUNT and value != round(value)
    return page.write_one(value, ColumnKind.NUMBER if halves else kind)
