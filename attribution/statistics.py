"""What one part says: additive statistics, added up over the parts of the customers."""

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from attribution.credit import CREDIT, credited
from attribution.journeys import journeys
from attribution.models.base import Paths
from attribution.timeline import timeline
from attribution.transforms import transformed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.arrays import Floats, Ints
    from attribution.choices import Transform
    from attribution.journeys import Journeys
    from attribution.parts import Part
    from attribution.plan import NamedModel, Plan
    from attribution.timeline import Timeline
    from attribution.windows import Window


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that the journeys account for; the first five lines add up to the touches given."""

    duplicates: int = 0
    in_journeys: int = 0
    """Touches in the journey of a counted order."""
    in_other_journeys: int = 0
    """Touches only in journeys of orders that are refunded or outside the report's range."""
    without_orders: int = 0
    """Touches of customers who have no order in the file, their duplicates included."""
    outside: int = 0
    """Touches of customers with orders that no order's window holds."""
    possible_duplicates: int = 0
    ties: int = 0
    unattributed_orders: int = 0
    """Counted orders whose journey is empty."""
    unattributed_revenue: int = 0
    """Their revenue in 1/10 000 of the currency unit."""

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sums line by line."""
        names = [each.name for each in fields(self)]
        return Counts(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Credit by resampling group, and counts for each window of the report."""

    credit: pl.DataFrame
    """One row for each (window, model, group, block, value) that has any: the positions of window
    and model in the plan, the group, the codes of block and value (one past the last code:
    unattributed), conversions and revenue (1/10 000 of the unit)."""
    orders: pl.DataFrame
    """Counted orders: one row for each block of each part, columns block (code), orders and
    revenue (1/10 000 of the unit)."""
    counts: tuple[Counts, ...]


def added(statistics: "Iterable[Statistics]") -> Statistics:
    """Return the sum of the parts' statistics, given in the order of the parts."""
    parts = list(statistics)
    counts = zip(*(part.counts for part in parts), strict=True)
    return Statistics(
        pl.concat(part.credit for part in parts),
        pl.concat(part.orders for part in parts),
        tuple(sum(lines, start=Counts()) for lines in counts),
    )


def measured(part: "Part", plan: "Plan") -> Statistics:
    """Return the statistics of one part."""
    line = timeline(part.touches)
    credit, counts = [], []
    for position, window in enumerate(plan.windows):
        report = journeys(line, part.orders, window, plan.repeat, part.vocabularies)
        counts.append(_counts(part, line, report))
        for (own, transforms), models in _by_journeys(plan, window).items():
            ways = (
                report
                if own == window
                else journeys(line, part.orders, own, plan.repeat, part.vocabularies)
            )
            if plan.max_touches is not None:
                ways = ways.latest(plan.max_touches)
            for transform in transforms:
                ways = transformed(ways, line.touches.values["channel"], transform)
            credit += _credit(part, line, ways, plan, position, models)
    columns = [np.concatenate(column) for column in zip(*credit, strict=True)]
    table = pl.DataFrame(dict(zip(CREDIT, columns, strict=True)))
    return Statistics(table, _orders(part), tuple(counts))


def _by_journeys(
    plan: "Plan", window: "Window"
) -> "dict[tuple[Window, tuple[Transform, ...]], list[tuple[int, NamedModel]]]":
    """Return the models, with their positions, that look at the same journeys."""
    found = defaultdict(list)
    for position, named in enumerate(plan.models):
        found[named.window or window, named.transforms].append((position, named))
    return found


def _credit(  # noqa: PLR0913, PLR0917 - the part, its journeys and where their credit is filed
    part: "Part",
    line: "Timeline",
    ways: "Journeys",
    plan: "Plan",
    window: int,
    models: "list[tuple[int, NamedModel]]",
) -> "list[list[Floats | Ints]]":
    counted = np.flatnonzero(part.orders.counted)
    paths = Paths(
        line.touches,
        part.orders.take(counted),
        ways.take(counted),
        part.vocabularies,
        plan.dimension,
        plan.timezone,
    )
    first_group = int(part.groups[0]) if len(part.groups) else 0
    groups = part.groups[paths.orders.customer] - first_group
    tallies = credited(paths, groups, part.blocks, [named.model for _, named in models])
    return [
        tally.columns(window, position, first_group)
        for (position, _), tally in zip(models, tallies, strict=True)
    ]


def _counts(part: "Part", line: "Timeline", report: "Journeys") -> Counts:
    orders, touches = part.orders, line.touches
    total = len(touches.at)
    counted = np.flatnonzero(orders.counted)
    credited_touches = report.take(counted).claimed(total)
    claimed = credited_touches if len(counted) == len(orders.at) else report.claimed(total)
    buyers = np.zeros(len(part.groups), dtype=np.bool_)
    buyers[orders.customer] = True
    of_buyers = int(np.count_nonzero(np.take(buyers, touches.customer)))
    in_journeys, in_any = int(credited_touches.sum()), int(claimed.sum())
    alone = counted[(report.last == report.first)[counted]]
    return Counts(
        line.duplicates,
        in_journeys,
        in_any - in_journeys,
        total - of_buyers + part.strangers,
        of_buyers - in_any,
        line.possible_duplicates,
        line.ties,
        len(alone),
        int(orders.revenue[alone].sum()),
    )


def _orders(part: "Part") -> pl.DataFrame:
    orders = pl.DataFrame({"block": part.orders.block, "revenue": part.orders.revenue})
    counted = orders.filter(pl.Series(part.orders.counted))
    figures = (pl.len().cast(pl.Int64).alias("orders"), pl.col("revenue").sum())
    return counted.group_by("block").agg(figures).sort("block")
