"""Small shops for the tests of rfm: made by hand, by Hypothesis, and as tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import yaml
from hypothesis import strategies as st

from rfm.customers import Customers, measure_customers
from rfm.segments import SegmentEntry, SegmentMap
from rfm.settings import Frequency, Method, Monetary, Parameters, Thresholds
from tests.rfm.reference import Order

AS_OF = date(2026, 1, 31)
_DEFAULT = Path(__file__).parents[2] / "configs" / "segments" / "default.yaml"
_SCHEMA = {
    "customer_id": pl.String,
    "ordered_on": pl.Date,
    "revenue": pl.Int64,
    "refunded": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Shop:
    orders: list[Order]
    touches: dict[str, int]
    parameters: Parameters

    def measured(self) -> Customers:
        return measure_customers(table(self.orders), self.parameters, touch_table(self.touches))

    def parts(self, number: int) -> list[Customers]:
        names = sorted({order.customer_id for order in self.orders})
        part_of = {name: (7 * at + 3) % number for at, name in enumerate(names)}
        return [
            replace(
                self, orders=[o for o in self.orders if part_of[o.customer_id] == at]
            ).measured()
            for at in range(number)
        ]


def table(orders: Sequence[Order]) -> pl.DataFrame:
    rows = [(o.customer_id, o.ordered_on, o.revenue, o.refunded) for o in orders]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def touch_table(touches: dict[str, int]) -> pl.DataFrame:
    columns = {"customer_id": list(touches), "touches": list(touches.values())}
    return pl.DataFrame(columns, schema={"customer_id": pl.String, "touches": pl.UInt32})


def order(name: str, days_ago: int, revenue: int = 10_000, *, refunded: bool = False) -> Order:
    return Order(name, AS_OF - timedelta(days=days_ago), revenue, refunded)


def _span(given: int | list[int] | None) -> tuple[int, int] | None:
    if given is None or isinstance(given, list):
        return None if given is None else (given[0], given[1])
    return given, given


def default_map() -> SegmentMap:
    content = yaml.safe_load(_DEFAULT.read_text(encoding="utf-8"))
    entries = tuple(
        SegmentEntry(
            entry["name"],
            r=_span(entry.get("r")),
            f=_span(entry.get("f")),
            m=_span(entry.get("m")),
            fm=_span(entry.get("fm")),
            action=entry.get("action", ""),
        )
        for entry in content["segments"]
    )
    return SegmentMap(entries, content["bins"], "default")


def halves(bins: int) -> SegmentMap:
    """Return a map that fits any number of scores."""
    upper = (bins // 2 + 1, bins)
    entries = (
        SegmentEntry("Best", r=upper, fm=upper, action="Thank them."),
        SegmentEntry("Spenders", m=upper, action="Ask them back."),
        SegmentEntry("Frequent", f=(2, bins), action="Show them more."),
        SegmentEntry("Others", action="Wait."),
    )
    return SegmentMap(entries)


def map_for(parameters: Parameters) -> SegmentMap:
    return default_map() if parameters.bins == 5 else halves(parameters.bins)


NAMES = [f"c{number}" for number in range(14)]
_ORDERS = st.lists(
    st.builds(
        order,
        st.sampled_from(NAMES),
        st.integers(-3, 40),
        st.one_of(st.integers(0, 12).map(lambda n: n * 2_500), st.integers(0, 60_000)),
        refunded=st.sampled_from([False, False, False, True]),
    ),
    max_size=40,
)


def _points(bins: int, decimals: int) -> st.SearchStrategy[tuple[Decimal, ...]]:
    one = st.integers(0, 40 * 10**decimals).map(lambda n: Decimal(n).scaleb(-decimals))
    return st.lists(one, min_size=bins - 1, max_size=bins - 1).map(lambda p: tuple(sorted(p)))


@st.composite
def all_parameters(draw: st.DrawFn) -> Parameters:
    bins = draw(st.sampled_from([5, 5, 2, 3, 4, 7]))
    thresholds = st.builds(Thresholds, _points(bins, 0), _points(bins, 1), _points(bins, 5))
    return Parameters(
        as_of=AS_OF,
        window_days=draw(st.none() | st.integers(1, 40)),
        bins=bins,
        method=draw(st.sampled_from(Method)),
        frequency=draw(st.sampled_from(Frequency)),
        monetary=draw(st.sampled_from(Monetary)),
        thresholds=draw(thresholds),
    )


def shops() -> st.SearchStrategy[Shop]:
    touches = st.dictionaries(st.sampled_from([*NAMES, "passer-by"]), st.integers(0, 6))
    return st.builds(Shop, _ORDERS, touches, all_parameters())
