"""The moves as a table, as a matrix, and the largest in words."""

from typing import TYPE_CHECKING, Final, assert_never

import polars as pl

from attribution.money import round_to_cents, round_to_total
from cli.money import format_money
from cli.report import ColumnKind, Matrix, Table
from cli.reports.customer_groups import WHERE, round_bounds
from cli.reports.migration.intervals import BOUND_KINDS, compute_move_bounds
from cli.reports.migration.metrics import MoveMetric
from cli.reports.rfm.score_limits import describe_scores
from cli.wording import format_count
from rfm.migration.cells import FROM, TO
from rfm.migration.choices import ScoresChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.settings import Settings
    from rfm.migration.migration import Migration

KINDS: Final = {
    FROM: ColumnKind.TEXT,
    TO: ColumnKind.TEXT,
    "customers": ColumnKind.COUNT,
    "revenue": ColumnKind.MONEY,
    "customers_share": ColumnKind.SHARE,
    "revenue_before": ColumnKind.MONEY,
}
_LARGEST: Final = 3
"""Moves that are told in words."""
_TOTAL: Final = "total"
_CELLS: Final = {
    MoveMetric.CUSTOMERS: ("customers", ColumnKind.COUNT),
    MoveMetric.REVENUE: ("revenue", ColumnKind.MONEY),
    MoveMetric.SHARE: ("customers_share", ColumnKind.SHARE),
}
"""Column and kind of what stands in a cell."""


def build_migration_table(found: "Migration", settings: "Settings", metric: MoveMetric) -> Table:
    """Return the moves, a row a cell; people see a matrix with the metric in its cells.

    With intervals where the cells are those of groups of customers as well.
    """
    scores, currency = settings.rfm.scores, settings.currency
    frame = _round_to_total(found.table.frame)
    bounds = pl.DataFrame()
    if found.grouped is not None:
        bounds = compute_move_bounds(found.grouped, settings.uncertainty)
    since, as_of = found.dates.before.as_of, found.dates.after.as_of
    is_money = KINDS[_CELLS[metric][0]] is ColumnKind.MONEY
    unit = f", money in {currency}" if currency and is_money else ""
    return Table(
        name="migration",
        title=f"{_describe_metric(metric)} by RFM segment, from {since} to {as_of}{unit}",
        frame=frame.hstack(round_bounds(bounds, BOUND_KINDS)),
        kinds={**KINDS, **{name: BOUND_KINDS[name] for name in bounds.columns}},
        exact=found.table.exact.hstack(bounds),
        caption=(
            *_describe_moves(found, currency),
            *_describe_leftovers(found, currency),
            *_describe_scales(found, scores),
            *((WHERE,) if bounds.width else ()),
        ),
        matrix=_build_matrix(frame, found.table.names, metric),
    )


def _describe_metric(metric: MoveMetric) -> str:
    match metric:
        case MoveMetric.CUSTOMERS:
            return "Customers"
        case MoveMetric.REVENUE:
            return "Revenue in between"
        case MoveMetric.SHARE:
            return "Share of the row's customers"
        case _:
            assert_never(metric)


def _round_to_total(frame: pl.DataFrame) -> pl.DataFrame:
    """Return money in cents that add up to the cents of the whole."""
    names = [f"{origin} {target}" for origin, target in frame.select(FROM, TO).iter_rows()]
    footed = {
        column: round_to_total(
            frame[column].to_numpy().astype("float64"),
            names,
            round_to_cents(int(frame[column].sum())),
        )
        for column in ("revenue", "revenue_before")
    }
    return frame.with_columns(pl.Series(name, cents) for name, cents in footed.items())


def _describe_moves(found: "Migration", currency: str | None) -> "Iterator[str]":
    days = (found.dates.after.as_of - found.dates.before.as_of).days
    before = "day before" if days == 1 else f"{days} days before"
    for row in found.table.find_largest_moves(_LARGEST).iter_rows(named=True):
        yield (
            f"{row[FROM]} to {row[TO]}: {format_count(row['customers'], 'customer')},"
            f" who bought for {format_money(row['revenue'], currency)} since, after"
            f" {format_money(row['revenue_before'], currency)} in the {before}"
        )


def _describe_leftovers(found: "Migration", currency: str | None) -> "Iterator[str]":
    sums, table = found.sums, found.table
    if sums.nameless_orders:
        yield (
            f"{format_count(sums.nameless_orders, 'order')} of these days without customer_id,"
            f" {format_money(sums.nameless_revenue, currency)}, in no row"
        )
    if table.unplaced_revenue:
        yield (
            f"revenue_before lacks {format_money(table.unplaced_revenue, currency)} of customers"
            " who are in no row: out of the window on both days, without an order in between"
        )


def _describe_scales(found: "Migration", scores: ScoresChoice) -> "Iterator[str]":
    since, as_of = found.dates.before.as_of, found.dates.after.as_of
    match scores:
        case ScoresChoice.FROZEN:
            yield f"scores of both days on the scale of {since} (rfm.scores: frozen)"
            yield from describe_scores(found.before.scales, found.before.bins, found.dates.before)
        case ScoresChoice.REFIT:
            yield "scores of each day on its own scale (rfm.scores: refit)"
            for day, dated, parameters in (
                (since, found.before, found.dates.before),
                (as_of, found.after, found.dates.after),
            ):
                lines = describe_scores(dated.scales, dated.bins, parameters)
                yield from (f"as of {day}, {line}" for line in lines)
        case _:
            assert_never(scores)


def _build_matrix(frame: pl.DataFrame, names: tuple[str, ...], metric: MoveMetric) -> Matrix:
    """Return the cells that hold somebody as a matrix, with the sums of rows and columns.

    Columns are known by their places: a segment may be named like any of ours.
    """
    value, kind = _CELLS[metric]
    summed = "customers" if metric is MoveMetric.SHARE else value
    across = [name for name in names if name in frame[TO]]
    columns = {
        f"to_{place}": frame.filter(pl.col(TO) == name).select(
            FROM, pl.col(value).alias(f"to_{place}")
        )
        for place, name in enumerate(across)
    }
    rows = frame.group_by(FROM, maintain_order=True).agg(pl.col(summed).sum().alias(_TOTAL))
    for column in columns.values():
        rows = rows.join(column, on=FROM, how="left", maintain_order="left")
    totals = _sum_columns(frame, across, metric)
    order = [FROM, *columns, _TOTAL]
    return Matrix(
        frame=rows.select(order),
        headers=("from", *across, "Total"),
        kinds={FROM: ColumnKind.TEXT, **dict.fromkeys(columns, kind), _TOTAL: KINDS[summed]},
        totals=totals.select(order),
    )


def _sum_columns(frame: pl.DataFrame, across: list[str], metric: MoveMetric) -> pl.DataFrame:
    """Return the sums of the columns in one row, of shares the share of all customers."""
    summed = "customers" if metric is MoveMetric.SHARE else _CELLS[metric][0]
    whole = int(frame[summed].sum())
    sums = [int(frame.filter(pl.col(TO) == name)[summed].sum()) for name in across]
    shown = [each / whole for each in sums] if metric is MoveMetric.SHARE else sums
    cells = {f"to_{place}": [amount] for place, amount in enumerate(shown)}
    return pl.DataFrame({FROM: ["Total"], **cells, _TOTAL: [whole]})
