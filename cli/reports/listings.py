"""The first rows of the tables that list, and what the others add up to."""

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from attribution.comparison.row_names import OTHERS

if TYPE_CHECKING:
    from cli.report import Table


class _Listing(NamedTuple):
    """How the rows of a table are added up."""

    name: str
    """The column that says which they are."""
    sums: tuple[str, ...]
    """The columns that add up; the others say nothing of several rows."""
    role: str | None = None
    """The column whose values are added up by themselves."""


_LISTINGS: Final = {
    "files": _Listing("path", ("rows", "total"), "role"),
    # Orders have touches of several pairs in their journeys, so that only touches add up.
    "unassigned": _Listing("source", ("touches",)),
}


def take_first(table: "Table", top: int | None) -> "Table":
    """Return a table that lists with all rows past the first `top` as one, `(others)`.

    Files are added up by their role. Findings, the ledger and coverage are always whole.
    """
    listing = _LISTINGS.get(table.name)
    if top is None or listing is None:
        return table
    frame, exact = (_fold(each, listing, top) for each in (table.frame, table.exact))
    return table._replace(frame=frame, exact=exact)


def _fold(frame: pl.DataFrame, listing: _Listing, top: int) -> pl.DataFrame:
    parts = frame.partition_by(listing.role, maintain_order=True) if listing.role else [frame]
    kept = [piece for part in parts for piece in (part.head(top), _add_up(part[top:], listing))]
    return pl.concat(kept) if kept else frame


def _add_up(rest: pl.DataFrame, listing: _Listing) -> pl.DataFrame:
    """Return one row, none where there is nothing to add up."""
    if rest.is_empty():
        return rest
    row = {name: _sum_known(rest[name]) for name in listing.sums} | {listing.name: OTHERS}
    if listing.role:
        row[listing.role] = rest[listing.role][0]
    return pl.DataFrame({name: [row.get(name)] for name in rest.columns}, rest.schema)


def _sum_known(values: pl.Series) -> float | None:
    """Return the sum of what is known, None where nothing is."""
    known = values.drop_nulls()
    if known.is_empty():
        return None
    return fsum(known) if values.dtype.is_float() else int(known.sum())
