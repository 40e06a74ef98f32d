"""Amounts of orders are shared among channels as the rows of credit share the orders."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from attribution.credit_rows.amounts import CreditedAmounts, credit_orders
from attribution.plan import Plan
from attribution.statistics.observed import observe_part
from tests.attribution import reference_credit
from tests.attribution.shop import Shop, parts_of
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.examples import examples

NEAR = 1e-9


def _add_up(
    shop: Shop, plan: Plan, count: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return what each channel gets of the counted orders: their number, their revenue."""
    parts = parts_of(shop, count)
    found = []
    for index in range(parts.count):
        seen = observe_part(parts.get_part(index), plan)
        paid = seen.part.orders.revenue[seen.counted].astype(np.float64)
        found.append(
            credit_orders(seen, seen.counted, np.stack([np.ones(len(paid)), paid], axis=1))
        )
    return CreditedAmounts.add_parts(found)


@given(cases(models=1))
@examples(24)
def test_they_are_the_rows_added_up(case: tuple[Shop, Plan]) -> None:
    shop, plan = case[0], replace(case[1], windows=case[1].windows[:1], dimension="channel")
    names = parts_of(shop).vocabularies["channel"].names
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    paid = {order.id: order.revenue for order in shop.orders}
    for row in reference_credit.rows(shop, plan, EXPRESSIONS):
        weight = float(row.weights["model 0"])
        sums[row.channel][0] += weight
        sums[row.channel][1] += weight * paid[row.order]
    whole = _add_up(shop, plan, 1)
    shown = ["(none)" if name is None else name for name in names] + ["(unattributed)"]
    expected = [sums[name] for name in shown]
    assert whole.tolist() == [pytest.approx(each, rel=NEAR, abs=NEAR) for each in expected]
    with pytest.MonkeyPatch.context() as patched:
        # How many rows are added up at a time changes the last digit, the number of parts does not.
        patched.setattr("attribution.statistics.batches.ROWS", 3)
        cut = _add_up(shop, plan, 64)
        assert cut.tolist() == _add_up(shop, plan, 1).tolist()
    assert cut == pytest.approx(whole, rel=NEAR, abs=NEAR)
