"""Which rows are asked for: of some channels, of some orders."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.row_names import UNATTRIBUTED, name_rows
from cli.reports.credits.errors import UncountedOrderError, UnknownChannelError, UnknownOrderError
from cli.reports.nearest_ids import find_near_id

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.options import Options


@dataclass(frozen=True, slots=True)
class CreditRequest:
    """Rows of some channels and orders; None: of all."""

    channels: tuple[str, ...] | None = None
    orders: frozenset[str] | None = None

    def select_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of the channels."""
        return (
            rows if self.channels is None else rows.filter(pl.col("channel").is_in(self.channels))
        )


def parse_request(options: "Options", shop: "Dataset") -> CreditRequest:
    """Return what the options ask of a shop.

    Raises UnknownChannelError, UnknownOrderError and UncountedOrderError.
    """
    assert shop.touch_facts is not None  # noqa: S101 - who attributes has read touches
    known = sorted(name_rows(shop.touch_facts.values["channel"]))
    for name in options.channel or ():
        if name not in {*known, UNATTRIBUTED}:
            raise UnknownChannelError(name, [*known, UNATTRIBUTED])
    for order in options.order or ():
        _refuse_missing(shop, order)
    return CreditRequest(
        tuple(options.channel) if options.channel else None,
        frozenset(options.order) if options.order else None,
    )


def _refuse_missing(shop: "Dataset", order: str) -> None:
    """Raise UnknownOrderError or UncountedOrderError unless a shop counts an order."""
    found = pl.concat(list(shop.stock.map_each(partial(_select_order, order))))
    if not found.height:
        raise UnknownOrderError(order, find_near_id(shop.stock, "order_id", order))
    if not found["counted"].any():
        refunded = bool(found["refunded"].any())
        raise UncountedOrderError(order, "refunded" if refunded else f"not among the {shop.days}")


def _select_order(order: str, _touches: pl.DataFrame | None, orders: pl.DataFrame) -> pl.DataFrame:
    return orders.filter(pl.col("order_id") == order).select("counted", "refunded")
