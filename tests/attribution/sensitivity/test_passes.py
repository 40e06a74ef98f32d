"""All losses in the passes of one are what each comes to by itself."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given

from attribution.comparison.credit_cube import FIGURES, build_cube
from attribution.lost_touches import NOTHING_LOST
from attribution.parts.parts import Part, Parts, drop_lost_touches
from attribution.plan import Plan
from attribution.results import run_plan
from attribution.sensitivity.passes import run_lossy_plan
from tests.attribution.sensitivity.test_draws import LOSSES
from tests.attribution.shop import INLINE, Shop, orders_table, touches_table
from tests.attribution.strategies import cases
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEED = 3


@pytest.mark.slow
@given(cases(models=1, learning=1))
@examples(20)
def test_each_loss_is_as_by_itself(case: tuple[Shop, Plan]) -> None:
    shop, plan = case
    attributes = ("channel", "interaction", "campaign")
    tables = touches_table(shop), orders_table(shop)
    cut = Parts(*tables, attributes=attributes, everybody=plan.everybody, count=2, pool=INLINE)
    values = cut.vocabularies[plan.dimension]
    keyed = [cut.get_part(at)._replace(keys=cut.get_touch_keys(at)) for at in range(cut.count)]

    def map_parts(function: "Callable[[Part], Any]") -> "Iterable[Any]":
        return map(function, keyed)

    losses = (NOTHING_LOST, *LOSSES)
    found = run_lossy_plan(plan, values, map_parts, losses, SEED)
    for loss, each in zip(losses, found, strict=True):
        thinned = [drop_lost_touches(part, loss, SEED) for part in keyed]
        alone = run_plan(plan, values, None, lambda function, own=thinned: map(function, own))
        for figure in FIGURES:
            cells = (getattr(build_cube(one), figure) for one in (each, alone))
            np.testing.assert_array_equal(*cells)
