"""A replicate is the shop with each customer as often as their group was drawn."""

import polars as pl
import pytest

from attribution.bootstrap import Resampling, draw_group_weights
from attribution.journeys.windows import DAY, Window
from attribution.parts.buckets import assign_groups
from attribution.paths.path_intervals import PathIntervals
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.roles import TOO_FEW
from attribution.paths.statistics import add_path_statistics, measure_paths
from attribution.paths.tables import PathTable, PathTables
from attribution.plan import Plan
from tests.attribution.shop import Order, Shop, Touch, instant, parts_of
from tests.selection import keep

ONCE = Resampling(replicates=1, seed=3)
KEYS = {
    PathTable.ROLES: ["value"],
    PathTable.SETS: ["values"],
    PathTable.PAIRS: ["one", "other"],
    PathTable.NEXT: ["history", "touches", "next"],
}
CUSTOMERS = [f"customer {number}" for number in range(120)]
LATEST = int(instant("2026-03-20T10:00").timestamp()) * 1_000_000


def draw_shop(copies: dict[str, int]) -> Shop:
    """Return a shop of customers, each so many times."""
    touches, orders = [], []
    for number, customer in enumerate(CUSTOMERS):
        for copy in range(copies[customer]):
            who = f"{customer}/{copy}" if copy else customer
            for place in range(number % 4):
                at = instant(f"2026-01-{1 + place:02}T10:00")
                touches.append(Touch(who, at, "ABC"[(number // 4 + place * number) % 3]))
            if number % 5:
                at = instant("2026-01-10T10:00")
                orders.append(Order(f"{who} order", who, at, revenue=100 + number))
    return Shop(tuple(touches), tuple(orders))


def count(shop: Shop, parts: int, *, grouped: bool) -> PathTables:
    plan = Plan((), (Window(30 * DAY),), nonconverting=True)
    asked = PathPlan(plan, frozenset(PathCount), known_until=LATEST, grouped=grouped)
    cut = parts_of(shop, parts, everybody=True, block=None)
    sums = add_path_statistics(measure_paths(cut.get_part(at), asked) for at in range(cut.count))
    return PathTables(sums, cut.vocabularies["channel"].names)


def add_intervals(tables: PathTables, table: PathTable) -> pl.DataFrame:
    return PathIntervals(tables, ONCE).add(tables.build(table, None), table, None)


@pytest.fixture(scope="module")
def once() -> PathTables:
    return count(draw_shop(dict.fromkeys(CUSTOMERS, 1)), 7, grouped=True)


@pytest.mark.parametrize("table", keep(KEYS, [PathTable.ROLES]))
def test_one_replicate_is_the_shop_drawn_again(table: PathTable, once: PathTables) -> None:
    drawn = draw_group_weights(ONCE)[0]
    groups = assign_groups(pl.Series(CUSTOMERS)).tolist()
    copies = {who: int(drawn[group]) for who, group in zip(CUSTOMERS, groups, strict=True)}
    again = count(draw_shop(copies), 1, grouped=False).build(table, None)
    rows = add_intervals(once, table)
    # Customers without touches and orders are in no file.
    known = {who for number, who in enumerate(CUSTOMERS) if number % 4 or number % 5}
    factor = len(known) / sum(copies[who] for who in known)
    both = rows.join(again, on=KEYS[table], suffix="_again")
    compared = 0
    for name in [each.removesuffix("_low") for each in rows.columns if each.endswith("_low")]:
        scale = 1 if rows.schema[name] == pl.Float64 else factor
        low, high, expected = (
            both[f"{name}{end}"].to_list() for end in ("_low", "_high", "_again")
        )
        assert low == high
        for mine, theirs in zip(low, expected, strict=True):
            if mine is not None:
                margin = 0.5 if name.endswith("_revenue") else 1e-9
                assert mine == pytest.approx(theirs * scale, rel=1e-9, abs=margin)
                compared += 1
    assert compared > 3


@pytest.mark.slow
def test_groups_and_parts_do_not_move_a_figure(once: PathTables) -> None:
    shop = draw_shop(dict.fromkeys(CUSTOMERS, 1))
    plain, cut = count(shop, 1, grouped=False), count(shop, 64, grouped=True)
    for table in PathTable:
        whole, rows = plain.build(table, None), add_intervals(once, table)
        assert rows.equals(add_intervals(cut, table))
        assert rows.select(whole.columns).equals(whole)
        assert (rows.width > whole.width) == (table in KEYS)


def test_a_few_customers_have_no_interval() -> None:
    shop = draw_shop({who: int(place < 12) for place, who in enumerate(CUSTOMERS)})
    rows = add_intervals(count(shop, 1, grouped=True), PathTable.ROLES)
    assert rows["journeys_low"].null_count() == rows.height


def test_a_single_block_is_as_sure_as_the_whole(once: PathTables) -> None:
    whole, block = (
        PathIntervals(once, ONCE).add(once.build(PathTable.ROLES, at), PathTable.ROLES, at)
        for at in (None, 0)
    )
    assert block.equals(whole)
    assert TOO_FEW not in block["role"].to_list()
    assert block["journeys_low"].null_count() == 0
