"""The experiments of the settings, found again in the files of a run."""

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from attribution.choices import ExperimentMetric
from attribution.comparison.calibration import Calibration
from attribution.comparison.experiments import Experiment, MeasuredCredit
from attribution.money import UNIT
from attribution.plan import OrderDays
from cli.reports.attribution_plan import find_midnight
from cli.reports.experiments.calibrated import EXPERIMENTS, list_calibrated
from cli.reports.experiments.errors import ExperimentsByError, UnfitExperimentsError
from cli.reports.returns.costs import sum_by_attribute
from cli.settings.sections.types import describe_known
from cli.wording import format_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.returns.costs import RunCosts
    from cli.settings.loading.problem import Problem
    from cli.settings.sections.experiments import Experiment as Section


def find_experiments(
    run: "Run", shop: "Dataset", costs: "RunCosts | None"
) -> tuple[Experiment, ...]:
    """Return the experiments for a comparison of a shop that has touches.

    By another attribute of the touches than the channel there are none. Raises
    UnfitExperimentsError with every mistake, and ExperimentsByError where the baseline is
    calibrated.
    """
    settings, dimension = run.settings, shop.breakdown.dimension
    if dimension != "channel":
        if settings.baseline_name in list_calibrated(settings):
            raise ExperimentsByError(dimension, f"the baseline {settings.baseline_name}")
        return ()
    problems = list(_list_problems(run, shop, costs))
    if problems:
        raise UnfitExperimentsError(problems)
    return tuple(_build_experiment(each, settings.timezone, costs) for each in settings.experiments)


def build_calibration(
    run: "Run", findings: "AttributionResults", experiments: tuple[Experiment, ...]
) -> Calibration:
    """Return what the models credit where something was measured.

    Raises UnfitExperimentsError where no order is of the days of an experiment.
    """
    problems = [
        run.make_problem(
            (EXPERIMENTS, place, "from"),
            f"no order is of {format_days(section.first, section.last)}, so that nothing is"
            " credited which the experiment could be compared with",
        )
        for place, (each, section) in enumerate(
            zip(experiments, run.settings.experiments, strict=True)
        )
        if not findings.facets[each.days].orders["orders"].sum()
    ]
    if problems:
        raise UnfitExperimentsError(problems)
    return Calibration(MeasuredCredit(findings, experiments))


def _list_problems(run: "Run", shop: "Dataset", costs: "RunCosts | None") -> "Iterator[Problem]":
    assert shop.touch_facts is not None  # noqa: S101 - there is no comparison without touches
    known = sorted(name for name in shop.touch_facts.values["channel"] if name is not None)
    for place, section in enumerate(run.settings.experiments):
        if section.channel not in known:
            message = f'no touch has the channel "{section.channel}"; '
            message += describe_known(known, section.channel)
            yield run.make_problem((EXPERIMENTS, place, "channel"), message)
        elif section.metric is ExperimentMetric.IROAS and not _sum_costs(section, costs):
            days = format_days(section.first, section.last)
            message = f"iroas is by unit of cost, and {section.channel} has no costs of {days}"
            message += "" if costs else "; name their files under costs.files"
            yield run.make_problem((EXPERIMENTS, place, "metric"), message)


def _sum_costs(section: "Section", costs: "RunCosts | None") -> int:
    """Return what the channel of an experiment cost in its days, 1/10 000 of the unit."""
    if costs is None:
        return 0
    sums = sum_by_attribute(costs.read, section.first, section.last, "channel")
    return sums.get(section.channel, 0)


def _build_experiment(section: "Section", zone: str, costs: "RunCosts | None") -> Experiment:
    by_cost = section.metric is ExperimentMetric.IROAS
    return Experiment(
        section.name,
        section.channel,
        OrderDays(
            find_midnight(section.first, zone),
            find_midnight(section.last + timedelta(days=1), zone),
        ),
        section.metric,
        float(section.incremental),
        float(section.low),
        float(section.high),
        _sum_costs(section, costs) / UNIT if by_cost else np.nan,
    )
