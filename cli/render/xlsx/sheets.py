"""Which sheets a report has, each with the rows of one table."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.measures import EVERY_BOUND
from cli.render.side_by_side import find_axes, pivot_side_by_side, widen_table
from cli.render.text.interval_text import STABLE, has_intervals
from cli.render.text.paths import BETWEEN, shorten_path
from cli.render.xlsx.cells import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.report import ColumnKind, Matrix, Report, Table

_NAMES: Final = {
    "compare": "Comparison",
    "rfm": "RFM",
    **{name: f"Check {name}" for name in ("files", "ledger", "coverage", "findings", "unassigned")},
}
"""Names of sheets that are not those of their tables."""


_PATH: Final = "path"
_COST: Final = "cost"
"""The first of the columns that costs add to a comparison."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet: its rows, and what stands around them."""

    name: str
    title: str
    frame: pl.DataFrame
    headers: tuple[str, ...]
    """What stands above each column of `frame`; data, never interpreted."""
    kinds: "Mapping[str, ColumnKind]"
    table: "Table"
    """Where the rows come from."""
    totals: pl.DataFrame
    """Rows with columns of `frame`, below it; none where nothing is added up."""
    caption: tuple[str, ...] = ()
    shaded: tuple[str, ...] = ()
    """Columns whose cells share one scale of colours."""
    matrix: bool = False
    measure: str = "revenue"
    """What the chart of a comparison shows."""


def list_sheets(report: "Report") -> "Iterator[SheetContent]":
    """Yield the sheets of a report's tables: a matrix before its rows, intervals after theirs."""
    for table in report.tables:
        name = _NAMES.get(table.name, table.name.replace("_", " ").capitalize())
        if table.models:
            yield from _list_comparison_sheets(name, table, report.currency)
            continue
        if table.matrix is not None:
            yield _make_matrix_sheet(f"{name} matrix", table, table.matrix)
        yield _make_sheet(name, table, _shorten_long_paths(table))


def _shorten_long_paths(table: "Table") -> "Table":
    """Return a table whose paths fit into cells: of those that do not, the ends."""
    if _PATH not in table.frame.columns:
        return table
    long = pl.col(_PATH).str.len_chars() > LONGEST
    if not table.frame.select(long.any()).item():
        return table
    ends = pl.col(_PATH).map_elements(shorten_path, pl.String)
    frame = table.frame.with_columns(pl.when(long).then(ends).otherwise(_PATH).alias(_PATH))
    return table._replace(frame=frame, caption=(*table.caption, BETWEEN))


def _list_comparison_sheets(
    name: str, table: "Table", currency: str | None
) -> "Iterator[SheetContent]":
    """Yield the models side by side, what they returned, then the tidy rows with intervals."""
    plain = _drop_intervals(table)
    wide = widen_table(plain)
    whole = wide._replace(totals=_widen_totals(plain, wide.frame))
    columns, keys = (
        wide.frame.columns,
        [key for key in find_axes(table.frame).keys if key in wide.kinds],
    )
    first = columns.index(_COST) if _COST in columns else len(columns)
    yield _make_sheet(name, table, _select_columns(whole, columns[:first]))
    if first < len(columns):
        title = _describe_returns(find_axes(table.frame).channel, currency)
        returns = _select_columns(whole, [*keys, *columns[first:]])
        returns = returns._replace(title=title, caption=())
        yield replace(_make_sheet("Return", table, returns), measure="roas")
    if has_intervals(table):
        title = f"{table.title}, with 95 % intervals"
        # What is said below the models is said on their sheet.
        yield _make_sheet("Intervals", table, table._replace(title=title, totals=None, caption=()))


def _describe_returns(dimension: str, currency: str | None) -> str:
    """Return what stands on the sheet of returns; orders and days are those of the comparison."""
    money = f" in {currency}" if currency else ""
    return (
        f"Costs and what they returned{money} by {dimension.replace('_', ' ')}: ROAS, ROI, CPA, CAC"
    )


def _make_sheet(name: str, table: "Table", shown: "Table") -> SheetContent:
    """Return a sheet of the rows of `shown`, which come from `table`."""
    return SheetContent(
        name=name,
        title=shown.title,
        frame=shown.frame,
        headers=tuple(shown.frame.columns),
        kinds=shown.kinds,
        table=table,
        totals=shown.frame.clear() if shown.totals is None else shown.totals,
        caption=shown.caption,
    )


def _make_matrix_sheet(name: str, table: "Table", matrix: "Matrix") -> SheetContent:
    rows = table._replace(frame=matrix.frame, kinds=matrix.kinds, totals=matrix.totals, caption=())
    return replace(
        _make_sheet(name, table, rows),
        headers=matrix.headers,
        shaded=matrix.shaded or tuple(matrix.frame.columns[1:-1]),
        matrix=True,
    )


def _select_columns(wide: "Table", columns: "Sequence[str]") -> "Table":
    """Return some columns of a table and its totals."""
    totals = None if wide.totals is None else wide.totals.select(columns)
    return wide._replace(frame=wide.frame.select(columns), totals=totals)


def _drop_intervals(table: "Table") -> "Table":
    dropped = [each for each in (*EVERY_BOUND, STABLE) if each in table.frame.columns]
    totals = None if table.totals is None else table.totals.drop(dropped, strict=False)
    return table._replace(
        frame=table.frame.drop(dropped),
        exact=table.exact.drop(dropped),
        kinds={name: kind for name, kind in table.kinds.items() if name not in dropped},
        totals=totals,
    )


def _widen_totals(plain: "Table", wide: pl.DataFrame) -> pl.DataFrame:
    """Return the totals of a comparison side by side, one row a window and block."""
    if plain.totals is None:
        return wide.clear()
    pivoted = pivot_side_by_side(plain.totals, plain.models, plain.baseline)
    return pivoted.select(wide.columns)
