"""The models whose credit is known touch by touch."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from attribution.choices import Allocation
from attribution.credit_rows.effects import learn_effects, with_effects
from attribution.credit_rows.plan import CreditPlan
from attribution.credit_rows.rows import OF_REVENUE
from attribution.models import DataDrivenModel, Markov
from cli.reports.attribution_plan import SHARED_BY_ORDER, build_plan
from cli.reports.comparison.errors import NothingDefinedError
from cli.reports.comparison.limits import NOTHING_SAID, announce_long_work
from cli.reports.comparison.results import request_rows
from cli.reports.credits.errors import NoWeightsError
from cli.settings.loading.origins import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.plan import Plan
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import PartedRows, RowRequest
    from cli.settings import Settings

_WITHOUT_TOUCHES: Final = "left out: it gives no touch a part of an order, hence there is no weight"


@dataclass(frozen=True, slots=True)
class TouchModels:
    """Some models of the settings, asked of a shop."""

    settings: "Settings"
    """With these models alone, and the first window."""
    plan: "Plan"
    wanted: "RowRequest"
    left_out: tuple[str, ...] = ()
    """Models that have no weights."""

    def learn(self, cut: "PartedRows", attributes: tuple[str, ...]) -> "LearnedModels":
        """Return the models once data-driven ones are fitted to the whole shop.

        Raises NothingDefinedError and TooManyStatesError.
        """
        values = len(cut.values["channel"].names)
        announce_long_work(self.plan, values)
        known = learn_effects(self.plan, values, cut.run)
        silent = tuple(
            named.name
            for named in self.plan.models
            if isinstance(named.model, DataDrivenModel) and named.name not in known
        )
        if len(silent) == len(self.plan.models):
            raise NothingDefinedError(list(silent))
        return LearnedModels(self, CreditPlan(with_effects(self.plan, known), attributes), silent)


@dataclass(frozen=True, slots=True)
class LearnedModels:
    """Models that give each touch its weight."""

    models: TouchModels
    asked: CreditPlan
    silent: tuple[str, ...]
    """Models that the data say nothing about."""

    def list_columns(self, *, named: bool) -> list[str]:
        """Return the columns of weights: the models, then what chains give of revenue.

        Models that the data say nothing about have columns only where they were named.
        """
        shown = [each for each in self.models.plan.models if named or each.name not in self.silent]
        chains = [each.name for each in shown if isinstance(each.model, Markov)]
        return [*(each.name for each in shown), *(f"{name}{OF_REVENUE}" for name in chains)]

    def describe(self, run: "Run", *, of_revenue: bool = True) -> "Iterator[str]":
        """Yield what a reader of the weights should know about the models.

        `of_revenue`: the weights of revenue alone are shown as well.
        """
        for name in self.models.left_out:
            yield f"{name}: {_WITHOUT_TOUCHES}"
        if run.find_origin("models") == DEFAULT:
            for name in self.silent:
                yield f"{name}: {NOTHING_SAID}"
        for named in self.models.plan.models:
            if isinstance(named.model, Markov) and named.name not in self.silent:
                said = list(_describe_chain(named.name, named.model, of_revenue=of_revenue))
                yield from [f"{named.name}: {'; '.join(said)}"] * bool(said)


def _describe_chain(name: str, model: Markov, *, of_revenue: bool) -> "Iterator[str]":
    if model.allocation is Allocation.TOTAL:
        yield SHARED_BY_ORDER
    if of_revenue:
        yield f"{name}{OF_REVENUE} has the weights of its revenue"


def choose_models(run: "Run", shop: "Dataset", *, every: bool = False) -> TouchModels:
    """Return the additive models of the settings that know single journeys, under one window.

    With `every`, also those that are not additive. Raises NoWeightsError where none is left, and
    MissingAttributeError.
    """
    settings = run.settings
    kept = tuple(
        model
        for model in settings.models
        if model.parameters.weighs_touches and (every or model.parameters.additive)
    )
    names = [model.name for model in kept]
    left_out = tuple(model.name for model in settings.models if model.name not in names)
    if not kept:
        raise NoWeightsError(left_out)
    chosen = settings.with_models(kept).with_first_window()
    plan = build_plan(chosen, shop.breakdown, shop.days, shop.order_facts.latest)
    wanted = request_rows(shop, chosen, plan)._replace(named=True)
    return TouchModels(chosen, plan, wanted, left_out)
