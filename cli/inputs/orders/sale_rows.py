"""The rows that are sales or refunds: by their type, the files that hold them, and their status."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from cli.inputs.orders.overlaps import settle_overlaps
from cli.inputs.orders.refunds.rows import redirect_refunds
from cli.inputs.orders.row_meanings import divide_by_meaning, settle_shared_orders
from cli.inputs.orders.row_types import drop_types
from cli.inputs.orders.statuses.sales import drop_refunds_elsewhere, drop_rows
from cli.inputs.tally import NOTHING, add_maps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from cli.inputs.orders.overlaps import SettledOverlaps
    from cli.inputs.orders.terms import OrderTerms
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tally import Tally


class SalesOfMeaning(NamedTuple):
    """Sales and refunds of files whose rows mean one thing."""

    frame: "pl.DataFrame"
    terms: "OrderTerms"
    """Those of these files."""
    statuses: "Mapping[tuple[str, bool], Tally]"
    """Rows that their status left out, see `tallies.tally_statuses`."""


@dataclass(frozen=True, slots=True)
class SaleRows:
    """The rows that are sales or refunds, and what became of the others."""

    parts: tuple[SalesOfMeaning, ...]
    types: "Mapping[tuple[str, bool], Tally]"
    """See `SettledOrders.types`."""
    shared: "tuple[SettledOverlaps, ...]"
    """Rows that several files hold."""
    repeated: "Tally"
    """Refunds that stand on several rows."""
    dropped: "Tally" = NOTHING
    """Rows that their status left out, and refunds of orders that are left without rows."""

    def __add__(self, other: "SaleRows") -> "SaleRows":
        """Return the rows of both."""
        return SaleRows(
            (*self.parts, *other.parts),
            add_maps([self.types, other.types]),
            (*self.shared, *other.shared),
            self.repeated + other.repeated,
            self.dropped + other.dropped,
        )

    @property
    def frames(self) -> "list[pl.DataFrame]":
        """The rows of each part."""
        return [each.frame for each in self.parts]

    def with_frames(self, frames: "Iterable[pl.DataFrame]") -> "SaleRows":
        """Return the same with other rows in the parts."""
        pairs = zip(self.parts, frames, strict=True)
        return replace(self, parts=tuple(each._replace(frame=rows) for each, rows in pairs))


def choose_sales(reading: "RoleRows", frame: "pl.DataFrame", terms: "OrderTerms") -> SaleRows:
    """Return the rows that are sales or refunds, apart where files differ in what rows mean."""
    if not terms.meanings:
        return _drop_by_status(_choose_rows(reading, frame, terms))
    divided = divide_by_meaning(reading, frame, terms.meanings)
    parts = [_choose_rows(reading, each.frame, terms.of(each.meaning)) for each in divided]
    sales = reduce(add, parts)
    # First, since what one file sells and another cancels is an order of two states.
    left, shared = settle_shared_orders(reading, sales.frames, terms.section.overlaps)
    if shared is not None:
        sales = replace(sales.with_frames(left), shared=(*sales.shared, shared))
    return _drop_by_status(sales)


def _choose_rows(reading: "RoleRows", frame: "pl.DataFrame", terms: "OrderTerms") -> SaleRows:
    """Return the rows that are left by type, and by the files that hold them."""
    frame, types = drop_types(frame, terms.rule, terms.rows)
    shared = settle_overlaps(reading, frame, terms.section.overlaps, terms.rows)
    frame, repeated = redirect_refunds(shared.frame, lines=terms.has_lines)
    return SaleRows((SalesOfMeaning(frame, terms, {}),), types, (shared,), repeated)


def _drop_by_status(sales: SaleRows) -> SaleRows:
    """Return the rows that are left by status, each by the rule of its file."""
    found = [drop_rows(each.frame, each.terms.rule, each.terms.rows) for each in sales.parts]
    frames, lone = drop_refunds_elsewhere([left for left, _ in found], [out for _, out in found])
    parts = (
        each._replace(frame=left, statuses=out.statuses)
        for each, left, (_, out) in zip(sales.parts, frames, found, strict=True)
    )
    return replace(sales, parts=tuple(parts), dropped=sum((out.rows for _, out in found), lone))
