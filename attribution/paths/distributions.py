"""How long journeys take and how many touches they have."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import count_by_place
from attribution.choices import Basis
from attribution.journeys.windows import DAY, to_local_days
from attribution.paths.batches import NO_ORDER, number_cells
from attribution.paths.quotients import divide, divide_by_number

if TYPE_CHECKING:
    from attribution.arrays import Ints
    from attribution.journeys.windows import Window
    from attribution.paths.batches import Sequences

VALUE_KEYS: Final = ("block", "quantity", "value")
VALUE_COUNTS: Final = ("journeys", "revenue", "nonconverting")
QUANTILES: Final = {"p10": 100, "p25": 250, "median": 500, "p75": 750, "p90": 900}
"""Columns of the summary, each a quantile in thousandths."""


class Quantity(IntEnum):
    """What is counted by its values."""

    LAG = 0
    """Whole days from the first touch to the order; of journeys with a touch."""
    TOUCHES = 1
    """0 where an order has no touch."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The orders that a table parts."""

    orders: int
    revenue: int
    """In 1/10 000 of the unit."""
    alone: int
    """Those without a touch."""
    alone_revenue: int


def count_values(found: "Sequences", window: "Window") -> pl.DataFrame:
    """Return journeys by whole days and by touches; columns `VALUE_KEYS` and `VALUE_COUNTS`."""
    tables = [_count_quantity(found, Quantity.TOUCHES, found.lengths, np.arange(len(found.first)))]
    if found.orders is not None:
        some = np.flatnonzero(found.lengths)
        tables.append(_count_quantity(found, Quantity.LAG, measure_lag(found, window)[some], some))
    return pl.concat(tables)


def measure_lag(found: "Sequences", window: "Window") -> "Ints":
    """Return the whole days from first touch to order; of journeys without a touch no number.

    Elapsed days are rounded down; calendar days are the difference of the local dates.
    """
    assert found.orders is not None  # noqa: S101 - only orders have a lag
    if window.basis is Basis.ELAPSED:
        return (found.orders.at - found.opened) // DAY
    days = to_local_days(found.orders.at, window.timezone)
    return days - to_local_days(found.opened, window.timezone)


def _count_quantity(
    found: "Sequences", quantity: Quantity, values: "Ints", some: "Ints"
) -> pl.DataFrame:
    span = int(values.max(initial=0)) + 1
    # Blocks are counted from `NO_ORDER` on.
    blocks = found.blocks[some] - NO_ORDER
    cells, places = number_cells(blocks * span + values, (int(blocks.max(initial=0)) + 1) * span)
    journeys, nobody = np.bincount(places, minlength=len(cells)), np.zeros_like(cells)
    lost = found.orders is None
    return pl.DataFrame(
        {
            "block": cells // span + NO_ORDER,
            "quantity": np.full_like(cells, int(quantity)),
            "value": cells % span,
            "journeys": nobody if lost else journeys,
            "revenue": count_by_place(places, found.revenue[some], len(cells)),
            "nonconverting": journeys if lost else nobody,
        }
    )


def select_values(values: pl.DataFrame, quantity: Quantity, block: int | None) -> pl.DataFrame:
    """Return the counts of a quantity by value, in one block or (None) of all journeys.

    In a block `nonconverting` is null: journeys without an order are in none.
    """
    chosen = values.lazy().filter(pl.col("quantity") == int(quantity))
    if block is not None:
        chosen = chosen.filter(pl.col("block") == block).with_columns(
            pl.lit(None, pl.Int64).alias("nonconverting")
        )
        return chosen.select("value", *VALUE_COUNTS).sort("value").collect()
    return chosen.group_by("value").agg(pl.col(VALUE_COUNTS).sum()).sort("value").collect()


def sum_orders(values: pl.DataFrame, block: int | None) -> Totals:
    """Return the orders of a block, or (None) all of them."""
    touches = select_values(values, Quantity.TOUCHES, block)
    alone = touches.filter(pl.col("value") == 0)
    sums = [int(table[name].sum()) for table in (touches, alone) for name in VALUE_COUNTS[:2]]
    return Totals(*sums)


