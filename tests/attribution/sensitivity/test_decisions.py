"""Keep or cut by what a value returns, against plain Python."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.row_names import NOTHING
from attribution.comparison.spending import Spending
from attribution.plan import Facet, Plan
from attribution.sensitivity.decisions import Decisions
from attribution.sensitivity.draws import Draws
from attribution.sensitivity.ranges import Ranges
from tests.attribution.comparison.test_returns import COSTS
from tests.attribution.sensitivity.test_draws import drawn, numbered, plan, shop
from tests.attribution.shop import Shop, findings_of
from tests.attribution.strategies import cases
from tests.examples import examples

Amounts = Mapping[str | None, int]
TARGETS = st.sampled_from([0.5, 1.0, 2.0, 1 / 0.35])
Figure = float | str | None


def decide(draws: Draws, target: float) -> Decisions:
    assert draws.cost is not None
    return Decisions(draws, draws.cost, target)


def judge(revenue: float | None, cost: float, target: float) -> str | None:
    """Return the decision of the definitions; None where a model says nothing."""
    if revenue is None:
        return None
    return "keep" if revenue >= target * cost * (1 - 1e-9) else "cut"


def find_share(decision: str | None, others: list[str | None]) -> float | None:
    """Return the share of the others that decide otherwise, None where there are none."""
    said = [other for other in others if other is not None]
    return sum(other != decision for other in said) / len(said) if decision and said else None


def expect(draws: Draws, costs: Amounts, target: float) -> dict[tuple[str, str], dict[str, Figure]]:
    """Return the row of each model and value that cost money, from the credit of every draw."""
    names = {NOTHING if name is None else name: cost for name, cost in costs.items() if cost > 0}
    cells: dict[tuple[str, str], dict[tuple[str, float, int], float | None]] = {}
    for row in draws.to_exact().rows(named=True):
        if row[draws.dimension] in names:
            own = cells.setdefault((row["model"], row[draws.dimension]), {})
            own[row["lookback"], row["lost_share"], row["draw"]] = row["revenue"]
    found: dict[tuple[str, str], dict[str, Figure]] = {}
    for (model, name), credit in cells.items():
        cost = names[name] / 10_000
        words = {cell: judge(revenue, cost, target) for cell, revenue in credit.items()}
        own_word, baseline = words["w0", 0.0, 0], cells["m0", name]["w0", 0.0, 0]
        other = judge(baseline, cost, target)
        compared = model != "m0" and own_word is not None and other is not None
        known = [revenue / cost for revenue in credit.values() if revenue is not None]
        first = credit["w0", 0.0, 0]
        found[model, name] = {
            "cost": cost,
            "roas": None if first is None else first / cost,
            "roas_low": min(known, default=None),
            "roas_high": max(known, default=None),
            "decision": own_word,
            "flips_lost": find_share(
                own_word, [words[at] for at in words if at[0] == "w0" and at[2]]
            ),
            "flips_windows": find_share(
                own_word, [words[at] for at in words if at[0] != "w0" and not at[2]]
            ),
            "agrees": ("yes" if own_word == other else "no") if compared else None,
        }
    return found


@given(cases(models=2), COSTS, TARGETS)
@examples(20)
def test_every_decision_is_that_of_the_definitions(
    case: tuple[Shop, Plan], costs: Amounts, target: float
) -> None:
    _, draws = drawn(case[0], numbered(case[1]), spending=Spending(costs))
    made = decide(draws, target)
    rows = made.to_exact().rows(named=True)
    expected = expect(draws, costs, target)
    assert [(row["model"], row[draws.dimension]) for row in rows] == list(expected)
    for row in rows:
        of_row = expected[row["model"], row[draws.dimension]]
        assert {name: row[name] for name in of_row} == {
            name: pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            for name, value in of_row.items()
        }
    printed = made.to_printed()
    assert printed.drop("cost").equals(made.to_exact().drop("cost"))
    assert printed["cost"].dtype == pl.Int64


@given(cases(models=1), COSTS)
@examples(20)
def test_cost_and_roas_are_those_of_the_comparison(case: tuple[Shop, Plan], costs: Amounts) -> None:
    plan = numbered(case[1])
    _, draws = drawn(case[0], plan, (), spending=Spending(costs))
    orders = findings_of(case[0], replace(plan, facets=(Facet.NEW,)), block=None)
    made = compare_models(orders, Labels(list(draws.lookbacks), "m0"), spending=Spending(costs))
    columns = ["lookback", "model", plan.dimension]
    for whole, own in ((made.exact, draws.to_exact()), (made.printed, draws.to_printed())):
        expected = whole.select(*columns, "cost", "roas").sort(columns)
        assert_frame_equal(own.select(expected.columns).sort(columns), expected)
    ranges = Ranges(draws).to_exact()
    shown = draws.to_exact()["roas"]
    assert ranges["roas_low"].to_list() == ranges["roas_high"].to_list() == shown.to_list()


def test_a_channel_that_brings_just_what_it_has_to_is_kept() -> None:
    """Email and Social bring 20.00 each; a sum of shares may miss a target in its last digit."""
    _, draws = drawn(shop(), plan("linear"), spending=Spending({"Email": 80_000, "Social": 80_001}))
    for target in (2.5, float(np.nextafter(2.5, 3))):
        assert decide(draws, target).to_exact()["decision"].to_list() == ["keep", "cut"]


def test_where_nothing_cost_money_there_is_no_row() -> None:
    _, draws = drawn(shop(3), plan("linear"), (), spending=Spending({"Email": 0, "Fair": -10_000}))
    made = decide(draws, 1.0)
    assert made.to_printed().height == made.to_exact().height == 0
    assert dict(made.to_printed().schema)["channel"] == pl.String
    assert draws.values == ("Email", "Social", "Fair", "(unattributed)")
