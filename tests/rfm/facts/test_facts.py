from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rfm.customer_table import build_customer_table
from rfm.customers import Customers
from rfm.facts.customer_facts import (
    FactBuilder,
    FactRequest,
    collect_sources,
    list_facts,
)
from rfm.facts.names import FACTS, OF_ORDERS, OF_TOUCHES, OF_VALUE, SCORED
from rfm.facts.order_history import summarise_orders
from rfm.facts.touch_history import summarise_touches
from rfm.lifetime_value.customer_values import Valuer
from rfm.lifetime_value.parameters import Parameters as ValueParameters
from rfm.lifetime_value.purchases import find_purchase_days
from rfm.lifetime_value.valuation import value_customers
from rfm.segmentation import Segmentation, segment_customers
from rfm.settings import Frequency, Parameters
from tests.examples import examples
from tests.rfm.facts import reference
from tests.rfm.facts.parts import collect_parts
from tests.rfm.facts.reference import Touch
from tests.rfm.reference import Order
from tests.rfm.shops import AS_OF, NAMES, Shop, default_map, map_for, order, shops, table

FEBRUARY = date(2026, 2, 12)
ROME = "Europe/Rome"
MIDNIGHT = datetime(2026, 1, 31, 23, tzinfo=UTC)
"""The first of February in Rome."""
EXAMPLE = [
    Order("c1", date(2026, 1, 6), 1_000_000),
    Order("c2", date(2026, 1, 2), 500_000),
    Order("c3", date(2026, 1, 10), 300_000),
    Order("c5", date(2026, 1, 8), 200_000),
    Order("c1", date(2026, 2, 12), 400_000),
]
TOUCHES = st.lists(
    st.builds(
        Touch,
        st.sampled_from(NAMES[:4]),
        st.one_of(
            st.sampled_from([MIDNIGHT, MIDNIGHT - timedelta(seconds=1)]),
            st.datetimes(datetime(2026, 1, 20), datetime(2026, 2, 3), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is beside it
        ),
        st.sampled_from("ABC"),
        st.sampled_from([None, "1", "10", "2"]),
        st.booleans(),
    ),
    max_size=12,
)
ORDERS = st.builds(
    order, st.sampled_from(NAMES), st.integers(-3, 40), st.just(0), refunded=st.booleans()
)


def tabulate(touches: Sequence[Touch], *, identified: bool) -> pl.DataFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "customer_id": pl.String,
        "touched_at": pl.Datetime("us", "UTC"),
        "channel": pl.String,
        "touchpoint_id": pl.String,
        "dated_only": pl.Boolean,
    }
    frame = pl.DataFrame([asdict(touch) for touch in touches], schema=schema)
    return frame if identified else frame.drop("touchpoint_id")


def to_mapping(frame: pl.DataFrame) -> dict[str, dict[str, object]]:
    return {str(row.pop("customer_id")): row for row in frame.to_dicts()}


def score(parts: list[Customers], parameters: Parameters) -> Segmentation:
    return segment_customers(lambda step: map(step, parts), parameters, map_for(parameters))


@given(st.lists(ORDERS))
@examples(120)
@example([order("a", 3), order("a", 3), order("a", 0, refunded=True)])
def test_what_orders_tell_is_what_plain_python_finds(orders: list[Order]) -> None:
    assert to_mapping(summarise_orders(table(orders), AS_OF)) == reference.tell_orders(
        orders, AS_OF
    )


@given(TOUCHES, st.sampled_from([ROME, "UTC"]), st.booleans())
@examples(120)
@example([Touch("a", MIDNIGHT, "A"), Touch("a", MIDNIGHT, "A")], ROME, False)
@example([Touch("a", MIDNIGHT, "A", "2"), Touch("a", MIDNIGHT, "B", "1")], "UTC", True)
def test_what_touches_tell_is_what_plain_python_finds(
    touches: list[Touch], zone: str, identified: bool
) -> None:
    rows = touches if identified else [replace_id(touch) for touch in touches]
    found = summarise_touches(tabulate(rows, identified=identified), zone, AS_OF)
    assert to_mapping(found) == reference.tell_touches(rows, zone, AS_OF, identified=identified)


def replace_id(touch: Touch) -> Touch:
    return Touch(touch.customer_id, touch.touched_at, touch.channel, None, touch.dated_only)


