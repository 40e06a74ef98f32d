"""Rows of credit agree with a plain-Python reference, and add up to the comparison."""

from collections import defaultdict
from dataclasses import replace
from itertools import chain

import polars as pl
import pytest
from hypothesis import given

from attribution.comparison.credit_cube import build_cube
from attribution.credit_rows.effects import learn_effects, with_effects
from attribution.credit_rows.plan import CreditPlan
from attribution.credit_rows.rows import OF_REVENUE, list_work
from attribution.models import Allocation, Markov, ShapleyRate
from attribution.plan import NamedModel, Plan
from attribution.statistics.row_counts import RowCounts
from tests.attribution import reference, reference_credit
from tests.attribution.reference_models import UNATTRIBUTED
from tests.attribution.shop import ATTRIBUTES, Shop, findings_of, parts_of
from tests.attribution.strategies import EXPRESSIONS, cases
from tests.examples import examples

NEAR = 1e-9


def _ask(plan: Plan) -> Plan:
    """Return a plan by channel under its first window; chains share order by order."""
    models = (each for each in plan.models if not isinstance(each.model, ShapleyRate))
    return replace(
        plan,
        models=tuple(_share_by_journey(each) for each in models),
        windows=plan.windows[:1],
        dimension="channel",
    )


def _share_by_journey(named: NamedModel) -> NamedModel:
    if isinstance(named.model, Markov):
        return named._replace(model=replace(named.model, allocation=Allocation.JOURNEY))
    return named


def _list_rows(shop: Shop, plan: Plan, count: int) -> tuple[pl.DataFrame, RowCounts]:
    parts = parts_of(shop, count, everybody=plan.everybody, named=True)
    every = [parts.get_part(index) for index in range(parts.count)]
    known = learn_effects(
        plan, len(parts.vocabularies["channel"].names), lambda function: map(function, every)
    )
    asked = CreditPlan(with_effects(plan, known), ATTRIBUTES[1:])
    work = chain.from_iterable(list_work(part, asked) for part in every)
    pieces = [each() for each in work]
    counts = sum((piece.counts for piece in pieces), start=RowCounts())
    return pl.concat(piece.rows for piece in pieces), counts


def check(shop: Shop, plan: Plan, count: int) -> None:
    plan = _ask(plan)
    rows, counts = _list_rows(shop, plan, count)
    assert counts == reference.counts(shop, plan.windows[0], plan.repeat, everybody=plan.everybody)
    expected = reference_credit.rows(shop, plan, EXPRESSIONS)
    own = rows.select("order_id", "customer_id", "position", "length", "touched_at", "channel")
    assert own.rows() == [
        (row.order, row.customer, row.position, row.length, row.at, row.channel) for row in expected
    ]
    for name in expected[0].weights if expected else ():
        assert rows[name].to_list() == pytest.approx(
            [float(row.weights[name]) for row in expected], rel=NEAR, abs=NEAR
        )
    _check_sums(shop, plan, rows)


def _check_sums(shop: Shop, plan: Plan, rows: pl.DataFrame) -> None:
    """Hold what rows add up to against the comparison of the same plan."""
    findings = findings_of(shop, plan, block=None)
    cube, names = build_cube(findings), findings.values.names
    for place, named in enumerate(plan.models):
        if named.name not in rows.columns:
            assert place in findings.undefined
            continue
        paid = f"{named.name}{OF_REVENUE}"
        of_revenue = pl.col(paid if paid in rows.columns else named.name)
        sums: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
        sums |= {
            channel: (orders, money)
            for channel, orders, money in rows.group_by("channel")
            .agg(pl.col(named.name).sum(), (of_revenue * pl.col("revenue")).sum().alias("money"))
            .rows()
        }
        shown = [*("(none)" if name is None else name for name in names), UNATTRIBUTED]
        for code, channel in enumerate(shown):
            credit = cube.conversions[0, place, 0, code], cube.revenue[0, place, 0, code]
            assert sums[channel] == pytest.approx(credit, rel=NEAR, abs=NEAR), (named, channel)


@given(cases(models=4))
@examples(100)
def test_one_part(case: tuple[Shop, Plan]) -> None:
    check(*case, 1)


@given(cases(models=1, learning=2))
@examples(60)
def test_models_that_learn_add_up_to_the_comparison(case: tuple[Shop, Plan]) -> None:
    shop, plan = case[0], _ask(case[1])
    rows, _ = _list_rows(shop, plan, 7)
    _check_sums(shop, plan, rows)


@given(cases(models=2))
@examples(20)
def test_seven_parts(case: tuple[Shop, Plan]) -> None:
    check(*case, 7)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "shops"), [(1, 200), (7, 50), (64, 15)])
def test_many_shops(count: int, shops: int) -> None:
    @given(cases(models=6))
    @examples(shops)
    def agrees(case: tuple[Shop, Plan]) -> None:
        check(*case, count)

    agrees()


@given(cases(models=3, learning=1))
@examples(20)
def test_parts_and_batches_do_not_change_a_digit(case: tuple[Shop, Plan]) -> None:
    shop, plan = case[0], _ask(case[1])
    whole, counts = _list_rows(shop, plan, 1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("attribution.statistics.batches.ROWS", 3)
        cut, same = _list_rows(shop, plan, 64)
    assert counts == same
    assert whole.equals(cut)
