"""What the models of the settings find in a shop."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cli.engines.attribute import attribute
from cli.engines.rows import RowRequest
from cli.inputs.totals import list_attributes
from cli.reports.attribution_plan import build_plan, collect_attributes
from cli.reports.comparison.errors import MissingAttributeError, NothingDefinedError
from cli.reports.comparison.limits import announce_long_work, has_chosen_models

if TYPE_CHECKING:
    from attribution.paths.plan import PathPlan
    from attribution.plan import AnyFacet, Plan
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.settings import Settings


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
        tuple(known), shop.breakdown.block, asked.everybody, keyed, resampled=asked.resampled
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
