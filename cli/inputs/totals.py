"""What reports ask of all orders and touches, added up over some customers at a time or all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import polars as pl

from cli.inputs.reading.rows import POSITION
from cli.inputs.tally import NOTHING, Tally, tally
from cli.inputs.values.combinations import list_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

V = TypeVar("V", bound=Any)

NOT_ATTRIBUTES: Final = frozenset(
    {"customer_id", "touched_at", "touchpoint_id", "dated_only", POSITION}
)
"""Columns of touches that are no attribute."""


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """Facts about orders; days are of the report's time zone, None where there is no order."""

    every: Tally = NOTHING
    """All orders."""
    refunded: int = 0
    """Those that are refunded."""
    counted: Tally = NOTHING
    outside: Tally = NOTHING
    """Neither counted nor refunded: out of the range of the report."""
    nameless: Tally = NOTHING
    """Without a customer."""
    first_day: "date | None" = None
    last_day: "date | None" = None
    """Of the orders that are not refunded."""
    latest: int | None = None
    """Instant of the latest order, microseconds since 1970, UTC."""
    latest_kept: int | None = None
    """That of the latest order that is not refunded."""
    first_kept_day: "date | None" = None
    """Of the orders that are not refunded."""

    def __add__(self, other: "OrderTotals") -> "OrderTotals":
        """Return the facts about the orders of both."""
        return OrderTotals(
            self.every + other.every,
            self.refunded + other.refunded,
            self.counted + other.counted,
            self.outside + other.outside,
            self.nameless + other.nameless,
            _combine_known(min, self.first_day, other.first_day),
            _combine_known(max, self.last_day, other.last_day),
            _combine_known(max, self.latest, other.latest),
            _combine_known(max, self.latest_kept, other.latest_kept),
            _combine_known(min, self.first_kept_day, other.first_kept_day),
        )

    @classmethod
    def of(cls, orders: pl.DataFrame) -> "OrderTotals":
        """Return the facts about orders, see `read.OrderInput.frame`, with `counted`."""
        refunded, counted = pl.col("refunded"), pl.col("counted")
        chosen = {
            "counted": counted,
            "outside": ~counted & ~refunded,
            "nameless": pl.col("customer_id").is_null(),
        }
        revenue = pl.col("revenue")
        found = orders.select(
            refunded.sum().alias("refunded"),
            pl.col("ordered_on").min().alias("first_day"),
            pl.col("ordered_on").filter(~refunded).max().alias("last_day"),
            pl.col("ordered_on").filter(~refunded).min().alias("first_kept_day"),
            pl.col("ordered_at").to_physical().max().alias("latest"),
            pl.col("ordered_at").to_physical().filter(~refunded).max().alias("latest_kept"),
            *(which.sum().cast(pl.Int64).alias(f"{name} orders") for name, which in chosen.items()),
            *(revenue.filter(which).sum().alias(name) for name, which in chosen.items()),
        ).row(0, named=True)
        sums = {name: Tally(found[f"{name} orders"], found[name]) for name in chosen}
        return cls(
            tally(orders),
            found["refunded"],
            sums["counted"],
            sums["outside"],
            sums["nameless"],
            found["first_day"],
            found["last_day"],
            found["latest"],
            found["latest_kept"],
            found["first_kept_day"],
        )


@dataclass(frozen=True, slots=True)
class TouchTotals:
    """Facts about touches."""

    rows: int
    begun: "datetime | None"
    """Instant of the first touch, None without touches."""
    values: "dict[str, frozenset[str | None]]"
    """The values of attributes, None among them where one is blank."""
    whole_ids: bool = True
    """Whether every `touchpoint_id` that is not null is an integer."""
    ids: int = 0
    """Touches with a `touchpoint_id`."""
    latest: int | None = None
    """Instant of the last touch, microseconds since 1970, UTC, None without touches."""

    def __add__(self, other: "TouchTotals") -> "TouchTotals":
        """Return the facts about the touches of both."""
        names = dict.fromkeys([*self.values, *other.values])
        nothing: frozenset[str | None] = frozenset()
        return TouchTotals(
            self.rows + other.rows,
            _combine_known(min, self.begun, other.begun),
            {
                name: self.values.get(name, nothing) | other.values.get(name, nothing)
                for name in names
            },
            self.whole_ids and other.whole_ids,
            self.ids + other.ids,
            _combine_known(max, self.latest, other.latest),
        )

    @classmethod
    def of(cls, touches: pl.DataFrame, attributes: "list[str]") -> "TouchTotals":
        """Return the facts about touches; the values of some of their attributes."""
        at = pl.col("touched_at")
        found = touches.select(at.min().alias("begun"), at.to_physical().max().alias("latest"))
        distinct = {name: list_values(touches[name]).cast(pl.String) for name in attributes}
        return cls(
            touches.height,
            found["begun"].to_list()[0],
            {name: frozenset(values) for name, values in distinct.items()},
            latest=found["latest"].item(),
        )


def list_attributes(columns: "Iterable[str]") -> list[str]:
    """Return the attributes among the columns of touches."""
    return [name for name in columns if name not in NOT_ATTRIBUTES]


def _combine_known(which: "Callable[[V, V], V]", one: "V | None", other: "V | None") -> "V | None":
    return other if one is None else one if other is None else which(one, other)
