"""One row a customer: scores, history, touches and value side by side."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from rfm.customer_table import compute_monetary
from rfm.customers import Customers
from rfm.facts.names import FACTS, OF_ORDERS, OF_TOUCHES, OF_VALUE, SCORED
from rfm.facts.order_history import summarise_orders
from rfm.facts.touch_history import summarise_touches
from rfm.lifetime_value.purchases import PurchaseDays, find_purchase_days
from rfm.order_runs import ID
from rfm.segment_statistics import SEGMENT, add_segments
from rfm.units import UNIT, divide_exactly

if TYPE_CHECKING:
    from datetime import date

    from rfm.lifetime_value.customer_values import Valuer
    from rfm.scores import Scales
    from rfm.segments import Segments
    from rfm.settings import Monetary


class FactRequest(NamedTuple):
    """Which facts are asked for, and as of when."""

    names: frozenset[str]
    """Of `FACTS`; facts that are made together come together."""
    as_of: "date"
    timezone: str
    """That days of touches are cut in."""
    customers: tuple[str, ...] | None = None
    """Whose orders and touches are summarised; None: everybody's."""

    def includes(self, some: Iterable[str]) -> bool:
        """Return whether one of some facts is asked for."""
        return not self.names.isdisjoint(some)

    def select(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return the rows of the customers that are asked for."""
        return rows if self.customers is None else rows.filter(pl.col(ID).is_in(self.customers))


@dataclass(frozen=True, slots=True, eq=False)
class FactSources:
    """What the facts of a part's customers are made from; None where nobody asks for it."""

    scored: Customers
    orders: pl.DataFrame | None
    """See `summarise_orders`."""
    touches: pl.DataFrame | None
    """See `summarise_touches`."""
    days: PurchaseDays | None


def collect_sources(
    scored: Customers,
    orders: pl.LazyFrame | pl.DataFrame,
    touches: pl.DataFrame | None,
    request: FactRequest,
) -> FactSources:
    """Summarise the orders and touches of one part's customers, who are scored already.

    `orders` are those of `measure_customers`; `touches`, see `summarise_touches`, are needed where
    a fact of `OF_TOUCHES` is asked for.
    """
    as_of, touched = request.as_of, None
    if touches is not None and request.includes(OF_TOUCHES):
        own = request.select(touches.lazy()).collect()
        touched = summarise_touches(own, request.timezone, as_of)
    history = request.select(orders.lazy()) if request.includes(OF_ORDERS) else None
    return FactSources(
        scored,
        None if history is None else summarise_orders(history, as_of),
        touched,
        find_purchase_days(orders, as_of) if request.includes(OF_VALUE) else None,
    )


class FactBuilder(NamedTuple):
    """All that turns sources into facts; the same for every part."""

    scales: "Scales"
    segments: "Segments"
    monetary: "Monetary"
    valuer: "Valuer | None" = None
    """None where no fact of `OF_VALUE` is asked for, or no forecast can be made."""

    def build(self, sources: FactSources) -> pl.DataFrame:
        """Return one row a scored customer of a part, in no order.

        `customer_id` and the facts that there are sources of, in the order of `FACTS`; money and
        `clv` in currency units (Float64). Null where a fact is unknown.
        """
        scored = self._build_scored(sources.scored)
        return self._join(scored, sources)

    def build_some(self, sources: FactSources, ids: Collection[str]) -> pl.DataFrame:
        """Return the same for customers of these ids, whether they are scored or not.

        Ids that the part knows nothing of are no rows.
        """
        days = None if sources.days is None else sources.days.ids.alias(ID).to_frame()
        parts = (sources.scored.frame, sources.orders, sources.touches, days)
        known = pl.concat([part.select(ID) for part in parts if part is not None])
        base = known.filter(pl.col(ID).is_in(list(ids))).unique()
        return self._join(base.join(self._build_scored(sources.scored), on=ID, how="left"), sources)

    def _build_scored(self, customers: Customers) -> pl.DataFrame:
        frame = add_segments(customers.frame, self.scales, self.segments)
        revenue, orders = frame["revenue"], frame["orders"]
        _, monetary = compute_monetary(revenue, orders, self.monetary)
        return frame.with_columns(
            monetary.alias("monetary"),
            self.segments.get_names(frame[SEGMENT]).alias("rfm_segment"),
            divide_exactly(revenue, UNIT).alias("revenue"),
            divide_exactly(revenue, orders * UNIT).alias("average_order_value"),
        ).select(ID, *SCORED)

    def _join(self, base: pl.DataFrame, sources: FactSources) -> pl.DataFrame:
        more = [sources.orders, sources.touches]
        if self.valuer is not None and sources.days is not None:
            values = self.valuer.value(sources.days)
            more.append(sources.days.name(values).select(ID, *OF_VALUE))
        frame = base.lazy()
        for part in more:
            if part is not None:
                frame = frame.join(part.lazy(), on=ID, how="left")
        found = frame.collect()
        return found.select(ID, *(name for name in FACTS if name in found.columns))


def list_facts(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Put together the facts of all parts, by `customer_id` in code point order."""
    return pl.concat(parts).sort(ID)
