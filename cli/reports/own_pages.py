"""Touches that come from pages of the shop itself, which web servers write as referrers."""

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.channels.payments import mark_referrals
from cli.inputs.tally import NOTHING, Tally
from cli.inputs.touchpoints.visits import GAP
from cli.reports.payment_pages import sum_orders_behind

if TYPE_CHECKING:
    from collections.abc import Collection

    from cli.dataset.dataset import Dataset

_FEWEST: Final = 10
_MANY: Final = 0.1
"""Share of all touches from which on it matters."""
_MOSTLY: Final = 0.5
"""Share of the touches from a page of the shop that come right after another one, at least; of a
visit that nothing led to the first page of them stands for the whole."""


class OwnPages(NamedTuple):
    """The commonest source of links whose touches are inside of visits."""

    source: str
    touches: int
    behind: Tally
    """The counted orders of which such a touch is the last one."""


def find_own_pages(shop: "Dataset", total: int) -> OwnPages | None:
    """Return the host of the shop itself that most links come from, None where none is one.

    It is the shop's own where most of its touches come less than half an hour after another one
    of their customer; more may come from a search engine. `total` is the number of all touches.
    """
    paying = () if shop.touches is None else shop.touches.paying.keys()
    counts = [each for each in shop.stock.map_each(partial(_count_links, paying)) if each.height]
    if not counts:
        return None
    by_source = pl.concat(counts).group_by("source").agg(pl.col("touches", "soon").sum())
    own = by_source.filter(
        pl.col("touches") >= max(_FEWEST, _MANY * total),
        pl.col("soon") >= _MOSTLY * pl.col("touches"),
    )
    if own.is_empty():
        return None
    first = own.sort("touches", "source", descending=[True, False])
    source, touches = first.select("source", "touches").row(0)
    behind = shop.stock.map_each(partial(sum_orders_behind, [source], None))
    return OwnPages(source, touches, sum(behind, NOTHING))


def _count_links(
    paying: "Collection[str]", touches: pl.DataFrame | None, _: pl.DataFrame
) -> pl.DataFrame:
    """Return the touches of links by source, and those soon after one of the same customer."""
    none = pl.DataFrame(schema={"source": pl.String, "touches": pl.Int64, "soon": pl.Int64})
    if touches is None or "source" not in touches.columns:
        return none
    source = pl.col("source").cast(pl.String)
    link = mark_referrals(touches.columns) & source.is_not_null() & ~source.is_in(list(paying))
    same = pl.col("customer") == pl.col("customer").shift()
    soon = same & (pl.col("touched_at").diff() < GAP)
    return (
        touches.lazy()
        .select("customer_id", "touched_at", source=pl.when(link).then(source))
        .sort("touched_at", maintain_order=True)
        .group_by("customer_id")
        .agg("touched_at", "source")
        .with_row_index("customer")
        .explode("touched_at", "source")
        .with_columns(soon=soon.fill_null(value=False))
        .drop_nulls("source")
        .group_by("source")
        .agg(pl.len().cast(pl.Int64).alias("touches"), pl.col("soon").sum().cast(pl.Int64))
        .collect()
    )
