"""Blocks that overlap: each says what it would say alone."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.block_groups import BlockGroups
from attribution.bootstrap import Resampling
from attribution.comparison.comparison import Labels, compare_models
from attribution.journeys.windows import DAY, Window
from attribution.models import Allocation, Linear, Markov, Participation
from attribution.paths.groups import regroup_paths
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.statistics import add_path_statistics, measure_paths
from attribution.paths.tables import PathTable, PathTables
from attribution.plan import NamedModel, Plan
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant, parts_of
from tests.examples import examples
from tests.selection import keep

ALL_BLOCKS = ("x", "y", "x;y", None)
MODELS = (
    NamedModel("linear", Linear()),
    NamedModel("participation", Participation()),
    NamedModel("markov", Markov(allocation=Allocation.JOURNEY)),
)
PLAN = Plan(MODELS, (Window(30 * DAY),))
RESAMPLING = Resampling(100, 0)
START = instant("2026-01-01T00:00")


def draw_shop(seed: int, blocks: tuple[str | None, ...]) -> Shop:
    """Return customers whose orders all have one block each; some have touches alone."""
    random = Random(seed)  # noqa: S311 - no secrets
    touches, orders = [], []
    for number in range(40):
        name, block = f"c{number}", random.choice(blocks)
        for _ in range(random.randrange(4)):
            at = START + timedelta(hours=random.randrange(2_000))
            touches.append(Touch(name, at, random.choice("ABC")))
        for order in range(random.randrange(3)):
            at = START + timedelta(hours=random.randrange(2_000))
            revenue = random.randrange(100_000)
            orders.append(Order(f"{name}-{order}", name, at, revenue, block=block))
    last = START + timedelta(hours=2_001)
    orders.append(Order("last", "c-last", last, block=blocks[0]))
    return Shop((*touches, Touch("c-last", last, "A")), tuple(orders))


def relabel(shop: Shop, inside: set[str | None]) -> Shop:
    orders = (replace(each, block="in" if each.block in inside else "out") for each in shop.orders)
    return replace(shop, orders=tuple(orders))


def find_codes(shop: Shop, wanted: set[str | None]) -> tuple[int, ...]:
    names = sorted({each.block for each in shop.orders}, key=lambda name: (name is None, name))
    return tuple(code for code, name in enumerate(names) if name in wanted)


@pytest.mark.parametrize("blocks", keep([ALL_BLOCKS, ("x;y",), (None,)], [ALL_BLOCKS]))
@given(st.integers(0, 10_000), st.sampled_from([1, 3]))
@examples(12)
def test_groups_are_what_their_orders_are_alone(
    blocks: tuple[str | None, ...], seed: int, parts: int
) -> None:
    shop = draw_shop(seed, blocks)
    wanted: dict[str | None, set[str | None]] = {"X": {"x", "x;y"}, "Y": {"y", "x;y"}, None: {None}}
    held = {name: codes for name, own in wanted.items() if (codes := find_codes(shop, own))}
    groups = BlockGroups(tuple(held), tuple(held.values()))
    labels = Labels(lookbacks=["30d"], baseline="linear", block="segment", groups=groups)
    found = compare_models(findings_of(shop, PLAN, parts), labels, RESAMPLING).exact
    whole = compare_models(findings_of(shop, PLAN), labels._replace(groups=None), RESAMPLING).exact
    assert _select(found, "(all)").equals(_select(whole, "(all)"))
    for name in held:
        alone = relabel(shop, wanted[name])
        one = labels._replace(groups=None)
        expected = compare_models(findings_of(alone, PLAN), one, RESAMPLING).exact
        mine = _select(found, "(none)" if name is None else name)
        other = _select(expected, "in")
        assert mine.drop(pl.selectors.float()).equals(other.drop(pl.selectors.float()))
        numbers = mine.select(pl.selectors.float()) - other.select(pl.selectors.float())
        assert all((column.abs() < 1e-6).all() for column in numbers)


def _select(rows: pl.DataFrame, segment: str) -> pl.DataFrame:
    return rows.filter(pl.col("segment") == segment).drop("segment")


@pytest.mark.parametrize("blocks", keep([ALL_BLOCKS, ("x;y",)], [ALL_BLOCKS]))
@given(st.integers(0, 10_000))
@examples(12)
def test_paths_of_groups_are_those_of_their_orders_alone(
    blocks: tuple[str | None, ...], seed: int
) -> None:
    shop = draw_shop(seed, blocks)
    wanted: dict[str | None, set[str | None]] = {"X": {"x", "x;y"}, "Y": {"y", "x;y"}, None: {None}}
    held = {name: codes for name, own in wanted.items() if (codes := find_codes(shop, own))}
    groups = BlockGroups(tuple(held), tuple(held.values()))
    tables = count(shop)
    count_of_blocks = len({each.block for each in shop.orders})
    grouped = PathTables(regroup_paths(tables.statistics, groups, count_of_blocks), tables.values)
    for code, name in enumerate(name for name in held if name is not None):
        inside = relabel(shop, wanted[name])
        alone = count(inside)
        place = find_codes(inside, {"in"})[0]
        for table in PathTable:
            mine, other = grouped.build(table, code), alone.build(table, place)
            if table is PathTable.ROLES and count_of_blocks == 1:
                mine, other = mine.drop("role"), other.drop("role")
            assert mine.equals(other), table
    nobody = grouped.build(PathTable.NEXT, groups.names.index(None) if None in held else len(held))
    buyers = {each.customer for each in shop.orders if each.block is not None}
    strangers = replace(shop, touches=tuple(t for t in shop.touches if t.customer not in buyers))
    assert nobody.equals(count(strangers).build(PathTable.NEXT, None))


def count(shop: Shop) -> PathTables:
    known = START + timedelta(hours=2_001)
    asked = PathPlan(
        replace(PLAN, models=(), nonconverting=True),
        frozenset(PathCount),
        history=2,
        known_until=int(known.timestamp()) * 1_000_000,
        customer_blocks=True,
    )
    cut = parts_of(shop, everybody=True)
    statistics = add_path_statistics([measure_paths(cut.get_part(0), asked)])
    return PathTables(statistics, cut.values["channel"].names)
