"""The RFM segments, and the customers in them, as tables of the report."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import polars as pl

from attribution.money import round_to_cents, round_to_total
from cli.inputs.reading.rows import POSITION
from cli.money import convert_to_cents
from cli.report import ColumnKind, Table
from cli.reports.rfm.far_day import describe_far_day
from cli.reports.rfm.score_limits import describe_scores
from cli.reports.rfm.segment_map import build_segment_map
from rfm.customer_table import build_customer_table
from rfm.customers import measure_customers
from rfm.engagement import count_touches_by_customer
from rfm.lifetime_value.purchases import find_purchase_days
from rfm.order_runs import OrderRuns
from rfm.segmentation import Segmentation, segment_customers
from rfm.settings import Frequency, Parameters, Thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from cli.engines.rows import CustomerMap, CustomerRows
    from cli.settings import Settings
    from rfm.customers import Customers
    from rfm.lifetime_value.purchases import PurchaseDays

T = TypeVar("T")

SEGMENT_KINDS = {
    "segment": ColumnKind.TEXT,
    "action": ColumnKind.TEXT,
    "customers": ColumnKind.COUNT,
    "customers_share": ColumnKind.SHARE,
    "orders": ColumnKind.COUNT,
    "revenue": ColumnKind.MONEY,
    "revenue_share": ColumnKind.SHARE,
    "average_order_value": ColumnKind.MONEY,
    "recency_days_mean": ColumnKind.NUMBER,
    "recency_days_median": ColumnKind.NUMBER,
    "frequency_mean": ColumnKind.NUMBER,
    "frequency_median": ColumnKind.NUMBER,
    "monetary_mean": ColumnKind.MONEY,
    "monetary_median": ColumnKind.MONEY,
}
_CUSTOMER_KINDS = {
    "customer_id": ColumnKind.TEXT,
    "recency_days": ColumnKind.COUNT,
    "frequency": ColumnKind.COUNT,
    "monetary": ColumnKind.MONEY,
    "r": ColumnKind.COUNT,
    "f": ColumnKind.COUNT,
    "m": ColumnKind.COUNT,
    "fm": ColumnKind.COUNT,
    "segment": ColumnKind.TEXT,
}


@dataclass(frozen=True)
class CleanedRows:
    """The cleaned rows of some customers; what they tell is found once, when it is asked for.

    Orders that name no customer tell nothing.
    """

    touches: pl.DataFrame | None
    orders: pl.DataFrame
    settings: "Settings"
    asked: Parameters

    @cached_property
    def runs(self) -> OrderRuns:
        """The orders by customer."""
        return OrderRuns.of(self.orders)

    @cached_property
    def scored(self) -> "Customers":
        """What scores the customers."""
        return measure_cleaned_orders(self.touches, self.runs, self.settings, self.asked)

    @cached_property
    def days(self) -> "PurchaseDays":
        """The days on which they bought."""
        return find_purchase_days(self.runs, self.asked.as_of)


class ScoredCustomers(NamedTuple):
    """The customers of the orders, scored and in segments."""

    parameters: Parameters
    parts: "CustomerMap[CleanedRows]"
    """Runs a function over the rows of each part."""
    segmentation: Segmentation
    dated: bool
    """Whether the settings name the as-of day; else it is that of the latest order."""

    def run(self, function: "Callable[[Customers], T]") -> "Iterable[T]":
        """Return what a function says of the customers of each part; it can be pickled."""
        return _map_scored(self.parts, function)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the warnings as sentences."""
        return (*self.far_day, *(str(note) for note in self.segmentation.notes))

    @property
    def far_day(self) -> tuple[str, ...]:
        """Return a warning of an as-of day that may be a mistake."""
        recency = self.segmentation.counts.recency
        return () if self.dated else describe_far_day(self.parameters.as_of, recency)

    def build_segment_table(self, currency: str | None, below: tuple[str, ...]) -> Table:
        """Return the segment table; below it what is said of its total, and the scores."""
        table = self.segmentation.table
        return Table(
            name="rfm",
            title=f"RFM segments as of {self.parameters.as_of}{format_unit(currency)}",
            frame=_round_to_total(table.frame, table.totals),
            kinds=SEGMENT_KINDS,
            exact=table.exact,
            caption=(*below, *self._describe_scores()),
            totals=convert_to_cents(table.totals, SEGMENT_KINDS),
        )

    def _describe_scores(self) -> "Iterator[str]":
        found = self.segmentation
        return describe_scores(found.scales, found.bins, self.parameters)

    def by_customer(self, currency: str | None) -> Table:
        """Return one row a customer."""
        found = build_customer_table(
            list(self.run(_list_customers)),
            self.segmentation.scales,
            self.segmentation.segments,
            self.parameters.monetary,
        )
        return Table(
            name="customers",
            title=f"RFM customers as of {self.parameters.as_of}{format_unit(currency)}",
            frame=convert_to_cents(found.frame, _CUSTOMER_KINDS),
            kinds=_CUSTOMER_KINDS,
            exact=found.exact,
            caption=tuple(self._describe_scores()),
        )


def score_customers(stock: "CustomerRows", settings: "Settings", as_of: "date") -> ScoredCustomers:
    """Score the customers of a stock, which has touches if the settings need them."""
    asked = build_parameters(settings, as_of)
    parts = stock.map_prepared(partial(CleanedRows, settings=settings, asked=asked))
    run = partial(_map_scored, parts)
    found = segment_customers(run, asked, build_segment_map(settings))
    return ScoredCustomers(asked, parts, found, settings.rfm.as_of is not None)


def _map_scored(
    parts: "CustomerMap[CleanedRows]", function: "Callable[[Customers], T]"
) -> "Iterable[T]":
    return parts(partial(_apply_to_scored, function))


def _apply_to_scored(function: "Callable[[Customers], T]", part: CleanedRows) -> T:
    return function(part.scored)


def _list_customers(part: "Customers") -> pl.DataFrame:
    return part.frame


def measure_cleaned_orders(
    touches: pl.DataFrame | None,
    orders: pl.DataFrame | OrderRuns,
    settings: "Settings",
    asked: Parameters,
) -> "Customers":
    """Return the customers of cleaned orders; those that name none are left out."""
    if touches is None or asked.frequency is not Frequency.TOUCHPOINTS:
        return measure_customers(orders, asked)
    return measure_customers(orders, asked, count_engagement(touches, settings, asked))


def count_engagement(
    touches: pl.DataFrame, settings: "Settings", asked: Parameters
) -> pl.DataFrame:
    """Return the touches of each customer that count as of a day; see the library's function."""
    # Where a row stood in its file does not tell it from another that repeats it.
    own = touches.drop(POSITION, strict=False)
    return count_touches_by_customer(own, settings.timezone, asked.window_days, asked.as_of)


def build_parameters(settings: "Settings", as_of: "date") -> Parameters:
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


def format_unit(currency: str | None) -> str:
    """Return what a title says of the money in its table."""
    return f", money in {currency}" if currency else ""


def _round_to_total(frame: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Return the segments' money in cents, their revenue so that it adds up to the total's."""
    amounts = frame["revenue"].to_numpy().astype("float64")
    total = round_to_cents(int(totals["revenue"][0]))
    revenue = round_to_total(amounts, frame["segment"].to_list(), total)
    return convert_to_cents(frame, SEGMENT_KINDS).with_columns(pl.Series("revenue", revenue))
