"""The removal effects of one Markov model, a report of their own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from attribution.bootstrap import Resampling
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_dataset
from cli.reports.build import build_report
from cli.reports.comparison.markov_tables import build_effects_table
from cli.reports.comparison.report import build_comparison_ledger
from cli.reports.comparison.results import attribute_dataset

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.report import Report


def build_effects_report(run: "Run", model: str) -> "Report":
    """Return the removal effects of one Markov model of the settings, with their intervals."""
    one = tuple(each for each in run.settings.models if each.name == model)
    settings = run.settings.with_models(one)
    alone = replace(run, settings=settings)
    shop = open_dataset(alone, DateRange(None, None))
    findings = attribute_dataset(shop, settings, intervals=True)
    chance = settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed)
    counts = findings.statistics.counts[0]
    ledger = build_comparison_ledger(shop, counts)
    table = build_effects_table(findings, settings, resampling)
    # One model, and mostly one window: what is the same on each row needs no column.
    said = ["model"] if len(settings.journeys.lookback) > 1 else ["lookback", "model"]
    short = table._replace(frame=table.frame.drop(said), exact=table.exact.drop(said))
    return build_report("effects", alone, shop, (short,), ledger, counts)
