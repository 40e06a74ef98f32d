"""The comparison of models as a table of the report."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.comparison.measures import BY_METRIC, COLUMNS, Metric
from cli.dataset.breakdown import MONTH
from cli.report import ColumnKind, Table
from cli.reports.block_groups import find_months_outside, group_blocks
from cli.reports.channels.unassigned import find_unassigned_pairs, list_unassigned_notes
from cli.reports.comparison.captions import build_title, describe_models
from cli.reports.comparison.limits import (
    choose_resampling,
    describe_left_out_intervals,
    has_chosen_models,
    list_left_out_models,
)
from cli.reports.comparison.results import attribute_dataset, find_undefined
from cli.reports.comparison.returns import (
    describe_costs,
    list_unmatched_notes,
    refuse_lacking_costs,
)
from cli.reports.comparison.warnings import list_fitness_notes
from cli.reports.experiments.calibrated import (
    ONLY_CHANNELS,
    describe_calibration,
    list_calibrated,
    list_calibration_notes,
)
from cli.reports.touch_days.days import DatedRequest, find_days_and_costs
from cli.reports.touch_days.results import attribute_days
from cli.reports.touch_days.wording import describe_dated_credit, list_immature_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.comparison.experiments import Experiment
    from attribution.paths.plan import PathPlan
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.returns.costs import RunCosts
    from cli.reports.touch_days.days import DatedCredit
    from cli.settings import Settings


class ComparisonRequest(NamedTuple):
    """What is asked of a comparison."""

    metric: Metric = Metric.REVENUE
    intervals: bool = False
    by_name: bool = False
    """Whether somebody asks for the intervals by name."""
    top: int | None = None
    """How many values have rows of their own, the others being added up; None: all."""
    held_against: bool = False
    """Whether the models are held against experiments as well."""
    by_touch: DatedRequest | None = None
    """Which days' touches credit is of, None where it is of orders."""
    for_people: bool = False
    """Whether nothing but the metric is shown, where files have every measure."""

    @property
    def of_new(self) -> bool:
        """Whether something is told of new customers."""
        return not self.for_people or BY_METRIC[self.metric].of_new


class ComparisonResult(NamedTuple):
    """A comparison and what it is made from."""

    table: Table
    findings: "AttributionResults"
    notes: tuple[str, ...]
    """What a reader should know about the models."""
    unassigned: "pl.DataFrame"
    """See `unassigned.find_unassigned_pairs`."""
    costs: "RunCosts | None" = None
    """None where no file of costs is named."""
    dated: "DatedCredit | None" = None
    """The days of the touches where credit has these, None where it has those of the orders."""
    calibration: "Calibration | None" = None
    """What experiments say of the models; None where nobody needs to know."""


def build_comparison(
    run: "Run", shop: "Dataset", asked: ComparisonRequest, paths: "PathPlan | None" = None
) -> ComparisonResult:
    """Return the comparison of a shop that has touches; `paths` are counted in the same pass.

    Raises MissingAttributeError, NothingDefinedError where no model says anything,
    TooManyStatesError, TooManyDrawsError, and CostsNeededError where the metric is one of costs
    that there are not; and what `find_experiments` raises.
    """
    findings, basis = _attribute(run, shop, asked, paths)
    made = basis.compare(asked.top)
    whole = basis.compare_whole(made)
    notes = tuple(basis.list_notes(made, whole, intervals=asked.intervals))
    table = basis.build_table(made, whole, asked)
    return ComparisonResult(
        table, findings, notes, basis.pairs, basis.costs, basis.dated, basis.calibration
    )


def _attribute(
    run: "Run", shop: "Dataset", asked: ComparisonRequest, paths: "PathPlan | None"
) -> "tuple[AttributionResults, _Basis]":
    """Return what the models find of the report's orders, and what is compared."""
    settings = run.settings
    dated, costs = find_days_and_costs(run, shop, asked.by_touch)
    refuse_lacking_costs(asked.metric, costs, shop.breakdown)
    experiments = _find_experiments(run, shop, costs, asked)
    days = tuple(dict.fromkeys(each.days for each in experiments))
    new = costs is not None and costs.spending is not None
    chosen = has_chosen_models(run)
    credit = partial(attribute_dataset, settings=settings, chosen=chosen, intervals=asked.intervals)
    found = attribute_days(shop, credit, dated, days, paths, new=new)
    resampling = partial(choose_resampling, settings.uncertainty, found.findings)
    return found.findings, _Basis(
        shop,
        settings,
        found.credited,
        costs,
        dated,
        _build_calibration(run, found.findings, experiments),
        find_undefined(run, found.findings),
        resampling(wanted=asked.intervals, asked=asked.by_name),
        find_unassigned_pairs(shop, settings),
    )


def _find_experiments(
    run: "Run", shop: "Dataset", costs: "RunCosts | None", asked: ComparisonRequest
) -> "tuple[Experiment, ...]":
    """Return the experiments where models are calibrated or held against them, else nothing."""
    if not asked.held_against and not list_calibrated(run.settings):
        return ()
    from cli.reports.experiments.read import find_experiments  # noqa: PLC0415 - most have none

    return find_experiments(run, shop, costs)


