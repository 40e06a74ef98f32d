"""The models of the settings as the library's."""

import pytest

from attribution import models as library
from attribution.choices import Allocation, Removal, Transform
from attribution.plan import NamedModel
from cli.dataset.breakdown import Breakdown
from cli.reports.attribution_plan import RateByBlockError, build_plan, collect_attributes
from cli.settings import KINDS
from tests.cli.settings.parsed import settings

SETTINGS = """\
journeys: {transforms: [exposure, first]}
models:
  - last
  - {name: once, linear: , transforms: first}
  - markov
  - {name: wide, markov: {order: 3, removal: reconnect, allocation: journey}, transforms: []}
  - {name: best, markov: {order: auto}, transforms: [unique]}
  - shapley
"""
RATE = "models: [last, {name: rate, shapley: {worth: conversion_rate}}]"


def models(text: str, block: str | None = None) -> list[NamedModel]:
    return list(build_plan(settings(text), Breakdown(block=block)).models)


def test_data_driven_models() -> None:
    last, once, markov, wide, best, shapley = [named.model for named in models(SETTINGS)]
    assert (last, once) == (library.Last(), library.Linear())
    assert markov == library.Markov(1, Removal.NULL, Allocation.TOTAL)
    assert wide == library.Markov(3, Removal.RECONNECT, Allocation.JOURNEY)
    assert best == library.Markov(None, Removal.NULL, Allocation.TOTAL)
    assert shapley == library.Shapley()
    assert models(RATE)[1].model == library.ShapleyRate()


def test_the_reports_transforms_are_those_of_data_driven_models() -> None:
    usual = (Transform.EXPOSURE, Transform.FIRST)
    assert {named.name: named.transforms for named in models(SETTINGS)} == {
        "last": (),
        "once": (Transform.FIRST,),
        "markov": usual,
        "wide": (),
        "best": (Transform.UNIQUE,),
        "shapley": usual,
    }


def test_blocks_of_orders_need_credit_by_journey() -> None:
    chains = [each.model for each in models(SETTINGS, "month") if "markov" in each.model.kind]
    assert chains == [
        library.Markov(1, Removal.NULL, Allocation.JOURNEY),
        library.Markov(3, Removal.RECONNECT, Allocation.JOURNEY),
        library.Markov(None, Removal.NULL, Allocation.JOURNEY),
    ]
    assert models(SETTINGS, "month")[-1].model == library.Shapley()


def test_conversion_rates_have_no_blocks() -> None:
    with pytest.raises(RateByBlockError) as caught:
        models(RATE, "month")
    assert caught.value.exit_status == 2
    assert str(caught.value) == (
        "--by month: rate values conversion rates of all journeys and gives single orders no"
        " credit to break down; set its worth to conversions, or choose other models with --model"
    )


NEEDED = {
    "last_among": "{channels: [Email]}",
    "weight": "1 / position",
    "custom": "{base: linear, rules: [{when: {channel: Email}, factor: 2}]}",
}


EXPERIMENT = """\
experiments:
  - {name: pause, channel: Email, from: 2026-01-01, to: 2026-01-31, metric: revenue,
     incremental: 1, low: 0, high: 2}
"""


def test_a_calibrated_model_is_its_base_which_is_scaled_later() -> None:
    text = (
        EXPERIMENT
        + """\
journeys: {transforms: [first]}
models: [linear, calibrated, {name: best, calibrated: {base: {markov: {order: 2}}}}]
"""
    )
    linear, usual, best = models(text)
    assert usual == NamedModel("calibrated", library.Linear(), calibrated=True)
    touched = [model.parameters.weighs_touches for model in settings(text).models]
    assert touched == [True, False, False]
    assert not linear.calibrated
    assert best.model == library.Markov(2, Removal.NULL, Allocation.TOTAL)
    assert best.transforms == (Transform.FIRST,)
    assert models(text, "month")[2].model == library.Markov(2, Removal.NULL, Allocation.JOURNEY)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "calibrated"])
def test_every_kind_of_the_settings_is_one_of_the_library(kind: str) -> None:
    (named,) = models(f"models: [{{{kind}: {NEEDED.get(kind, '{}')}}}]")
    assert named.model.kind == kind
    assert named.model.additive == (kind != "participation") == KINDS[kind].additive


def test_attributes_are_those_that_models_read() -> None:
    text = """\
models:
  - last
  - {name: brand, custom: {base: linear, rules: [{when: {campaign: "*brand*"}, factor: 0.5}]}}
  - {name: own, weight: "2 if medium == 'cpc' else 1"}
"""
    assert collect_attributes(settings(text)) == {"channel", "campaign", "medium"}
