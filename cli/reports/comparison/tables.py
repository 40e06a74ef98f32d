"""The comparison of models as a table of the report."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from attribution.choices import Removal
from attribution.comparison.comparison import Comparison, Labels, compare_models
from attribution.comparison.measures import BY_METRIC, COLUMNS, MeasureKind, Metric
from attribution.estimates import ShapleyEstimate
from attribution.plan import Facet
from cli.engines.attribute import attribute
from cli.engines.rows import RowRequest
from cli.errors import MeritoError
from cli.inputs.totals import list_attributes
from cli.report import ColumnKind, Table
from cli.reports.attribution_plan import build_plan, collect_attributes
from cli.reports.block_groups import group_blocks
from cli.reports.channels.unassigned import find_unassigned_pairs, list_unassigned_notes
from cli.reports.comparison.dated import (
    describe_dated_credit,
    describe_touch_days,
    list_immature_notes,
)
from cli.reports.comparison.limits import (
    announce_long_work,
    choose_resampling,
    describe_left_out_intervals,
    has_chosen_models,
    list_left_out_models,
)
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
from cli.reports.experiments.read import build_calibration, find_experiments
from cli.reports.returns.costs import MONTH
from cli.reports.returns.dated_credit import (
    DatedRequest,
    count_every_order,
    find_days_and_costs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.estimates import Estimate
    from attribution.paths.plan import PathPlan
    from attribution.plan import AnyFacet, OrderDays, Plan
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.returns.costs import RunCosts
    from cli.reports.returns.dated_credit import DatedCredit
    from cli.settings import Settings


class NothingDefinedError(MeritoError):
    """A report of data-driven models alone, and the data say nothing."""

    exit_status: ClassVar[int] = 1

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"{' and '.join(names)}: the data say nothing, since no order has a touch in its"
            " window, no money came in, or no channel makes a difference; add a rule-based model"
            " such as --model linear, or look at merito check"
        )


class MissingAttributeError(MeritoError):
    """A window, a rule or an expression reads a column that the touchpoints do not have."""

    def __init__(self, missing: set[str], known: list[str]) -> None:
        super().__init__(
            f"the models or windows read {' and '.join(sorted(missing))}, which the touchpoints do"
            f" not have; they have {', '.join(known)}: map a column of another name under"
            " touchpoints.columns"
        )


@dataclass(frozen=True, slots=True)
class ComparisonResult:
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


def build_comparison(  # noqa: PLR0913 - a shop, and what is to be said of it
    run: "Run",
    shop: "Dataset",
    metric: Metric,
    *,
    intervals: bool,
    asked: bool = False,
    top: int | None = None,
    held_against: bool = False,
    paths: "PathPlan | None" = None,
    by_touch: DatedRequest | None = None,
) -> ComparisonResult:
    """Return the comparison of a shop that has touches, all values past `top` as one.

    `asked` tells whether somebody asks for the intervals by name, `held_against` whether the
    models are held against experiments as well; `paths` are counted in the same pass; `by_touch`
    says which days' touches credit is of, None where it is of orders. Raises MissingAttributeError,
    NothingDefinedError where no model says anything, TooManyStatesError, TooManyDrawsError, and
    CostsNeededError where the metric is one of costs that there are not; and what
    `find_experiments` raises.
    """
    settings = run.settings
    dated, costs = find_days_and_costs(run, shop, by_touch)
    refuse_lacking_costs(metric, costs, shop.breakdown)
    experiments = find_experiments(run, shop, costs, held_against=held_against)
    days = dict.fromkeys(each.days for each in experiments)
    new = costs is not None and costs.spending is not None
    credit = partial(
        attribute_dataset,
        settings=settings,
        chosen=has_chosen_models(run),
        intervals=intervals,
    )
    findings, credited = _attribute(shop, credit, tuple(days), dated, paths, new=new)
    calibration = build_calibration(run, findings, experiments)
    undefined = find_undefined(run, findings)
    resampling = choose_resampling(settings.uncertainty, findings, wanted=intervals, asked=asked)
    basis = _Basis(shop, settings, credited, costs, dated, calibration, undefined, resampling)
    pairs = find_unassigned_pairs(shop, settings)
    made = basis.compare(top)
    notes = (*basis.list_notes(made, intervals=intervals), *list_unassigned_notes(pairs))
    unmatched = list_unmatched_notes(costs, credited, made.exact, settings)
    notes = (*notes, *unmatched, *list_immature_notes(dated, costs, settings))
    table = basis.build_table(made, metric)
    return ComparisonResult(table, findings, notes, pairs, costs, dated, calibration)


def _attribute(  # noqa: PLR0913 - a shop, and what is counted of it
    shop: "Dataset",
    credit: "Callable[..., AttributionResults]",
    days: "tuple[OrderDays, ...]",
    dated: "DatedCredit | None",
    paths: "PathPlan | None",
    *,
    new: bool,
) -> "tuple[AttributionResults, AttributionResults]":
    """Return what the models find of the report's orders, and the credit that is compared.

    The second is the same, or that of the touches of some days: of the orders of all days, which
    are gone through once more where the report has those of some, or these by month.
    """
    if dated is None:
        found = credit(shop, facets=(*((Facet.NEW,) if new else ()), *days), paths=paths)
        return found, found
    facets = dated.list_facets(new=new)
    by_month = dated.months is not None
    if not str(shop.days) and not (by_month and shop.breakdown.block):
        found = credit(shop, facets=(*days, *facets), paths=paths)
        return found, found.select_days(dated.days, dated.months)
    far = credit(count_every_order(shop, whole=by_month), facets=facets)
    return credit(shop, facets=days, paths=paths), far.select_days(dated.days, dated.months)


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
        settings, breakdown = self.settings, self.shop.breakdown
        labels = Labels(
            lookbacks=[str(window) for window in settings.journeys.lookback],
            baseline=settings.baseline_name,
            block=MONTH if self.findings.parted else breakdown.block,
            groups=group_blocks(breakdown, self.findings.blocks),
            left_out=self.hidden,
            top=top,
        )
        spending = None if self.costs is None else self.costs.spending
        return compare_models(self.findings, labels, self.resampling, spending, self.scaling)

    def build_table(self, made: Comparison, metric: Metric) -> Table:
        """Return the table of a comparison."""
        settings, chance = self.settings, self.resampling
        return Table(
            name="compare",
            title=_build_title(settings, self.shop, metric, self.dated),
            frame=made.printed,
            kinds={name: _get_kind(name) for name in made.printed.columns},
            exact=made.exact,
            caption=(
                *_build_caption(settings, self.shop, self.findings, intervals=chance is not None),
                *self._describe_calibration(),
                *describe_dated_credit(
                    self.dated, made, self.findings, self.shop.order_facts, settings
                ),
                *describe_costs(self.costs, settings, made, self.findings),
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

    def list_notes(self, made: Comparison, *, intervals: bool) -> "Iterator[str]":
        """Yield what a reader should know of the models, whose intervals may be wanted."""
        findings, settings = self.findings, self.settings
        yield from list_left_out_models(findings, self.undefined)
        yield from (f"{name}: left out: {ONLY_CHANNELS}" for name in self.uncalibrated)
        if intervals and not self.resampling:
            yield describe_left_out_intervals(settings.uncertainty, findings)
        yield from list_fitness_notes(findings, self.shop, settings, made.exact)
        if self.scaling:
            yield from list_calibration_notes(self.scaling, made.exact, settings)


def attribute_dataset(  # noqa: PLR0913 - a shop, and what is to be said of it
    shop: "Dataset",
    settings: "Settings",
    facets: "tuple[AnyFacet, ...]" = (),
    *,
    chosen: bool = True,
    intervals: bool = False,
    paths: "PathPlan | None" = None,
) -> "AttributionResults":
    """Return what the models of the settings find in a shop.

    `chosen` tells whether somebody asks for them, `intervals` whether those of a comparison are
    made of what is found; `paths` are counted in the same pass. Raises
    MissingAttributeError and TooManyStatesError.
    """
    latest = shop.order_facts.latest
    plan = build_plan(settings, shop.breakdown, shop.days, latest, facets, chosen=chosen)
    plan = replace(
        plan, contributors=intervals, nonconverting=paths is not None and paths.plan.nonconverting
    )
    wanted = request_rows(shop, settings, plan)
    return attribute(shop.stock, plan, wanted, partial(announce_long_work, plan), paths)


def request_rows(
    shop: "Dataset", settings: "Settings", asked: "Plan", *, keyed: bool = False
) -> RowRequest:
    """Return what a plan needs of touches and orders; raises MissingAttributeError."""
    known = list_attributes(shop.stock.columns)
    missing = collect_attributes(settings) - set(known)
    if missing:
        raise MissingAttributeError(set(missing), known)
    return RowRequest(
        tuple(known),
        shop.breakdown.block,
        asked.everybody,
        keyed,
        resampled=asked.resampled,
    )


def find_undefined(run: "Run", findings: "AttributionResults") -> frozenset[str]:
    """Return the models that are not shown: they say nothing, and nobody asked for them.

    Others that say nothing show nulls.
    """
    models = findings.plan.models
    silent = frozenset(models[place].name for place in findings.undefined)
    if len(silent) == len(models):
        raise NothingDefinedError(sorted(silent))
    return frozenset(findings.left_out) | (frozenset() if has_chosen_models(run) else silent)


def _get_kind(name: str) -> ColumnKind:
    return ColumnKind(COLUMNS[name].kind) if name in COLUMNS else ColumnKind.TEXT


def _build_title(
    settings: "Settings", shop: "Dataset", metric: Metric, dated: "DatedCredit | None"
) -> str:
    """Return what the table shows: Revenue in EUR by channel, lookback 30d."""
    shown = BY_METRIC[metric]
    what = shown.title.format(baseline=settings.baseline_name)
    money = shown.kind is MeasureKind.MONEY and settings.currency
    by = shop.breakdown.dimension.replace("_", " ")
    pieces = [f"{what}{f' in {money}' if money else ''} by {by}"]
    pieces.append("lookback " + " | ".join(str(each) for each in settings.journeys.lookback))
    days = str(shop.days) if dated is None else describe_touch_days(dated.asked)
    pieces += [days] if days else []
    return ", ".join(pieces)


def _build_caption(
    settings: "Settings", shop: "Dataset", findings: "AttributionResults", *, intervals: bool
) -> "Iterator[str]":
    yield from _describe_estimates(findings, intervals=intervals)
    for model in settings.models:
        if model.lookback is not None:
            yield f"{model.name} looks back {model.lookback}, its own window"
        if not model.parameters.additive and not findings.dated:
            yield f"{model.name} counts an order once for each channel, so it has no total"
    if shop.breakdown.block == "new_vs_returning":
        yield f"new: no earlier order in the files, which begin on {shop.order_facts.first_day}"


def _describe_estimates(findings: "AttributionResults", *, intervals: bool) -> "Iterator[str]":
    """Say which definition each data-driven model follows, once for each model."""
    said: dict[str, Estimate] = {}
    for (_, place), estimate in findings.estimates.items():
        said.setdefault(findings.plan.models[place].name, estimate)
    for name, estimate in said.items():
        rough = "; intervals to first order" if intervals and estimate.linearised else ""
        yield f"{name}: {_describe_definition(estimate)}{rough}"


def _describe_definition(estimate: "Estimate") -> str:
    if isinstance(estimate, ShapleyEstimate):
        return "Shapley values of the conversion rates of coalitions (experimental)"
    lost = "" if estimate.model.removal is Removal.NULL else ", paths reconnected"
    shared = "order by order" if estimate.by_journey else "over all orders"
    return f"removal effects of a Markov chain of order {estimate.order}{lost}, shared {shared}"