def _build_calibration(
    run: "Run", findings: "AttributionResults", experiments: "tuple[Experiment, ...]"
) -> "Calibration | None":
    if not experiments:
        return None
    from cli.reports.experiments.read import build_calibration  # noqa: PLC0415 - as above

    return build_calibration(run, findings, experiments)


@dataclass(frozen=True, slots=True, eq=False)
class _Basis:
    """What a comparison is made from, once its models are attributed."""

    shop: "Dataset"
    settings: "Settings"
    findings: "AttributionResults"
    costs: "RunCosts | None"
    dated: "DatedCredit | None"
    calibration: "Calibration | None"
    undefined: frozenset[str]
    """Models that say nothing and are not shown."""
    resampling: "Resampling | None"

    pairs: "pl.DataFrame"
    """See `unassigned.find_unassigned_pairs`."""

    @property
    def uncalibrated(self) -> tuple[str, ...]:
        """Calibrated models that are not shown: no experiment is known of these values."""
        return () if self.calibration else list_calibrated(self.settings)

    @property
    def hidden(self) -> frozenset[str]:
        """All models that are not shown."""
        return self.undefined | frozenset(self.uncalibrated)

    @property
    def scaling(self) -> "Calibration | None":
        """What scales the credit of models, None where none is calibrated."""
        return self.calibration if list_calibrated(self.settings) else None

    def compare(self, top: int | None) -> Comparison:
        """Return the models side by side, all values past `top` as one."""
        return self._compare(top, self.resampling)

    def compare_whole(self, made: Comparison) -> "pl.DataFrame":
        """Return the rows of all values, at full precision, of a comparison that may add some up.

        What costs say of channels is said of each, shown or not; without costs nobody asks.
        """
        told = self.costs is not None and made.folded
        return self._compare(None, None).exact if told else made.exact

    def _compare(self, top: int | None, resampling: "Resampling | None") -> Comparison:
        settings, breakdown = self.settings, self.shop.breakdown
        labels = Labels(
            lookbacks=[str(window) for window in settings.journeys.lookback],
            baseline=settings.baseline_name,
            block=MONTH if self.findings.parted else breakdown.block,
            groups=group_blocks(breakdown, self.findings.blocks),
            left_out=self.hidden,
            hidden_blocks=find_months_outside(breakdown, self.shop.days, self.findings.blocks),
            top=top,
        )
        spending = None if self.costs is None else self.costs.spending
        return compare_models(self.findings, labels, resampling, spending, self.scaling)

    def build_table(
        self, made: Comparison, whole: "pl.DataFrame", asked: ComparisonRequest
    ) -> Table:
        """Return the table of a comparison."""
        settings, chance, metric = self.settings, self.resampling, asked.metric
        told = describe_costs(
            self.costs, settings, whole, self.findings, metric, of_new=asked.of_new
        )
        return Table(
            name="compare",
            title=build_title(settings, self.shop, metric, self.dated),
            frame=made.printed,
            kinds={name: _get_kind(name) for name in made.printed.columns},
            exact=made.exact,
            caption=(
                *describe_models(
                    settings, self.shop, self.findings, self.hidden, intervals=chance is not None
                ),
                *self._describe_calibration(),
                *describe_dated_credit(
                    self.dated, made, self.findings, self.shop.order_facts, settings
                ),
                *told,
            ),
            totals=made.totals,
            models=tuple(each.name for each in settings.models if each.name not in self.hidden),
            baseline=settings.baseline_name,
            metric=metric,
            replicates=None if chance is None else chance.replicates,
            folded=made.folded,
        )

    def _describe_calibration(self) -> "Iterator[str]":
        if self.scaling is not None:
            sure = self.resampling is not None
            yield from describe_calibration(self.scaling, self.settings, intervals=sure)

    def list_notes(
        self, made: Comparison, whole: "pl.DataFrame", *, intervals: bool
    ) -> "Iterator[str]":
        """Yield what a reader should know of models, channels, costs and days.

        `intervals` tells whether those of the models are wanted.
        """
        yield from self._list_model_notes(made, intervals=intervals)
        yield from list_unassigned_notes(self.pairs)
        yield from list_unmatched_notes(self.costs, self.findings, whole, self.settings)
        yield from list_immature_notes(self.dated, self.costs, self.settings)

    def _list_model_notes(self, made: Comparison, *, intervals: bool) -> "Iterator[str]":
        findings, settings = self.findings, self.settings
        yield from list_left_out_models(findings, self.undefined)
        yield from (f"{name}: left out: {ONLY_CHANNELS}" for name in self.uncalibrated)
        if intervals and not self.resampling:
            yield describe_left_out_intervals(settings.uncertainty, findings)
        yield from list_fitness_notes(findings, self.shop, settings, made.exact)
        if self.scaling:
            yield from list_calibration_notes(self.scaling, made.exact, settings)


def _get_kind(name: str) -> ColumnKind:
    return ColumnKind(COLUMNS[name].kind) if name in COLUMNS else ColumnKind.TEXT
