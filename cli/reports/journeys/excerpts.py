"""The first rows of a table, and what the others add up to."""

from typing import Final

import polars as pl
import polars.selectors as cs

from attribution.comparison.row_names import OTHERS, UNATTRIBUTED
from attribution.paths.tables import PathTable

_PARTING: Final = {PathTable.PATHS: "path", PathTable.SETS: "values"}
"""Tables of many rows that part the orders, with the column that names a row."""
_PARTED_ROLES: Final = (
    *("touches", "first", "last", "only", "first_revenue", "last_revenue", "only_revenue"),
)
"""Columns of roles that part the touches or the orders."""
_SUMS: Final = ("journeys", "journeys_share", "revenue", "revenue_share", "nonconverting")


def take_first(table: PathTable, frame: pl.DataFrame, top: int | None) -> pl.DataFrame:
    """Return the first rows of a table that may have many, all of the others.

    Where rows part the orders, the rest is one row `(others)`, so that totals are kept. Of next
    steps the first histories of each length are taken, with all that follows them.
    """
    if top is None:
        return frame
    match table:
        case PathTable.PATHS | PathTable.SETS:
            return _fold_rest(frame, _PARTING[table], top)
        case PathTable.ROLES:
            return _fold_roles(frame, top)
        case PathTable.PAIRS:
            return frame.head(top)
        case PathTable.NEXT:
            histories = frame.select("touches", "history").unique(maintain_order=True)
            first = histories.group_by("touches", maintain_order=True).head(top)
            return frame.join(first, on=["touches", "history"], how="semi", maintain_order="left")
        case _:
            return frame


def count_entries(table: PathTable, frame: pl.DataFrame) -> int:
    """Return how many paths, sets, roles or histories a table has, or what is shown of it."""
    match table:
        case PathTable.PATHS | PathTable.SETS | PathTable.ROLES:
            # The last text before the journeys is what names a row, whatever the settings call it.
            before = frame.columns[: frame.columns.index("journeys")]
            named = frame.select(before).select(cs.string()).to_series(-1)
            return frame.height - int(named.is_in([OTHERS, UNATTRIBUTED]).sum())
        case PathTable.NEXT:
            return frame.select(frame.columns[: frame.columns.index("history") + 1]).n_unique()
        case _:
            return frame.height


def _fold_roles(frame: pl.DataFrame, top: int) -> pl.DataFrame:
    """Return the first roles; of the others what adds up: a journey may hold several of them."""
    nobody = pl.col("value").eq_missing(pl.lit(UNATTRIBUTED))
    named, rest = frame.filter(~nobody).head(top), frame.filter(~nobody)[top:]
    if rest.is_empty():
        return frame
    sums = rest.select(pl.col(_PARTED_ROLES).sum(), value=pl.lit(OTHERS))
    return pl.concat([named, sums, frame.filter(nobody)], how="diagonal").select(frame.columns)


def _fold_rest(frame: pl.DataFrame, key: str, top: int) -> pl.DataFrame:
    nobody = pl.col(key).eq_missing(pl.lit(UNATTRIBUTED))
    named, rest = frame.filter(~nobody).head(top), frame.filter(~nobody)[top:]
    if rest.is_empty():
        return frame
    sums: dict[str, object] = {name: rest[name].sum() for name in _SUMS}
    journeys = int(rest["journeys"].sum())
    if rest["nonconverting"].null_count() == rest.height:
        sums["nonconverting"] = None
    else:
        both = journeys + int(rest["nonconverting"].sum())
        sums["conversion_rate"] = journeys / both if both else None
    if "lag_days_mean" in frame.columns:
        # Days are whole: their sum is what the product of mean and number is nearest to.
        days = float((rest["lag_days_mean"] * rest["journeys"]).round().sum())
        sums["lag_days_mean"] = days / journeys
    row = {name: [{key: OTHERS, **sums}.get(name)] for name in frame.columns}
    return pl.concat([named, pl.DataFrame(row, schema=frame.schema), frame.filter(nobody)])
