"""The tables of paths agree with a plain-Python reference, however the customers are cut."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.choices import Transform
from attribution.paths import keys, roles, sets
from attribution.paths.plan import PathCount, PathPlan
from attribution.paths.statistics import add_path_statistics, measure_paths
from attribution.paths.tables import PathTable, PathTables
from attribution.plan import Plan
from tests.attribution import reference, reference_paths
from tests.attribution.reference_paths import Journey, Row
from tests.attribution.shop import Shop, parts_of
from tests.attribution.strategies import cases
from tests.examples import examples

ASKED = st.tuples(st.lists(st.sampled_from(Transform), max_size=2).map(tuple), st.integers(1, 4))
CASES = cases(models=0, learning=1)


def _refund_some(shop: Shop) -> Shop:
    """Make refunds of some orders that do not count, the others lie outside the range."""
    orders = (
        replace(order, refunded=not order.counted and order.block is None) for order in shop.orders
    )
    return replace(shop, orders=tuple(orders))


def _ask(plan: Plan, transforms: tuple[Transform, ...], history: int) -> PathPlan:
    alone = replace(plan, models=(), windows=plan.windows[:1], known_until=None, nonconverting=True)
    return PathPlan(alone, frozenset(PathCount), transforms, history, plan.known_until)


def _expect(  # noqa: PLR0911 - one a table
    table: PathTable, found: Sequence[Journey], shop: Shop, asked: PathPlan, *, whole: bool
) -> list[Row]:
    match table:
        case PathTable.ROLES:
            return reference_paths.roles(found)
        case PathTable.PATHS:
            return reference_paths.paths(found, asked, whole=whole)
        case PathTable.LENGTH:
            return reference_paths.lengths(found, whole=whole)
        case PathTable.LAG:
            return reference_paths.lags(found, asked)
        case PathTable.SUMMARY:
            return reference_paths.summary(found, asked)
        case PathTable.SETS:
            return reference_paths.sets(found, whole=whole)
        case PathTable.PAIRS:
            return reference_paths.pairs(found, whole=whole)
        case PathTable.NEXT:
            return reference_paths.steps(shop, asked)


def _compare(rows: list[Row], expected: list[Row]) -> None:
    assert len(rows) == len(expected)
    for mine, theirs in zip(rows, expected, strict=True):
        assert [*map(_blur, mine)] == [*map(_blur, theirs)]


def _blur(cell: object) -> object:
    return pytest.approx(cell, rel=1e-9, abs=1e-9) if isinstance(cell, float) else cell


def check(shop: Shop, asked: PathPlan, count: int) -> None:
    parts = parts_of(shop, count, everybody=True)
    sums = add_path_statistics(
        measure_paths(parts.get_part(index), asked) for index in range(parts.count)
    )
    tables = PathTables(sums, parts.vocabularies[asked.plan.dimension].names)
    every = reference_paths.journeys(shop, asked)
    assert parts.blocks is not None
    for code, block in [(None, None), *enumerate(parts.blocks.names)]:
        whole = code is None
        found = reference_paths.of_block(every, block, whole=whole)
        # Next steps have no blocks where orders of one customer are in several.
        tables_of_block = [each for each in PathTable if whole or each is not PathTable.NEXT]
        for table in tables_of_block:
            expected = _expect(table, found, shop, asked, whole=whole)
            _compare(tables.build(table, code).rows(), expected)
    counts = reference.counts(shop, asked.window, asked.plan.repeat, everybody=True)
    assert sums.counts == counts


@given(CASES, ASKED)
@examples(100)
def test_one_part(case: tuple[Shop, Plan], asked: tuple[tuple[Transform, ...], int]) -> None:
    shop, plan = case
    check(_refund_some(shop), _ask(plan, *asked), 1)


@pytest.mark.slow
@given(CASES, ASKED, st.sampled_from((7, 64)))
@examples(20)
def test_more_parts(
    case: tuple[Shop, Plan], asked: tuple[tuple[Transform, ...], int], count: int
) -> None:
    shop, plan = case
    check(_refund_some(shop), _ask(plan, *asked), count)


@given(CASES, ASKED)
@examples(20)
def test_more_values_than_a_whole_number_has_bits(
    case: tuple[Shop, Plan], asked: tuple[tuple[Transform, ...], int]
) -> None:
    shop, plan = case
    with pytest.MonkeyPatch.context() as patched:
        for module in (roles, sets):
            patched.setattr(module, "MOST_BITS", -1)
        patched.setattr(keys, "_BITS", 0)
        check(_refund_some(shop), _ask(plan, *asked), 1)


@given(CASES, ASKED, st.integers(1, 4))
@examples(20)
def test_the_first_rows_are_those_of_the_whole(
    case: tuple[Shop, Plan], asked: tuple[tuple[Transform, ...], int], top: int
) -> None:
    shop, plan = case
    parts = parts_of(shop, 1, everybody=True)
    sums = add_path_statistics([measure_paths(parts.get_part(0), _ask(plan, *asked))])
    tables = PathTables(sums, parts.vocabularies[plan.dimension].names)
    for table in (PathTable.PATHS, PathTable.SETS):
        whole, first = tables.build(table, None), tables.build(table, None, top)
        assert first.height == whole.height
        assert first.head(top).equals(whole.head(top))


@pytest.mark.slow
@pytest.mark.parametrize(("count", "shops"), [(1, 120), (7, 40), (64, 12)])
def test_many_shops(count: int, shops: int) -> None:
    @given(CASES, ASKED)
    @examples(shops)
    def agrees(case: tuple[Shop, Plan], asked: tuple[tuple[Transform, ...], int]) -> None:
        shop, plan = case
        check(_refund_some(shop), _ask(plan, *asked), count)

    agrees()
