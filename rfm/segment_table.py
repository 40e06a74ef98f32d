"""The segment table: one row a segment, with what its customers are worth and like."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from rfm.segment_statistics import SegmentStatistics
from rfm.settings import Monetary
from rfm.units import round_to_ten_thousandths, to_currency_units

MONEY = ("revenue", "average_order_value", "monetary_mean", "monetary_median")
COLUMNS: dict[str, type[pl.DataType]] = {
    "segment": pl.String,
    "action": pl.String,
    "customers": pl.Int64,
    "customers_share": pl.Float64,
    "orders": pl.Int64,
    "revenue": pl.Int64,
    "revenue_share": pl.Float64,
    "average_order_value": pl.Int64,
    "recency_days_mean": pl.Float64,
    "recency_days_median": pl.Float64,
    "frequency_mean": pl.Float64,
    "frequency_median": pl.Float64,
    "monetary_mean": pl.Int64,
    "monetary_median": pl.Int64,
}
"""Columns of the table, in order, money in ten-thousandths."""
TOTAL = "Total"

_Cell = str | int | Fraction | None


@dataclass(frozen=True, slots=True, eq=False)
class SegmentTable:
    """The segments in the order of their list, those without customers included.

    Shares are of all customers and of all revenue, fractions of 1; revenue shares are null where
    there is no revenue, averages, means and medians where there is no customer.
    """

    frame: pl.DataFrame
    """`COLUMNS`; money as Int64 ten-thousandths, means and medians of it rounded half to even."""
    exact: pl.DataFrame
    """The same, money as Float64 currency units at full precision."""
    totals: pl.DataFrame
    """One row like `frame`'s for all customers, its action null."""
    exact_totals: pl.DataFrame
    """One row like `exact`'s."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentRow:
    """What a row of the table is made from."""

    name: str
    action: str
    statistics: SegmentStatistics


def build_segment_table(
    segments: Sequence[SegmentRow], everybody: SegmentStatistics, monetary: Monetary
) -> SegmentTable:
    """Finish the table from the added-up statistics of each segment (definitions, section 9).

    Shares are of `everybody`, whether the segments part the customers or overlap.
    """
    rows = [
        {
            "segment": each.name,
            "action": each.action,
            **_compute_measures(each.statistics, everybody, monetary),
        }
        for each in segments
    ]
    total = {"segment": TOTAL, "action": None, **_compute_measures(everybody, everybody, monetary)}
    return SegmentTable(
        _round_rows(rows), _build_exact_rows(rows), _round_rows([total]), _build_exact_rows([total])
    )


def _compute_measures(
    segment: SegmentStatistics, everybody: SegmentStatistics, monetary: Monetary
) -> dict[str, _Cell]:
    counts = segment.counts
    return {
        "customers": segment.customers,
        "customers_share": _divide_or_none(segment.customers, everybody.customers),
        "orders": segment.orders,
        "revenue": segment.total_revenue,
        "revenue_share": _divide_or_none(segment.total_revenue, everybody.total_revenue),
        "average_order_value": _divide_or_none(segment.total_revenue, segment.orders),
        "recency_days_mean": counts.recency.mean(),
        "recency_days_median": counts.recency.median(),
        "frequency_mean": counts.frequency.mean(),
        "frequency_median": counts.frequency.median(),
        "monetary_mean": _compute_monetary_mean(segment, monetary),
        "monetary_median": counts.monetary.median(),
    }


def _compute_monetary_mean(segment: SegmentStatistics, monetary: Monetary) -> Fraction | None:
    if monetary is Monetary.MEAN:
        return _divide_or_none(segment.sum_order_means(), segment.customers)
    return _divide_or_none(segment.total_revenue, segment.customers)


def _divide_or_none(part: Fraction | int, whole: int) -> Fraction | None:
    return Fraction(part) / whole if whole else None


def _round_rows(rows: Sequence[dict[str, _Cell]]) -> pl.DataFrame:
    cells = [{name: _round_cell(name, cell) for name, cell in row.items()} for row in rows]
    return pl.DataFrame(cells, schema=COLUMNS)


def _round_cell(name: str, cell: _Cell) -> str | float | None:
    if not isinstance(cell, Fraction):
        return cell
    return round_to_ten_thousandths(cell) if name in MONEY else float(cell)


def _build_exact_rows(rows: Sequence[dict[str, _Cell]]) -> pl.DataFrame:
    cells = [{name: _get_exact_cell(name, cell) for name, cell in row.items()} for row in rows]
    money = dict.fromkeys(MONEY, pl.Float64)
    return pl.DataFrame(cells, schema={**COLUMNS, **money})


def _get_exact_cell(name: str, cell: _Cell) -> str | float | None:
    if cell is None or isinstance(cell, str):
        return cell
    if name in MONEY:
        return to_currency_units(Fraction(cell))
    return float(cell) if isinstance(cell, Fraction) else cell
