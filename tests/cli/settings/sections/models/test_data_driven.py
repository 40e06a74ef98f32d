"""The data-driven models in the settings, and what is said about their uncertainty."""

from fractions import Fraction

import pytest

from attribution.choices import Allocation, Removal, Worth
from cli.settings import Settings
from cli.settings.sections.models.data_driven import Markov, Shapley
from cli.settings.sections.sensitivity import LostShare
from tests.cli.settings.parsed import settings


def chain(parameters: str) -> Markov:
    found = settings(f"models: [{{markov: {parameters}}}]").models[0].parameters
    assert isinstance(found, Markov)
    return found


def test_a_chain_remembers_one_touch_and_loses_what_is_removed() -> None:
    found = chain("{}")
    assert (found.order, found.removal, found.allocation) == (1, Removal.NULL, Allocation.TOTAL)
    assert settings("models: [markov]").models[0].markov == found


@pytest.mark.parametrize("order", [1, 2, 3, 4, "auto"])
def test_the_order_of_a_chain(order: int | str) -> None:
    assert chain(f"{{order: {order}}}").order == order
    assert chain(f"{{order: {order}}}").model_dump(mode="json")["order"] == order


@pytest.mark.parametrize("written", ["null", '"null"', "~", ""])
def test_no_removal_in_yaml_is_removal_to_null(written: str) -> None:
    found = chain(f"{{removal: {written}, allocation: journey}}")
    assert found.removal is Removal.NULL
    assert found.model_dump(mode="json") == {
        "order": 1,
        "removal": "null",
        "allocation": "journey",
    }


def test_reconnecting() -> None:
    assert chain("{removal: reconnect}").removal is Removal.RECONNECT


def test_worth() -> None:
    closed, rate = settings(
        "models: [shapley, {name: rate, shapley: {worth: conversion_rate}}]"
    ).models
    assert closed.parameters == Shapley(worth=Worth.CONVERSIONS)
    assert rate.parameters == Shapley(worth=Worth.CONVERSION_RATE)


def test_resampling() -> None:
    assert settings("uncertainty:\nsensitivity:\n") == Settings()
    found = settings("uncertainty: {replicates: 100, seed: 7}").uncertainty
    assert (found.replicates, found.seed) == (100, 7)
    assert (Settings().uncertainty.replicates, Settings().uncertainty.seed) == (1000, 0)
    assert settings("uncertainty: {replicates: 100000}").uncertainty.replicates == 100_000


def test_lost_touches() -> None:
    usual = Settings().sensitivity
    assert [str(lost) for lost in usual.lost] == ["5%", "10%", "15%"]
    assert [lost.share for lost in usual.lost] == [
        Fraction(1, 20),
        Fraction(1, 10),
        Fraction(3, 20),
    ]
    assert (usual.draws, usual.seed) == (20, 0)
    found = settings("sensitivity: {lost: [0.25, 12.5%, 0.1], draws: 1, seed: 3}").sensitivity
    assert found.lost == (
        LostShare("0.25", Fraction(1, 4)),
        LostShare("12.5%", Fraction(1, 8)),
        LostShare("0.1", Fraction(1, 10)),
    )
    assert found.model_dump(mode="json") == {"lost": [0.25, "12.5%", 0.1], "draws": 1, "seed": 3}


@pytest.mark.parametrize("written", ["5%", "0.05", "[5%]"])
def test_a_single_share_needs_no_list(written: str) -> None:
    lost = settings(f"sensitivity: {{lost: {written}}}").sensitivity.lost
    assert [entry.share for entry in lost] == [Fraction(1, 20)]


def test_no_share_leaves_the_models_and_windows() -> None:
    assert settings("sensitivity: {lost: []}").sensitivity.lost == ()
