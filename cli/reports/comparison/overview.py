"""A comparison in a title and a line, for the screen that has no room for all of its models."""

from typing import TYPE_CHECKING, Final

from cli.ledger import build_journey_lines
from cli.report import Overview
from cli.reports.summary import describe_coverage

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.options import Options
    from cli.reports.comparison.tables import ComparisonResult
    from cli.settings import LoadedSettings

_FEWEST: Final = 3
"""Models from which on the lowest and the highest say more than the models themselves."""


def build_overview(
    loaded: "LoadedSettings", shop: "Dataset", made: "ComparisonResult", options: "Options"
) -> Overview | None:
    """Return what stands above the rows of one screen, None where the whole was asked for.

    Windows side by side and blocks of orders are a whole of their own.
    """
    settings, table = loaded.settings, made.table
    chosen = (options.model, options.metric, options.show, options.top)
    asked = (options.whole, options.intervals, *chosen)
    by_month = made.dated is not None and made.dated.months is not None
    several = len(settings.journeys.lookback) > 1 or shop.breakdown.block is not None or by_month
    if any(asked) or several or len(table.models) < _FEWEST:
        return None
    currency = f" in {settings.currency}" if settings.currency else ""
    by = shop.breakdown.dimension.replace("_", " ")
    first, last = shop.period()
    days = f"orders from {first} to {last}"
    if made.dated is not None:
        days = f"touches from {made.dated.first} to {made.dated.last}"
    counts, counted = made.findings.statistics.counts[0], shop.order_facts.counted
    journeys = build_journey_lines(counts, counted.rows, counted.amount)
    models = f"{len(table.models)} models"
    return Overview(
        f"Revenue{currency} by {by} under {models}, {days}",
        describe_coverage(journeys, settings.currency),
    )
