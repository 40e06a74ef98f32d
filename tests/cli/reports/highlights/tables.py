"""Tables of other reports as the rules see them, made by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cli.report import ColumnKind, Table
from cli.reports.highlights.subject import HighlightSubject
from cli.settings import load_settings
from rfm.concentration import Concentration
from rfm.value_counts import ValueCounts

Rows = Sequence[Mapping[str, Any]]


def make_table(name: str, rows: Rows, models: tuple[str, ...] = ()) -> Table:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    kinds = dict.fromkeys(frame.columns, ColumnKind.TEXT)
    totals = pl.DataFrame({"model": models, "revenue": [1] * len(models)}) if models else None
    return Table(name, name, frame, kinds, frame, totals=totals, models=models, baseline="last")


def make_credit(
    model: str,
    revenue: int,
    low: int,
    high: int,
    change: tuple[int, int, int] | None = None,
    **more: float,
) -> dict[str, Any]:
    """A row of the comparison, of the channel A."""
    row = {"lookback": "30d", "model": model, "channel": "A", "revenue": revenue}
    ends = {"revenue_low": low, "revenue_high": high}
    names = ("revenue_change", "revenue_change_low", "revenue_change_high")
    changes = dict(zip(names, change or (None, None, None), strict=True))
    return {**row, **ends, **changes, **more}


def make_role(role: str, first: int = 10, last: int = 10) -> dict[str, Any]:
    ratio = first / last if last else None
    return {
        "channel": "A", "journeys": 20, "first": first, "last": last,
        "first_last_ratio": ratio, "role": role,
    }  # fmt: skip


def make_subject(
    tmp_path: Path, *tables: Table, revenues: Sequence[int] = (100,)
) -> HighlightSubject:
    """A shop of these tables, whose customers each ordered once for these amounts."""
    config = tmp_path / "three_models.yaml"
    config.write_text("models: [last, first, linear]\n")
    settings = load_settings(config).settings
    spread = Concentration(ValueCounts.of(pl.Series(revenues, dtype=pl.Int64)), len(revenues), 0)
    return HighlightSubject(
        {table.name: table for table in tables},
        settings,
        spread,
        date(2026, 8, 31),
        date(2026, 9, 30),
    )
