"""Credit draw by draw where touches are lost, and how far it and the ranks move."""

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from attribution.comparison.comparison import Labels, compare_models
from attribution.comparison.credit_cube import build_cube
from attribution.comparison.spending import Spending
from attribution.journeys.windows import DAY, Window
from attribution.lost_touches import Loss
from attribution.models import First, Last, Linear, Markov, Participation
from attribution.money import round_to_cents
from attribution.parts.parts import Parts, drop_lost_touches
from attribution.plan import NamedModel, Plan
from attribution.results import AttributionResults, run_plan
from attribution.sensitivity.draws import Draws, build_draws
from attribution.sensitivity.ranges import Flip, Ranges
from tests.attribution.shop import (
    INLINE,
    Order,
    Shop,
    Touch,
    instant,
    orders_table,
    touches_table,
)
from tests.attribution.strategies import cases
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from attribution.parts.parts import Part

LOSSES = tuple(Loss(Fraction(share, 10), draw) for share in (2, 6) for draw in (1, 2, 3))
PAGE = ["model", "lookback", "lost_share", "draw"]
MODELS = (
    NamedModel("last", Last()),
    NamedModel("first", First()),
    NamedModel("linear", Linear()),
    NamedModel("participation", Participation()),
    NamedModel("markov", Markov(1)),
)


def drawn(
    shop: Shop,
    plan: Plan,
    losses: tuple[Loss, ...] = LOSSES,
    left_out: str = "",
    spending: Spending | None = None,
) -> tuple[AttributionResults, Draws]:
    """Return what a plan comes to, under losses too; the first model is the baseline."""
    attributes = ("channel", "interaction", "campaign")
    touches, orders = touches_table(shop), orders_table(shop)
    cut = Parts(touches, orders, attributes=attributes, everybody=plan.everybody, pool=INLINE)
    part = cut.get_part(0)._replace(keys=cut.get_touch_keys(0))

    def findings(some: "Part") -> AttributionResults:
        def run(function: "Callable[[Part], Any]") -> "Iterable[Any]":
            return [function(some)]

        return run_plan(plan, cut.vocabularies[plan.dimension], None, run)

    whole = findings(part)
    cubes = [build_cube(findings(drop_lost_touches(part, loss, 0))) for loss in losses]
    lookbacks = [f"w{place}" for place in range(len(plan.windows))]
    labels = Labels(lookbacks, plan.models[0].name, left_out=frozenset({left_out}))
    return whole, build_draws(whole, cubes, losses, labels, spending)


def numbered(plan: Plan) -> Plan:
    """Return a plan with models of different names, a chain among them."""
    named = [each._replace(name=f"m{place}") for place, each in enumerate(plan.models)]
    return replace(plan, models=(*named, NamedModel("markov", Markov(1))))


@given(cases(models=3))
@examples(40)
def test_with_nothing_lost_it_is_the_comparison(case: tuple[Shop, Plan]) -> None:
    plan = numbered(case[1])
    findings, draws = drawn(case[0], plan)
    made = compare_models(findings, Labels(list(draws.lookbacks), "m0"))
    columns = ["lookback", "model", plan.dimension]
    for exact, own in ((made.exact, draws.to_exact()), (made.printed, draws.to_printed())):
        expected = exact.select(*columns, "conversions", "revenue")
        shown = own.filter(pl.col("draw") == 0).select(expected.columns)
        assert_frame_equal(
            shown.sort(columns), expected.sort(columns), check_exact=exact is made.printed
        )


@given(cases(models=3))
@examples(40)
def test_each_draw_foots_and_is_ranked(case: tuple[Shop, Plan]) -> None:
    plan = numbered(case[1])
    _, draws = drawn(case[0], plan)
    additive = {each.name for each in plan.models if each.model.additive}
    total = round_to_cents(sum(each.revenue for each in case[0].orders if each.counted))
    for (model, *_), page in draws.to_printed().partition_by(PAGE, as_dict=True).items():
        assert page[plan.dimension][-1] == "(unattributed)"
        assert page["rank"][-1] is None
        if page["revenue"].null_count():
            assert page.select("conversions", "revenue", "rank").null_count().row(0) == (
                (page.height,) * 3
            )
            continue
        if model in additive:
            assert page["revenue"].sum() == total
        ranked = page[:-1].sort("rank")
        assert ranked["rank"].to_list() == list(range(1, page.height))
        assert (ranked["revenue"].diff().drop_nulls() <= 1).all()


@given(cases(models=3))
@examples(40)
def test_ranges_are_those_of_the_draws(case: tuple[Shop, Plan]) -> None:
    _, draws = drawn(case[0], numbered(case[1]))
    for rows, ranges in (
        (draws.to_exact(), Ranges(draws).to_exact()),
        (draws.to_printed(), Ranges(draws).to_printed()),
    ):
        keys = ["model", draws.dimension, "lookback", "lost_share"]
        expected = rows.group_by(keys, maintain_order=True).agg(
            draws=pl.col("revenue").is_not_null().sum().cast(pl.Int64),
            conversions_low=pl.col("conversions").min(),
            conversions_high=pl.col("conversions").max(),
            revenue_low=pl.col("revenue").min(),
            revenue_high=pl.col("revenue").max(),
            rank_best=pl.col("rank").min(),
            rank_worst=pl.col("rank").max(),
        )
        assert_frame_equal(ranges.select(expected.columns), expected, check_exact=True)