def build_lengths(values: pl.DataFrame, totals: Totals, block: int | None) -> pl.DataFrame:
    """Return one row per number of touches that occurs; 0, always there: orders without a touch.

    Columns touches, journeys, journeys_share, revenue in 1/10 000 of the unit, revenue_share,
    nonconverting and conversion_rate (both null for 0).
    """
    found = select_values(values, Quantity.TOUCHES, block).filter(pl.col("value") > 0)
    nobody = pl.DataFrame(
        {
            "value": [0],
            "journeys": [totals.alone],
            "revenue": [totals.alone_revenue],
            "nonconverting": [None],
        },
        schema=found.schema,
    )
    both = pl.col("journeys") + pl.col("nonconverting")
    return _with_shares(pl.concat([nobody, found]), totals).select(
        pl.col("value").alias("touches"),
        *_SHARED,
        "nonconverting",
        divide(pl.col("journeys"), both).alias("conversion_rate"),
    )


def build_lags(values: pl.DataFrame, totals: Totals, block: int | None) -> pl.DataFrame:
    """Return one row per whole day from 0 to the longest lag, then the orders without a touch.

    Columns days (null in that last row), journeys, journeys_share, revenue in 1/10 000 of the
    unit and revenue_share.
    """
    found = select_values(values, Quantity.LAG, block).drop("nonconverting")
    longest = -1 if found.is_empty() else int(found["value"].to_numpy().max())
    days = pl.DataFrame({"value": pl.int_range(longest + 1, eager=True, dtype=pl.Int64)})
    every = days.join(found, on="value", how="left", maintain_order="left").with_columns(
        pl.col("journeys", "revenue").fill_null(0)
    )
    nobody = pl.DataFrame(
        {"value": [None], "journeys": [totals.alone], "revenue": [totals.alone_revenue]},
        schema=every.schema,
    )
    return _with_shares(pl.concat([every, nobody]), totals).select(
        pl.col("value").alias("days"), *_SHARED
    )


_SHARED: Final = ("journeys", "journeys_share", "revenue", "revenue_share")


def _with_shares(table: pl.DataFrame, totals: Totals) -> pl.DataFrame:
    return table.with_columns(
        divide_by_number(pl.col("journeys"), totals.orders).alias("journeys_share"),
        divide_by_number(pl.col("revenue"), totals.revenue).alias("revenue_share"),
    )


def build_summary(counts: "dict[str, pl.DataFrame]") -> pl.DataFrame:
    """Return one row per quantity, given its converting journeys by value (value, journeys).

    Columns quantity, journeys, mean, the type-7 quantiles (Hyndman & Fan 1996) of `QUANTILES` and
    max; null where there is no journey.
    """
    rows = [(name, *_summarise(table)) for name, table in counts.items()]
    floats = dict.fromkeys(("mean", *QUANTILES), pl.Float64)
    schema = {"quantity": pl.String, "journeys": pl.Int64, **floats, "max": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _summarise(table: pl.DataFrame) -> tuple[float | None, ...]:
    known = table.filter(pl.col("journeys") > 0).sort("value")
    values, journeys = (known[name].to_numpy() for name in ("value", "journeys"))
    count = int(journeys.sum())
    if not count:
        return (0, *[None] * (len(QUANTILES) + 2))
    mean = int((values * journeys).sum()) / count
    ends = np.cumsum(journeys)
    found = [_find_quantile(values, ends, each) for each in QUANTILES.values()]
    return (count, mean, *found, int(values[-1]))


def _find_quantile(values: "Ints", ends: "Ints", thousandths: int) -> float:
    """Return the type-7 quantile of ascending values, `ends` the running sum of their counts."""
    last = int(ends[-1]) - 1
    place, rest = divmod(last * thousandths, 1000)
    below, above = values[np.searchsorted(ends, [place, min(place + 1, last)], side="right")]
    return int(below) + rest * (int(above) - int(below)) / 1000
