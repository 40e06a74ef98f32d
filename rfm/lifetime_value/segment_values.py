"""What the customers of each segment are worth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.lifetime_value.customer_values import OUT_OF_WINDOW, round_money
from rfm.lifetime_value.fixed_sums import sum_fixed, to_float
from rfm.segment_statistics import SEGMENT
from rfm.segment_table import TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rfm.lifetime_value.customer_values import Buyers, Valuer

_SUMMED: Final = ("p_alive", "expected_purchases", "clv", "value_if_alive")
COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    SEGMENT: pl.String,
    "customers": pl.Int64,
    "alive": pl.Float64,
    "p_alive_mean": pl.Float64,
    "expected_purchases": pl.Float64,
    "clv": pl.Float64,
    "clv_share": pl.Float64,
    "clv_mean": pl.Float64,
    "value_if_alive": pl.Float64,
    "expected_loss": pl.Float64,
}
MONEY: Final = ("clv", "clv_mean", "value_if_alive", "expected_loss")

Sums = tuple[int, ...]
"""Customers, then sums of `_SUMMED` in 2**-30."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentValues:
    """The segments in the order of their map; quotients of nobody or nothing are null."""

    frame: pl.DataFrame
    """`COLUMNS`, money as Int64 ten-thousandths of whole cents."""
    exact: pl.DataFrame
    """`COLUMNS`, money in currency units."""
    totals: pl.DataFrame
    """One row like `frame`'s for all customers."""
    exact_totals: pl.DataFrame
    """One row like `exact`'s."""


def sum_by_segment(part: "Buyers", valuer: "Valuer") -> tuple[Sums, ...]:
    """Return the sums of each segment, and of being in none, over the customers of one part."""
    frame = valuer.value_in_segments(part)
    by_index = frame.partition_by(SEGMENT, as_dict=True)
    names = range(len(valuer.segment_names))
    return tuple(_sum_values(by_index.get((index,), frame.clear())) for index in names)


def _sum_values(frame: pl.DataFrame) -> Sums:
    return frame.height, *(sum_fixed(frame[name].to_numpy()) for name in _SUMMED)


def build_segment_values(
    parts: "Sequence[tuple[Sums, ...]]", valuer: "Valuer", *, window: bool
) -> SegmentValues:
    """Finish the table from the sums of all parts; at least one part.

    The row of those out of the `window` is there where one is set.
    """
    by_segment = [_add_sums(same) for same in zip(*parts, strict=True)]
    total = _add_sums(by_segment)
    named = list(zip(valuer.segment_names, by_segment, strict=True))
    rows = [_make_row(name, sums, total) for name, sums in named if window or name != OUT_OF_WINDOW]
    exact = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    exact_totals = pl.DataFrame([_make_row(TOTAL, total, total)], schema=COLUMNS, orient="row")
    frame, totals = (round_money(each, MONEY) for each in (exact, exact_totals))
    return SegmentValues(frame, exact, totals, exact_totals)


def _add_sums(sums: "Sequence[Sums]") -> Sums:
    return tuple(map(sum, zip(*sums, strict=True)))


def _make_row(name: str, sums: Sums, total: Sums) -> tuple[str | float | None, ...]:
    customers, *fixed = sums
    alive, bought, clv, worth = (to_float(each) for each in fixed)
    share = fixed[2] / total[3] if total[3] else None
    return (
        name,
        customers,
        alive,
        alive / customers if customers else None,
        bought,
        clv,
        share,
        clv / customers if customers else None,
        worth,
        to_float(fixed[3] - fixed[2]),
    )
