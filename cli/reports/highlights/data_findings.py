"""Findings of the check that make reports wrong."""

from typing import TYPE_CHECKING

import polars as pl

from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity
from cli.reports.check.finding_names import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject


def find_wrong_data(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield the findings of the gravest kind."""
    grave = pl.col("severity") == FindingSeverity.ERROR.value
    for row in shop.tables["findings"].frame.filter(grave).iter_rows(named=True):
        yield Highlight(
            HighlightName.DATA_FINDING,
            HighlightSeverity.ERROR,
            "merito check",
            {name: Figure(ColumnKind.TEXT, row[name]) for name in ("message", "remedy")},
            subject=row["name"],
        )
