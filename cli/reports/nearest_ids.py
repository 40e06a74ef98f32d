"""Ids that are most like one that is in no file."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.errors import find_nearest

if TYPE_CHECKING:
    from cli.engines.rows import CustomerRows

_MOST: Final = 1_000
"""Ids of some customers that are looked at closely."""


def find_near_id(stock: "CustomerRows", column: str, wanted: str) -> str | None:
    """Return the id of a shop that is most like a mistyped one, None where none is near.

    `column` is `order_id` or `customer_id`. Whoever mistypes one place of an id has the half
    before it or the one behind it right, so that few ids need a close look.
    """
    some = stock.map_each(partial(_select_like, column, wanted.lower()))
    return find_nearest(wanted, sorted({name for each in some for name in each}))


def _select_like(
    column: str, wanted: str, touches: pl.DataFrame | None, orders: pl.DataFrame
) -> list[str]:
    tables = [orders, *([touches] if touches is not None and column in touches.columns else [])]
    ids = pl.concat([table[column] for table in tables]).drop_nulls().unique().to_frame(column)
    half = len(wanted) // 2
    low = pl.col(column).str.to_lowercase()
    size = low.str.len_chars().cast(pl.Int64)
    alike = (low.str.starts_with(wanted[:half]) & (half > 0)) | low.str.ends_with(wanted[half:])
    near = ids.filter(alike & (size - len(wanted)).abs().le(1))
    return near.sort(column).head(_MOST)[column].to_list()
