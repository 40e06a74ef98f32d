import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from rfm.facts.customer_facts import FactBuilder, FactSources
from rfm.facts.own_segments import (
    MEMBERSHIP,
    OwnSegment,
    build_own_table,
    find_memberships,
    name_memberships,
    sum_own_segments,
)
from rfm.segmentation import segment_customers
from tests.examples import examples
from tests.rfm.facts.parts import collect_parts
from tests.rfm.reference import measured, segment_rows
from tests.rfm.shops import Shop, map_for, shops

CONDITIONS = (
    pl.col("recency_days") < 10,
    pl.col("days_between_orders") > 5,
    pl.col("revenue") / pl.col("refunded_orders") > 1,
    pl.lit(value=False),
    pl.col("rfm_segment").is_null(),
)


def collect(shop: Shop, number: int) -> tuple[list[FactSources], FactBuilder]:
    parts = shop.parts(number)
    found = segment_customers(
        lambda step: map(step, parts), shop.parameters, map_for(shop.parameters)
    )
    sources = collect_parts(shop, parts, {"tenure_days"})
    return sources, FactBuilder(found.scales, found.segments, shop.parameters.monetary)


@given(
    shops(), st.lists(st.sampled_from(range(len(CONDITIONS))), max_size=3), st.sampled_from([1, 3])
)
@examples(80)
def test_each_segment_holds_those_it_selects_and_shares_are_of_everybody(
    shop: Shop, chosen: list[int], number: int
) -> None:
    segments = [OwnSegment(f"{at}", f"do {at}", CONDITIONS[at]) for at in chosen]
    sources, builder = collect(shop, number)
    found = build_own_table(
        [sum_own_segments(each, builder, segments) for each in sources],
        segments,
        shop.parameters.monetary,
    )
    assert found.frame["segment"].to_list() == [*(each.name for each in segments), "(none)"]
    everybody = measured(shop.orders, shop.parameters, shop.touches)
    members = pl.concat([find_memberships(builder.build(each), segments) for each in sources])
    assert members["customer_id"].sort().to_list() == sorted(everybody)
    inside = dict(members.iter_rows())
    for place, row in enumerate(found.exact.rows(named=True)):
        own = "yes" if place < len(segments) else "nobody's"
        labels = {
            name: own if (place in places or (own == "nobody's" and not places)) else "no"
            for name, places in inside.items()
        }
        (expected,) = segment_rows(everybody, labels, (own,))
        for name in ("customers", "orders", "customers_share", "revenue_share"):
            value = expected[name]
            assert row[name] == (None if value is None else float(value))
    totals = found.totals.row(0, named=True)
    assert totals["customers"] == len(everybody)
    facts = pl.concat([builder.build(each) for each in sources])
    for name, places in inside.items():
        own_facts = facts.filter(pl.col("customer_id") == name)
        held = [own_facts.select(pl.lit(0), value=each.condition)["value"][0] for each in segments]
        assert places == [place for place, value in enumerate(held) if value is True]


def test_names_are_joined_in_the_order_of_the_settings() -> None:
    segments = [OwnSegment(name, "", pl.lit(value=True)) for name in ("B", "A; C")]
    places = pl.Series(MEMBERSHIP, [[0, 1], [1], []], dtype=pl.List(pl.UInt32))
    assert name_memberships(places, segments).to_list() == ["B; A; C", "A; C", ""]
