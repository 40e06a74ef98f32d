from pathlib import Path

import pytest

from benchmarks.measuring.process import ROOT
from benchmarks.peers.environments import Peer
from benchmarks.shop import write_orders
from benchmarks.suites import catalogue
from benchmarks.suites.journeys_suite import build_journeys_suite
from benchmarks.suites.peer_suites import EVERYTHING, LARGE, build_peer_suite
from benchmarks.suites.suite import Suite
from benchmarks.suites.value_suite import (
    build_value_suite,
    get_count_tolerance,
    get_fit_tolerance,
)
from benchmarks.suites.written_suites import (
    build_credits_suite,
    build_folder_suite,
    build_returns_suite,
)

PYTHONS = {peer: Path("environments", peer, "bin", "python") for peer in Peer}
SUITES = (
    catalogue.build_compare_suite(1_000),
    catalogue.build_models_suite(1_000),
    build_journeys_suite(1_000),
    catalogue.build_rfm_suite(1_000),
    catalogue.build_customers_suite(1_000),
    catalogue.build_usage_suite(),
    catalogue.build_sample_suite(),
    build_peer_suite(EVERYTHING, PYTHONS),
    build_peer_suite(LARGE, PYTHONS),
    build_value_suite(1_000, PYTHONS),
    build_credits_suite(1_000),
    build_returns_suite(1_000),
    build_folder_suite(1_000),
)


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.title)
def test_names_are_those_of_contenders(suite: Suite) -> None:
    names = {each.name for each in suite.contenders}
    assert {claim.program for claim in suite.claims} <= names
    assert {each.imports for each in suite.contenders} <= {*names, None}
    assert suite.reference in {*names, None}


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.title)
def test_scripts_are_there(suite: Suite) -> None:
    scripts = {word for each in suite.contenders for word in each.command if word.endswith(".py")}
    assert all(Path(name).is_file() for name in scripts)


def test_peers_run_in_their_own_environments() -> None:
    programs = {each.name: each.command for each in build_peer_suite(LARGE, PYTHONS).contenders}
    scripts = ROOT / "benchmarks" / "peers"
    assert programs["ChannelAttribution"][:2] == (
        "environments/channelattribution/bin/python",
        str(scripts / "channel_attribution.py"),
    )
    assert programs["marketing-attribution-models"][:2] == (
        "environments/mam/bin/python",
        str(scripts / "marketing_attribution_models.py"),
    )


@pytest.mark.parametrize(("touches", "asked"), [(EVERYTHING, True), (LARGE, False)])
def test_mam_gets_only_what_it_has_memory_for(touches: int, asked: bool) -> None:
    (command,) = (
        each.command
        for each in build_peer_suite(touches, PYTHONS).contenders
        if each.name == "marketing-attribution-models"
    )
    assert ("markov" in command) is asked


def test_simulated_credit_may_differ_more() -> None:
    simulated, _ = build_peer_suite(EVERYTHING, PYTHONS).agreements
    assert simulated.tolerance(("markov", "Email", "revenue")) == 0.15
    assert simulated.tolerance(("markov", "(unattributed)", "revenue")) == 1e-6
    assert simulated.tolerance(("linear", "Email", "revenue")) == 1e-6


def test_what_is_defined_otherwise_is_not_compared() -> None:
    _, polars = build_peer_suite(EVERYTHING, PYTHONS).agreements
    assert polars.tolerance(("shapley", "Email", "revenue")) is None
    assert polars.tolerance(("markov", "Email", "revenue")) is None
    assert polars.tolerance(("markov", "Email", "conversions")) == 1e-3
    assert polars.tolerance(("time_decay", "Email", "conversions")) == 1e-6


def test_only_what_both_fit_is_compared() -> None:
    assert get_fit_tolerance(("mbg_nbd", "alpha", "value")) == 0.02
    assert get_fit_tolerance(("mbg_nbd", "log_likelihood", "value")) is None


def test_only_what_is_counted_is_compared_with_a_count() -> None:
    assert get_count_tolerance(("gamma_gamma", "correlation", "value")) == 1e-6
    assert get_count_tolerance(("mbg_nbd", "alpha", "value")) is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_bare_scripts_of_customers_agree(tmp_path: Path, seed: int) -> None:
    write_orders(3_000, tmp_path, seed=seed)
    for agreement in catalogue.build_customers_suite(3_000).agreements:
        assert agreement.check(tmp_path) > 50
    *_, counts = build_value_suite(3_000, PYTHONS).agreements
    assert counts.check(tmp_path) == 5
