"""Attribution agrees with the plain-Python reference, however the customers are cut into parts."""

import pytest
from hypothesis import given

from attribution.parts.parts import Parts
from attribution.plan import Plan
from attribution.statistics.statistics import Statistics
from tests.attribution import reference, reference_models
from tests.attribution.reference_models import UNATTRIBUTED, Cell
from tests.attribution.shop import Shop, parts_of, statistics_of
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.examples import examples


def cells(statistics: Statistics, parts: Parts, plan: Plan) -> dict[Cell, tuple[float, float]]:
    values = (*parts.vocabularies[plan.dimension].names, UNATTRIBUTED)
    assert parts.blocks is not None
    blocks = parts.blocks.names
    found = {}
    for window, model, group, block, value, conversions, revenue in statistics.credit.rows():
        cell = (window, model, group, blocks[block], values[value])
        assert cell not in found
        found[cell] = (conversions, revenue)
    return found


def check(shop: Shop, plan: Plan, count: int) -> None:
    parts = parts_of(shop, count)
    statistics = statistics_of(parts, plan)
    found = cells(statistics, parts, plan)
    expected = reference_models.credit(shop, plan, EXPRESSIONS)
    assert found.keys() == expected.keys()
    for cell, (conversions, revenue) in expected.items():
        assert found[cell] == pytest.approx((conversions, revenue), rel=1e-9, abs=1e-9), cell
    assert statistics.counts == tuple(
        reference.counts(shop, window, plan.repeat) for window in plan.windows
    )


@given(cases())
@examples(250)
def test_one_part(case: tuple[Shop, Plan]) -> None:
    check(*case, 1)


@given(cases(models=2))
@examples(30)
def test_seven_parts(case: tuple[Shop, Plan]) -> None:
    check(*case, 7)


@given(cases(models=1))
@examples(10)
def test_sixty_four_parts(case: tuple[Shop, Plan]) -> None:
    check(*case, 64)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "shops"), [(1, 1_000), (7, 150), (64, 30)])
def test_many_shops(count: int, shops: int) -> None:
    @given(cases(models=8))
    @examples(shops)
    def agrees(case: tuple[Shop, Plan]) -> None:
        check(*case, count)

    agrees()
