"""How often highlights speak of channels in shops whose channels do not differ."""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution.paths.tables import PathTable
from cli.dataset.run import Run
from cli.options import Options
from cli.reports.comparison.report import read_comparison
from cli.reports.highlights.last_click import find_praised_channels
from cli.reports.highlights.lost_touches import find_unsteady_channels
from cli.reports.highlights.models_disagree import find_disagreements
from cli.reports.highlights.openers import find_openers
from cli.reports.highlights.returns import find_returns
from cli.reports.journeys.report import count_journeys
from cli.reports.journeys.request import JourneysRequest
from cli.reports.sensitivity.brief import build_loss_tables
from cli.settings import load_settings
from tests.cli.reports.highlights.indifferent_shops import write_shop
from tests.cli.reports.highlights.tables import make_subject

SHOPS = 200
MOST = 4
"""Shops with a false alarm."""
RULES = (
    find_disagreements,
    find_praised_channels,
    find_openers,
    find_returns,
    find_unsteady_channels,
)


@pytest.mark.slow
def test_shops_without_a_difference_are_told_of_none(tmp_path: Path) -> None:
    alarms = {seed: found for seed in range(SHOPS) if (found := find_alarms(tmp_path, seed))}
    assert len(alarms) <= MOST, alarms


def find_alarms(folder: Path, seed: int) -> list[str]:
    """What the rules about channels say of a shop in which every channel returns what it costs."""
    write_shop(folder, seed)
    run = Run.of(load_settings(folder / "merito.yaml"))
    shop, made = read_comparison(run, Options(), intervals=True)
    journeys = count_journeys(run, shop, JourneysRequest((PathTable.ROLES,)))
    roles = journeys.build(PathTable.ROLES, None)
    losses, _ = build_loss_tables(run, shop, made.costs, len(made.findings.values.names))
    known = replace(make_subject(folder, made.table, roles, *losses), settings=run.settings)
    return [f"{one.name} {one.subject}" for rule in RULES for one in rule(known)]
