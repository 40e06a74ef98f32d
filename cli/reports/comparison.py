"""The comparison of models as a table of the report."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from attribution.choices import Removal
from attribution.comparison import Labels, comparison
from attribution.data_driven.estimates import Rated
from attribution.uncertainty import Resampling
from cli.engines.attributing import attributed
from cli.engines.stock import Wanted
from cli.errors import MeritoError
from cli.inputs.facts import attributes_of
from cli.report import Kind, Metric, Table
from cli.reports.fitness import fitness_notes
from cli.reports.models import attributes, plan
from cli.reports.unassigned import unassigned, unassigned_notes
from cli.settings.origins import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from attribution.data_driven.estimates import Estimate
    from attribution.findings import Findings
    from attribution.plan import Plan
    from cli.reports.shop import Shop
    from cli.settings import Loaded, Settings

_KINDS: Final = {
    "conversions": Kind.CREDIT,
    "conversions_share": Kind.SHARE,
    "revenue": Kind.MONEY,
    "revenue_share": Kind.SHARE,
    "revenue_change": Kind.MONEY,
    "revenue_change_share": Kind.SHARE,
}


NOTHING_SAID: Final = (
    "left out, since the data say nothing: no order has a touch, or no channel makes a difference"
)
"""Said of a default model that is not shown."""


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
class Compared:
    """A comparison and what it is made from."""

    table: Table
    findings: "Findings"
    notes: tuple[str, ...]
    """What a reader should know about the models."""
    unassigned: "pl.DataFrame"
    """See `unassigned.unassigned`."""


def compared(loaded: "Loaded", shop: "Shop", metric: Metric, *, intervals: bool) -> Compared:
    """Return the comparison of a shop that has touches.

    Raises MissingAttributeError, and NothingDefinedError where no model says anything.
    """
    settings, breakdown = loaded.settings, shop.breakdown
    findings = found_in(shop, settings)
    hidden = undefined(loaded, findings)
    shown = tuple(model.name for model in settings.models if model.name not in hidden)
    labels = Labels(
        lookbacks=[str(window) for window in settings.journeys.lookback],
        baseline=settings.baseline_name,
        block=breakdown.block,
        left_out=hidden,
    )
    chance = settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed) if intervals else None
    made = comparison(findings, labels, resampling)
    table = Table(
        name="compare",
        title=_title(settings, shop, metric),
        frame=made.printed,
        kinds={name: _kind(name) for name in made.printed.columns},
        exact=made.exact,
        caption=tuple(_caption(settings, shop, findings, intervals=intervals)),
        totals=made.totals,
        models=shown,
        baseline=settings.baseline_name,
        metric=metric,
        replicates=chance.replicates if intervals else None,
    )
    pairs = unassigned(shop, settings)
    notes = (
        *(f"{name}: {NOTHING_SAID}" for name in sorted(hidden)),
        *fitness_notes(findings, shop, settings, made.exact),
        *unassigned_notes(pairs),
    )
    return Compared(table, findings, notes, pairs)


def found_in(shop: "Shop", settings: "Settings") -> "Findings":
    """Return what the models of the settings find in a shop; raises MissingAttributeError."""
    asked = plan(settings, shop.breakdown, shop.days, shop.order_facts.latest)
    return attributed(shop.stock, asked, wanted(shop, settings, asked))


def wanted(shop: "Shop", settings: "Settings", asked: "Plan", *, keyed: bool = False) -> Wanted:
    """Return what a plan needs of touches and orders; raises MissingAttributeError."""
    known = attributes_of(shop.stock.columns)
    missing = attributes(settings) - set(known)
    if missing:
        raise MissingAttributeError(set(missing), known)
    return Wanted(tuple(known), shop.breakdown.block, asked.everybody, keyed)


def undefined(loaded: "Loaded", findings: "Findings") -> frozenset[str]:
    """Return the models that say nothing and that nobody asked for; others show nulls."""
    models = findings.plan.models
    silent = frozenset(models[place].name for place in findings.undefined)
    if len(silent) == len(models):
        raise NothingDefinedError(sorted(silent))
    return silent if loaded.origin("models") == DEFAULT else frozenset()


def _kind(name: str) -> Kind:
    return _KINDS.get(name.removesuffix("_low").removesuffix("_high"), Kind.TEXT)


def _title(settings: "Settings", shop: "Shop", metric: Metric) -> str:
    """Return what the table shows: Revenue in EUR by channel, lookback 30d."""
    what = {
        Metric.CONVERSIONS: "Conversions",
        Metric.REVENUE: "Revenue",
        Metric.SHARE: "Share of revenue",
        Metric.CHANGE: f"Change of revenue against {settings.baseline_name}",
    }[metric]
    money = metric in (Metric.REVENUE, Metric.CHANGE) and settings.currency
    by = shop.breakdown.dimension.replace("_", " ")
    pieces = [f"{what}{f' in {money}' if money else ''} by {by}"]
    pieces.append("lookback " + " | ".join(str(each) for each in settings.journeys.lookback))
    pieces += [str(shop.days)] if str(shop.days) else []
    if len(settings.models) > 1 and metric in (Metric.REVENUE, Metric.CHANGE):
        pieces.append(f"changes against {settings.baseline_name} marked from 10 % on")
    return ", ".join(pieces)


def _caption(
    settings: "Settings", shop: "Shop", findings: "Findings", *, intervals: bool
) -> "Iterator[str]":
    yield from _learned(findings, intervals=intervals)
    for model in settings.models:
        if model.lookback is not None:
            yield f"{model.name} looks back {model.lookback}, its own window"
        if not model.parameters.additive:
            yield f"{model.name} counts an order once for each channel, so it has no total"
    if shop.breakdown.block == "new_vs_returning":
        yield f"new: no earlier order in the files, which begin on {shop.order_facts.first_day}"


def _learned(findings: "Findings", *, intervals: bool) -> "Iterator[str]":
    """Say which definition each data-driven model follows, once for each model."""
    said: dict[str, Estimate] = {}
    for (_, place), estimate in findings.estimates.items():
        said.setdefault(findings.plan.models[place].name, estimate)
    for name, estimate in said.items():
        rough = "; intervals to first order" if intervals and estimate.linearised else ""
        yield f"{name}: {_definition(estimate)}{rough}"


def _definition(estimate: "Estimate") -> str:
    if isinstance(estimate, Rated):
        return "Shapley values of the conversion rates of coalitions (experimental)"
    lost = "" if estimate.model.removal is Removal.NULL else ", paths reconnected"
    shared = "order by order" if estimate.by_journey else "over all orders"
    return f"removal effects of a Markov chain of order {estimate.order}{lost}, shared {shared}"
