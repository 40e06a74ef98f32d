"""Credit of data-driven models from touches and orders, end to end, against the reference."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given

from attribution.choices import Allocation
from attribution.comparison.credit_cube import build_cube
from attribution.estimates import MarkovEstimate
from attribution.journeys.windows import DAY, Window
from attribution.models import Markov, ShapleyRate
from attribution.plan import NamedModel, Plan
from tests.attribution import drawn_paths, reference_effects, reference_walks
from tests.attribution.reference_models import UNATTRIBUTED
from tests.attribution.shop import Order, Shop, Touch, findings_of, instant
from tests.attribution.strategies import cases
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribution.plan import View
    from attribution.results import AttributionResults
    from tests.attribution.reference_chain import Path
    from tests.attribution.reference_effects import Key, Parts
    from tests.attribution.reference_walks import Walk

    Found = dict[Key, tuple[float, float]]


def parts_of_all(
    walks: "Sequence[Walk]", findings: "AttributionResults", key: "tuple[View, int]"
) -> "Parts":
    estimate, names = findings.estimates[key], findings.values.names
    if isinstance(estimate, MarkovEstimate):
        assert estimate.order == (estimate.model.order or estimate.order)
        return reference_effects.markov(walks, estimate.model, estimate.order, names)
    return reference_effects.conversion_rates(walks, names)


def credit_of(
    findings: "AttributionResults", key: "tuple[View, int]", *, by_block: bool
) -> "Found":
    """Return the credit of a model by block and value; with blocks, without their sum in front."""
    view, place = key
    whole = build_cube(findings)
    values = (*findings.values.names, UNATTRIBUTED)
    blocks = (None,) if findings.blocks is None or not by_block else findings.blocks.names
    first = 0 if findings.blocks is None or not by_block else 1
    cells = [
        amounts[view.position, place, first:] for amounts in (whole.conversions, whole.revenue)
    ]
    return {
        (block, value): (float(cells[0][row, column]), float(cells[1][row, column]))
        for row, block in enumerate(blocks)
        for column, value in enumerate(values)
    }


def check(case: tuple[Shop, Plan], count: int = 1) -> None:
    shop, plan = case
    by_block = all(not isinstance(each.model, ShapleyRate) for each in plan.models) and all(
        each.model.allocation is Allocation.JOURNEY
        for each in plan.models
        if isinstance(each.model, Markov)
    )
    findings = findings_of(shop, plan, count, block="block" if by_block else None)
    if not by_block:
        shop = replace(shop, orders=tuple(replace(each, block=None) for each in shop.orders))
    for key, estimate in findings.estimates.items():
        view, place = key
        named = plan.models[place]
        window = named.window or plan.windows[view.position]
        walks = reference_walks.walks(shop, plan, named, window)
        parts = parts_of_all(walks, findings, key)
        assume(not parts.doubtful)
        found = credit_of(findings, key, by_block=by_block)
        # Without any value there is nothing to share out, and nothing that could be undefined.
        assert estimate.defined == (parts.defined or not findings.values.names)
        if not estimate.defined:
            assert np.isnan(list(found.values())).all()
            continue
        orders = reference_walks.counted(shop, plan, named, window)
        share = reference_effects.by_journey if estimate.by_journey else reference_effects.total
        expected = share(orders, parts)
        largest = sum(abs(each.order.revenue) for each in orders)
        for cell, (conversions, revenue) in found.items():
            n, v = expected.pop(cell, (0, 0))
            assert conversions == pytest.approx(n, rel=1e-7, abs=1e-9), cell
            assert revenue == pytest.approx(v, rel=1e-7, abs=1e-8 * largest), cell
        assert not expected


@given(cases(models=0, learning=1))
@examples(100)
def test_one_part(case: tuple[Shop, Plan]) -> None:
    check(case)


@given(cases(models=0, learning=2))
@examples(10)
def test_seven_parts(case: tuple[Shop, Plan]) -> None:
    check(case, 7)


@pytest.mark.slow
@given(cases(models=0, learning=1))
@examples(500)
def test_many_shops(case: tuple[Shop, Plan]) -> None:
    check(case)


START = instant("2024-01-01T00:00")
MONTH = (Window(30 * DAY),)


def shop_of(known: "Sequence[Path]") -> Shop:
    """Return one customer for each journey of the paths."""
    touches: list[Touch] = []
    orders: list[Order] = []
    for number, path in enumerate(known):
        for journey in range(path.journeys):
            customer = f"{number}-{journey}"
            last = START
            for step, code in enumerate(path.codes):
                last = START + timedelta(hours=step)
                touches.append(Touch(customer, last, "ABC"[code]))
            if journey < path.conversions:
                paid = path.revenue // path.conversions
                orders.append(Order(customer, customer, last + timedelta(hours=1), paid))
    return Shop(tuple(touches), tuple(orders))


def known(model: Markov, answers: "Sequence[Path]", count: int = 1) -> "Found":
    plan = Plan((NamedModel("markov", model),), MONTH)
    findings = findings_of(shop_of(answers), plan, count, block=None)
    ((key, _),) = findings.estimates.items()
    return credit_of(findings, key, by_block=False)


def shared(effects: "Mapping[str, float]", total: float) -> list[float]:
    return [effect / sum(effects.values()) * total for effect in effects.values()]


@pytest.mark.parametrize("count", [1, 7])
def test_known_answers_of_the_first_set(count: int) -> None:
    found = known(Markov(), drawn_paths.FIRST_SET, count)
    assert [found[None, name][0] for name in "ABC"] == pytest.approx(
        [1.617977528, 2.123595506, 1.258426966], abs=1e-9
    )
    assert [found[None, name][1] / 10_000 for name in "ABC"] == pytest.approx(
        [17.525682826, 32.077502806, 16.396814367], abs=1e-9
    )
    assert found[None, UNATTRIBUTED] == (0, 0)


TWO_CHAINS = [
    (drawn_paths.FIRST_SET, 2, (0.8, 0.6, 0.4), (0.545454545, 0.757575758, 0.621212121)),
    (drawn_paths.SECOND_SET, 1, (21 / 40, 7 / 8, 3 / 5), (1 / 2, 5 / 6, 11 / 15)),
    (drawn_paths.SECOND_SET, 2, (2 / 3, 1, 2 / 3), (5 / 9, 1, 7 / 9)),
    (drawn_paths.SECOND_SET, 3, (1 / 2, 1, 1 / 2), (1 / 3, 1, 2 / 3)),
]


@pytest.mark.parametrize(("answers", "order", "effects", "paid"), TWO_CHAINS)
def test_known_answers_in_total(
    answers: "Sequence[Path]", order: int, effects: tuple[float, ...], paid: tuple[float, ...]
) -> None:
    found = known(Markov(order), answers)
    conversions = sum(path.conversions for path in answers)
    revenue = sum(path.revenue for path in answers)
    expected = shared(dict(zip("ABC", effects, strict=True)), conversions)
    assert [found[None, name][0] for name in "ABC"] == pytest.approx(expected, rel=1e-8)
    expected = shared(dict(zip("ABC", paid, strict=True)), revenue)
    assert [found[None, name][1] for name in "ABC"] == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize(("answers", "order", "effects", "paid"), TWO_CHAINS)
def test_known_answers_by_journey(
    answers: "Sequence[Path]", order: int, effects: tuple[float, ...], paid: tuple[float, ...]
) -> None:
    found = known(Markov(order, allocation=Allocation.JOURNEY), answers)
    expected = np.zeros((2, 3))
    for path in answers:
        for kind, (known_effects, amount) in enumerate(
            ((effects, path.conversions), (paid, path.revenue))
        ):
            own = [known_effects[code] for code in path.codes]
            for code, effect in zip(path.codes, own, strict=True):
                expected[kind, code] += amount * effect / sum(own)
    credit = [[found[None, name][kind] for name in "ABC"] for kind in (0, 1)]
    np.testing.assert_allclose(credit, expected, rtol=1e-8)


def test_conversion_rates_of_a_thousand_and_one() -> None:
    """A lucky channel with one journey outweighs one with a thousand (definitions §7)."""
    touches = [Touch(f"{n}", START, "A") for n in range(1000)] + [Touch("lucky", START, "B")]
    orders = [Order(f"{n}", f"{n}", START) for n in range(20)] + [Order("lucky", "lucky", START)]
    plan = Plan((NamedModel("rate", ShapleyRate()),), MONTH)
    findings = findings_of(Shop(tuple(touches), tuple(orders)), plan, block=None)
    ((key, _),) = findings.estimates.items()
    found = credit_of(findings, key, by_block=False)
    rate = 21 / 1001
    for name, alone, other in (("A", 0.02, 1), ("B", 1, 0.02)):
        value = (alone + rate - other) / 2
        assert found[None, name][0] == pytest.approx(value / rate * 21, rel=1e-9)
    assert found[None, "A"][0] == pytest.approx(-480, abs=0.5)
