"""Channels that models credit with more, or less, than an experiment measured."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.experiment_rows import ExperimentVerdict
from cli.report import ColumnKind, Figure, Highlight, HighlightName, HighlightSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.highlights.subject import HighlightSubject

_CONTRADICTED: Final = (ExperimentVerdict.OVER, ExperimentVerdict.UNDER)


def find_contradictions(shop: "HighlightSubject") -> "Iterator[Highlight]":
    """Yield each experiment that contradicts models, with the baseline where it is one of them."""
    table = shop.tables.get("experiments")
    if table is None:
        return
    for (name,), rows in table.frame.group_by("experiment", maintain_order=True):
        wrong = rows.filter(pl.col("verdict").is_in(_CONTRADICTED))
        if wrong.is_empty():
            continue
        own = wrong.filter(pl.col("model") == shop.comparison.baseline)
        first = (own if own.height else wrong).row(0, named=True)
        yield Highlight(
            HighlightName.CONTRADICTED_BY_EXPERIMENT,
            HighlightSeverity.ACT,
            "merito compare --show experiments",
            {
                "experiment": Figure(ColumnKind.TEXT, str(name)),
                "channel": Figure(ColumnKind.TEXT, first["channel"]),
                "metric": Figure(ColumnKind.TEXT, first["metric"]),
                "incremental": Figure(ColumnKind.RATIO, first["incremental"]),
                "model": Figure(ColumnKind.TEXT, first["model"]),
                "credited": Figure(ColumnKind.RATIO, first["credited"]),
                "wrong": Figure(ColumnKind.COUNT, wrong.height),
                "models": Figure(ColumnKind.COUNT, rows.height),
            },
            subject=first["channel"],
            money=_measure_money(shop, first["channel"], first["model"], first["factor"]),
        )


def _measure_money(shop: "HighlightSubject", channel: str, model: str, factor: float) -> int:
    """Return how much of the model's revenue of a channel the factor moves, in cents."""
    credited = next((each for each in shop.credits if each.name == channel), None)
    revenue = None if credited is None else credited.find(model, "revenue")
    return 0 if revenue is None else round(abs(revenue.value * (1 - factor)))
