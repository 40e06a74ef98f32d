"""The RFM segments, and the customers in them, as tables of the report."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from attribution.money import cents, footed
from cli.report import Kind, Table
from cli.reports.cents import in_cents
from cli.reports.engagement import touches_by_customer
from cli.reports.segment_map import segment_map
from rfm.customer_table import customer_table
from rfm.customers import customers
from rfm.segmentation import Segmentation, segmentation
from rfm.settings import Dimension, Frequency, Parameters, Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cli.engines.stock import Stock
    from cli.settings import Settings
    from rfm.customers import Customers
    from rfm.segmentation import Run

_SEGMENT_KINDS = {
    "segment": Kind.TEXT,
    "action": Kind.TEXT,
    "customers": Kind.COUNT,
    "customers_share": Kind.SHARE,
    "orders": Kind.COUNT,
    "revenue": Kind.MONEY,
    "revenue_share": Kind.SHARE,
    "average_order_value": Kind.MONEY,
    "recency_days_mean": Kind.NUMBER,
    "recency_days_median": Kind.NUMBER,
    "frequency_mean": Kind.NUMBER,
    "frequency_median": Kind.NUMBER,
    "monetary_mean": Kind.MONEY,
    "monetary_median": Kind.MONEY,
}
_CUSTOMER_KINDS = {
    "customer_id": Kind.TEXT,
    "recency_days": Kind.COUNT,
    "frequency": Kind.COUNT,
    "monetary": Kind.MONEY,
    "r": Kind.COUNT,
    "f": Kind.COUNT,
    "m": Kind.COUNT,
    "fm": Kind.COUNT,
    "segment": Kind.TEXT,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The customers of the orders, scored and in segments."""

    parameters: Parameters
    run: "Run"
    """Runs a function over the customers of each part."""
    segmentation: Segmentation

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the warnings as sentences."""
        return tuple(str(note) for note in self.segmentation.notes)

    def segments(self, currency: str | None) -> Table:
        """Return the segment table with cut points and empty bins below it."""
        table = self.segmentation.table
        return Table(
            name="rfm",
            title=f"RFM segments as of {self.parameters.as_of}{_in(currency)}",
            frame=_footed(table.frame, table.totals),
            kinds=_SEGMENT_KINDS,
            exact=table.exact,
            caption=tuple(self.lines()),
            totals=in_cents(table.totals, _SEGMENT_KINDS),
        )

    def by_customer(self, currency: str | None) -> Table:
        """Return one row a customer."""
        found = customer_table(
            list(self.run(_themselves)),
            self.segmentation.scales,
            self.segmentation.segments,
            self.parameters.monetary,
        )
        return Table(
            name="customers",
            title=f"RFM customers as of {self.parameters.as_of}{_in(currency)}",
            frame=in_cents(found.frame, _CUSTOMER_KINDS),
            kinds=_CUSTOMER_KINDS,
            exact=found.exact,
            caption=tuple(self.lines()),
        )

    def lines(self) -> "Iterator[str]":
        """Yield the cut points of each dimension and the scores that nobody has."""
        for scale in self.segmentation.scales:
            points = ", ".join(f"{point:f}" for point in scale.cut_points)
            yield f"{scale.dimension} cut points: {points or 'none'}"
        for dimension in Dimension:
            empty = [
                str(found.score)
                for found in self.segmentation.bins
                if found.dimension is dimension and not found.customers
            ]
            if empty:
                yield f"{dimension} scores that no customer has: {', '.join(empty)}"


def scored(stock: "Stock", settings: "Settings", as_of: "date") -> Scored:
    """Score the customers of a stock, which has touches if the settings need them."""
    asked = parameters(settings, as_of)
    run = stock.over(partial(measured, settings=settings, asked=asked))
    return Scored(asked, run, segmentation(run, asked, segment_map(settings)))


def measured(
    touches: pl.DataFrame | None, orders: pl.DataFrame, settings: "Settings", asked: Parameters
) -> "Customers":
    """Return the customers of cleaned orders; those that name none are left out."""
    known = orders.lazy().filter(pl.col("customer_id").is_not_null())
    if touches is None or asked.frequency is not Frequency.TOUCHPOINTS:
        return customers(known, asked)
    return customers(known, asked, touches_by_customer(touches, settings, asked.as_of))


def parameters(settings: "Settings", as_of: "date") -> Parameters:
    """Return the settings of RFM as the library's."""
    own = settings.rfm
    points = own.thresholds
    return Parameters(
        as_of=as_of,
        window_days=None if own.window is None else own.window.days,
        bins=own.bins,
        method=own.method,
        frequency=own.frequency,
        monetary=own.monetary,
        thresholds=None
        if points is None
        else Thresholds(points.recency, points.frequency, points.monetary),
    )


def _themselves(part: "Customers") -> "Customers":
    return part


def _in(currency: str | None) -> str:
    return f", money in {currency}" if currency else ""


def _footed(frame: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Return the segments' money in cents, their revenue so that it adds up to the total's."""
    amounts = frame["revenue"].to_numpy().astype("float64")
    total = cents(int(totals["revenue"][0]))
    revenue = footed(amounts, frame["segment"].to_list(), total)
    return in_cents(frame, _SEGMENT_KINDS).with_columns(pl.Series("revenue", revenue))
