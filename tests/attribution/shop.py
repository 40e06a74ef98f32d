"""Small shops as plain values, and attribution run on them."""

from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from attribution.parts.parts import Parts
from attribution.results import AttributionResults, run_plan
from attribution.statistics.statistics import Statistics, add_statistics, measure_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from attribution.parts.parts import Part
    from attribution.plan import Plan

T = TypeVar("T")

ATTRIBUTES = ("channel", "interaction", "campaign")

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Touch:
    customer: str
    at: datetime
    channel: str | None
    interaction: str | None = None
    campaign: str | None = None
    dated_only: bool = False
    id: int | str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    id: str
    customer: str | None
    at: datetime
    revenue: int = 10_000
    counted: bool = True
    block: str | None = None
    refunded: bool = False
    """Else it lies outside the report's range where it is not counted."""


@dataclass(frozen=True, slots=True)
class Shop:
    touches: tuple[Touch, ...]
    orders: tuple[Order, ...]
    ids: bool = False
    """Whether the file of touches has a touchpoint_id."""


class Inline(Executor):
    """Runs everything at once in the thread that asks."""

    def submit(
        self, function: "Callable[..., T]", /, *args: object, **named: object
    ) -> "Future[T]":
        future: Future[T] = Future()
        future.set_result(function(*args, **named))
        return future

    def map(  # type: ignore[override]  # no time limits here
        self, function: "Callable[..., T]", *iterables: "Iterable[object]"
    ) -> "Iterator[T]":
        return map(function, *iterables)


INLINE = Inline()


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def touches_table(shop: Shop) -> pl.DataFrame:
    touches = shop.touches
    kind = pl.Int64 if all(isinstance(touch.id, int | None) for touch in touches) else pl.String
    columns = {
        "customer_id": pl.Series([touch.customer for touch in touches], dtype=pl.String),
        "touched_at": pl.Series([t.at for t in touches], dtype=pl.Datetime("us", "UTC")),
        "channel": pl.Series([touch.channel for touch in touches], dtype=pl.String),
        "interaction": pl.Series([touch.interaction for touch in touches], dtype=pl.String),
        "campaign": pl.Series([touch.campaign for touch in touches], dtype=pl.String),
        "dated_only": pl.Series([touch.dated_only for touch in touches], dtype=pl.Boolean),
    }
    if shop.ids:
        columns["touchpoint_id"] = pl.Series([touch.id for touch in touches], dtype=kind)
    return pl.DataFrame(columns)


def orders_table(shop: Shop) -> pl.DataFrame:
    orders = shop.orders
    return pl.DataFrame(
        {
            "order_id": pl.Series([order.id for order in orders], dtype=pl.String),
            "customer_id": pl.Series([order.customer for order in orders], dtype=pl.String),
            "ordered_at": pl.Series([o.at for o in orders], dtype=pl.Datetime("us", "UTC")),
            "revenue": pl.Series([order.revenue for order in orders], dtype=pl.Int64),
            "counted": pl.Series([order.counted for order in orders], dtype=pl.Boolean),
            "refunded": pl.Series([order.refunded for order in orders], dtype=pl.Boolean),
            "block": pl.Series([order.block for order in orders], dtype=pl.String),
        }
    )


def parts_of(
    shop: Shop,
    count: int = 1,
    pool: Executor = INLINE,
    *,
    everybody: bool = False,
    named: bool = False,
    resampled: bool = True,
    block: str | None = "block",
) -> Parts:
    return Parts(
        touches_table(shop),
        orders_table(shop),
        attributes=ATTRIBUTES,
        block=block,
        count=count,
        everybody=everybody,
        named=named,
        resampled=resampled,
        pool=pool,
    )


def statistics_of(parts: Parts, plan: "Plan", pool: Executor = INLINE) -> Statistics:
    return add_statistics(
        pool.map(lambda index: measure_part(parts.get_part(index), plan), range(parts.count))
    )


def findings_of(
    shop: Shop,
    plan: "Plan",
    count: int = 1,
    pool: Executor = INLINE,
    *,
    block: str | None = "block",
) -> AttributionResults:
    parts = parts_of(shop, count, pool, everybody=plan.everybody, block=block)

    def run(function: "Callable[[Part], T]") -> "Iterable[T]":
        return pool.map(lambda index: function(parts.get_part(index)), range(parts.count))

    return run_plan(plan, parts.vocabularies[plan.dimension], parts.blocks, run)