@given(shops(), st.sampled_from([1, 3]))
@examples(60)
def test_scores_are_those_of_the_customers_table_in_currency_units(shop: Shop, number: int) -> None:
    parts = shop.parts(number)
    found = score(parts, shop.parameters)
    builder = FactBuilder(found.scales, found.segments, shop.parameters.monetary)
    sources = collect_parts(shop, parts, OF_ORDERS)
    facts = list_facts(map(builder.build, sources))
    assert facts.columns == ["customer_id", *SCORED, *OF_ORDERS]
    expected = build_customer_table(
        [each.frame for each in parts], found.scales, found.segments, shop.parameters.monetary
    ).exact.rename({"segment": "rfm_segment"})
    assert facts.select(expected.columns).equals(expected)
    history = reference.tell_orders(shop.orders, AS_OF)
    for row in facts.to_dicts():
        own = history[row["customer_id"]]
        assert {name: row[name] for name in OF_ORDERS} == own
        mean = Fraction(round(row["revenue"] * 10_000), 10_000 * row["orders"])
        assert row["average_order_value"] == float(mean)
    for name in {*(each.customer_id for each in shop.orders), "nobody"}:
        alone = list_facts(builder.build_some(each, [name]) for each in sources)
        assert alone.height == (name in history)
        assert alone.filter(pl.col("frequency").is_not_null()).equals(
            facts.filter(pl.col("customer_id") == name)
        )


def build_example(names: Sequence[str], touches: list[Touch]) -> pl.DataFrame:
    parameters = Parameters(FEBRUARY)
    customers = Shop(EXAMPLE, {}, parameters).measured()
    found = segment_customers(lambda step: [step(customers)], parameters, default_map())
    request = FactRequest(frozenset(names), FEBRUARY, "UTC")
    sources = collect_sources(
        customers, table(EXAMPLE), tabulate(touches, identified=False), request
    )
    valuer = None
    if request.includes(OF_VALUE):
        days = find_purchase_days(table(EXAMPLE), FEBRUARY)
        valuation = value_customers(lambda step: [step(days)], ValueParameters(FEBRUARY))
        valuer = Valuer(valuation, found.scales, found.segments)
    builder = FactBuilder(found.scales, found.segments, parameters.monetary, valuer)
    return list_facts([builder.build(sources)])


def test_the_known_answer() -> None:
    january = datetime(2026, 1, 1, 10, tzinfo=UTC)
    touches = [
        Touch("c1", january + timedelta(days=days), channel)
        for days, channel in ((0, "A"), (2, "B"), (5, "A"), (40, "C"))
    ]
    facts = build_example([*OF_ORDERS, *OF_TOUCHES], touches)
    first, second = facts.row(0, named=True), facts.row(1, named=True)
    assert first == {
        "customer_id": "c1",
        "recency_days": 0,
        "frequency": 2,
        "monetary": 140.0,
        "r": 4,
        "f": 4,
        "m": 4,
        "fm": 4,
        "rfm_segment": "Loyal Customers",
        "orders": 2,
        "revenue": 140.0,
        "average_order_value": 70.0,
        "tenure_days": 37,
        "days_between_orders": 37.0,
        "refunded_orders": 0,
        "touches": 4,
        "days_since_touch": 2,
        "first_channel": "A",
        "last_channel": "C",
    }
    assert second["days_between_orders"] is None
    assert {second[name] for name in OF_TOUCHES} == {None}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_values_are_there_where_one_of_them_is_asked_for() -> None:
    facts = build_example([*OF_ORDERS, *OF_TOUCHES, "clv"], [])
    assert facts.columns == ["customer_id", *FACTS]
    assert facts.select(OF_VALUE).null_count().sum_horizontal().item() == 0


def test_touches_as_a_frequency_need_no_summary_of_touches() -> None:
    parameters = Parameters(AS_OF, frequency=Frequency.TOUCHPOINTS)
    customers = Shop([order("a", 1)], {"a": 3}, parameters).measured()
    found = score([customers], parameters)
    request = FactRequest(frozenset({"frequency"}), AS_OF, "UTC")
    sources = collect_sources(
        customers, table([order("a", 1)]), tabulate([], identified=False), request
    )
    builder = FactBuilder(found.scales, found.segments, parameters.monetary)
    assert builder.build(sources)["frequency"].to_list() == [3]