@given(cases(models=2))
@examples(40)
def test_flips_are_counted_from_what_is_as_it_is(case: tuple[Shop, Plan]) -> None:
    _, draws = drawn(case[0], numbered(case[1]))
    rows = draws.to_exact().rows(named=True)
    signs: dict[tuple[Any, ...], int] = {}
    first = {_cell(row, draws)[1:]: row["revenue"] for row in rows if row["model"] == "m0"}
    for row in rows:
        cell = _cell(row, draws)
        change = 0.0 if row["revenue"] is None else row["revenue"] - (first[cell[1:]] or 0)
        signs[cell] = (change > 0.005) - (change < -0.005)
    ranks = {_cell(row, draws): row["rank"] for row in rows}
    for row in Ranges(draws).to_exact().rows(named=True):
        same = [cell for cell in signs if cell[:3] == _cell(row | {"draw": 0}, draws)[:3]]
        own = (*same[0][:2], "w0", 0.0, 0)
        here = [cell for cell in same if cell[3] == row["lost_share"]]
        moved = sum(ranks[cell] is not None and ranks[cell] != ranks[own] for cell in here)
        turned = sum(signs[cell] * signs[own] < 0 for cell in here)
        count = row["draws"]
        assert (row["rank_moved"] or 0) * count == pytest.approx(moved)
        assert (row["change_reversed"] or 0) * count == pytest.approx(turned)
        assert (row["change_reversed"] is None) == (row["model"] == "m0" or not count)
        word = (Flip.NOTHING, Flip.RANK, Flip.CHANGE, Flip.BOTH)[(moved > 0) + 2 * (turned > 0)]
        assert row["flips"] == (word if count else None)


def _cell(row: dict[str, Any], draws: Draws) -> tuple[Any, ...]:
    return (row["model"], row[draws.dimension], row["lookback"], row["lost_share"], row["draw"])


def touch(customer: str, day: int, channel: str) -> Touch:
    return Touch(customer, instant(f"2026-03-{day:02}T09:00"), channel)


def shop(customers: int = 40) -> Shop:
    """Every customer: Social, then Email, then an order of 1.00."""
    names = [f"c{number}" for number in range(customers)]
    touches = [
        each for name in names for each in (touch(name, 1, "Social"), touch(name, 2, "Email"))
    ]
    orders = [Order(name, name, instant("2026-03-03T09:00"), 10_000) for name in names]
    return Shop(tuple(touches), tuple(orders))


def plan(*names: str, windows: tuple[int, ...] = (30,)) -> Plan:
    chosen = tuple(each for each in MODELS if each.name in names)
    return Plan(chosen, tuple(Window(days * DAY) for days in windows))


def test_rows_are_by_model_channel_window_share_and_draw() -> None:
    _, draws = drawn(shop(), plan("last", "first", windows=(30, 7)))
    table = draws.to_printed()
    assert table.columns == [
        "model", "channel", "lookback", "lost_share", "draw", "conversions", "revenue", "rank",
    ]  # fmt: skip
    keys = [
        (model, channel, window, share, draw)
        for model in ("last", "first")
        for channel in ("Email", "Social", "(unattributed)")
        for window in ("w0", "w1")
        for share, draw in [(0.0, 0), *((float(each.share), each.draw) for each in LOSSES)]
    ]
    assert table.select(table.columns[:5]).rows() == keys


def test_what_is_lost_moves_to_what_is_left() -> None:
    _, draws = drawn(shop(), plan("last"))
    rows = {(r[1], r[4], r[3]): r[6] for r in draws.to_printed().rows()}
    assert [rows[name, 0, 0.0] for name in draws.values] == [4000, 0, 0]
    email, social, nobody = (rows[name, 1, 0.6] for name in draws.values)
    assert email + social + nobody == 4000
    assert min(email, social, nobody) > 300


def test_a_model_without_an_order_to_learn_from_says_nothing_in_that_draw() -> None:
    _, draws = drawn(shop(1), plan("last", "markov"), (Loss(Fraction(999_999, 10**6), 1),))
    table = draws.to_printed().filter(model="markov")
    assert table["revenue"].to_list() == [50, None, 50, None, 0, None]
    ranges = Ranges(draws).to_printed().filter(model="markov", lost_share=0.999999)
    assert ranges["draws"].to_list() == [0, 0, 0]
    assert ranges.select("revenue_low", "rank_best", "rank_moved", "flips").null_count().row(0) == (
        (3,) * 4
    )


def test_the_baseline_has_no_change_and_left_out_models_no_rows() -> None:
    _, draws = drawn(shop(), plan("last", "first", "linear"), left_out="first")
    ranges = Ranges(draws).to_exact()
    assert ranges["model"].unique(maintain_order=True).to_list() == ["last", "linear"]
    changes = dict(ranges.group_by("model").agg(pl.col("change_reversed").null_count()).rows())
    assert changes == {"last": ranges.height // 2, "linear": 0}


def test_equal_credit_is_ranked_by_name_and_reverses_nothing() -> None:
    _, draws = drawn(shop(), plan("linear", "participation"), ())
    ranks = draws.to_printed().select("model", "channel", "rank").rows()
    assert ranks == [
        ("linear", "Email", 1),
        ("linear", "Social", 2),
        ("linear", "(unattributed)", None),
        ("participation", "Email", 1),
        ("participation", "Social", 2),
        ("participation", "(unattributed)", None),
    ]
    assert Ranges(draws).to_exact()["flips"].unique().to_list() == ["nothing"]


def test_no_touch_at_all_leaves_unattributed_alone() -> None:
    orders = shop(3).orders
    _, draws = drawn(Shop((), orders), plan("last", "linear"))
    assert draws.values == ("(unattributed)",)
    assert draws.to_printed()["revenue"].unique().to_list() == [300]
    assert np.array_equal(Ranges(draws).best, np.zeros((2, 1, 1, 3)))
