"""The few draws that highlights are made of."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from attribution.sensitivity.ranges import Ranges
from cli.engines.attribute import attribute_losses_together
from cli.reports.experiments.calibrated import NOT_WITH_LOSSES, without_calibrated
from cli.reports.experiments.errors import OnlyCalibratedError
from cli.reports.sensitivity.decisions import build_decision_tables
from cli.reports.sensitivity.report import build_ranges_table, draw_losses, list_losses

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.report import Table
    from cli.reports.returns.costs import RunCosts

_MOST_TOUCHES: Final = 1_000_000
"""Touches, each counted once a draw, up to which the draws take a small part of a report's time."""
_MOST_VALUES: Final = 50
"""Channels, or whatever the report is by, up to which they do."""


def build_loss_tables(
    run: "Run", shop: "Dataset", costs: "RunCosts | None", values: int
) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
    """Return the tables ranges and, with costs, decisions; or why there are none.

    They are of the first window and of the smallest share of lost touches alone, hence the same
    rows as those of `merito sensitivity`. What is drawn depends on the data, not on the machine:
    on the touches and on how many `values` the report is by.
    """
    chance = run.settings.sensitivity
    if not chance.lost or shop.touch_facts is None or shop.breakdown.block is not None:
        return (), ()
    if shop.touch_facts.rows * chance.draws > _MOST_TOUCHES or values > _MOST_VALUES:
        return (), ("highlights: no touches are lost in so large a report; see merito sensitivity",)
    try:
        run, _ = without_calibrated(run, NOT_WITH_LOSSES)
    except OnlyCalibratedError:
        return (), ()
    run = replace(run, settings=run.settings.with_first_window())
    losses = list_losses([min(lost.share for lost in chance.lost)], chance.draws)
    spending = None if costs is None else costs.spending
    find = partial(attribute_losses_together, shop.stock, losses=losses, seed=chance.seed)
    _, draws = draw_losses(run, shop, spending, losses, find)
    ranges = Ranges(draws)
    _, decisions = build_decision_tables(ranges, costs, run.settings, ())
    return (build_ranges_table(ranges), *decisions), ()
