"""What stands above a comparison and below it: its title, and how its models are computed."""

from typing import TYPE_CHECKING

from attribution.choices import Removal
from attribution.comparison.measures import BY_METRIC, MeasureKind, Metric
from attribution.estimates import ShapleyEstimate
from cli.reports.touch_days.wording import describe_touch_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.estimates import Estimate
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.reports.touch_days.days import DatedCredit
    from cli.settings import Settings


def build_title(
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


def describe_models(
    settings: "Settings",
    shop: "Dataset",
    findings: "AttributionResults",
    hidden: frozenset[str],
    *,
    intervals: bool,
) -> "Iterator[str]":
    """Yield what a reader should know of how the models are computed; nothing of hidden ones."""
    yield from _describe_estimates(findings, hidden, intervals=intervals)
    for model in settings.models:
        if model.name in hidden:
            continue
        if model.lookback is not None:
            yield f"{model.name} looks back {model.lookback}, its own window"
        if not model.parameters.additive and not findings.dated:
            yield f"{model.name} counts an order once for each channel, so it has no total"
    if shop.breakdown.block == "new_vs_returning":
        yield f"new: no earlier order in the files, which begin on {shop.order_facts.first_day}"


def _describe_estimates(
    findings: "AttributionResults", hidden: frozenset[str], *, intervals: bool
) -> "Iterator[str]":
    """Say which definition each data-driven model follows, once for each model."""
    said: dict[str, Estimate] = {}
    for (_, place), estimate in findings.estimates.items():
        said.setdefault(findings.plan.models[place].name, estimate)
    for name, estimate in said.items():
        if name in hidden:
            continue
        rough = "; intervals to first order" if intervals and estimate.linearised else ""
        yield f"{name}: {_describe_definition(estimate)}{rough}"


def _describe_definition(estimate: "Estimate") -> str:
    if isinstance(estimate, ShapleyEstimate):
        return "Shapley values of the conversion rates of coalitions (experimental)"
    lost = "" if estimate.model.removal is Removal.NULL else ", paths reconnected"
    shared = "order by order" if estimate.by_journey else "over all orders"
    return f"removal effects of a Markov chain of order {estimate.order}{lost}, shared {shared}"
