"""The facts of a shop's customers."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cli.inputs.reading.rows import POSITION
from cli.reports.rfm.tables import measure_cleaned_orders
from rfm.facts.customer_facts import (
    FactBuilder,
    FactRequest,
    FactSources,
    collect_sources,
    list_facts,
)
from rfm.facts.names import OF_TOUCHES, OF_VALUE
from rfm.settings import Frequency

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from cli.dataset.dataset import Dataset
    from cli.engines.rows import CustomerMap
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings
    from rfm.lifetime_value.customer_values import Valuer
    from rfm.settings import Parameters


class CustomerFacts(NamedTuple):
    """The facts of the customers of each part, made where they are asked for."""

    parts: "CustomerMap[FactSources]"
    collect: "Callable[[pl.DataFrame | None, pl.DataFrame], FactSources]"
    """Collects the sources of some customers from their touches and orders; can be pickled."""
    builder: FactBuilder

    def list_from(self, make: "Callable[[pl.DataFrame], pl.DataFrame]") -> pl.DataFrame:
        """Return what is made of the facts of each part, see `FactBuilder.build`, by `customer_id`.

        The function can be pickled.
        """
        return list_facts(self.parts(partial(_apply_to_facts, make, self.builder)))

    def list_some(self, ids: "Collection[str]") -> pl.DataFrame:
        """Return the facts of customers of these ids, scored or not, by `customer_id`."""
        return list_facts(self.parts(partial(self.builder.build_some, ids=tuple(ids))))


def needs_touches(settings: "Settings", names: "Iterable[str]") -> bool:
    """Return whether facts of these names cannot do without the touchpoints."""
    engaged = settings.rfm.frequency is Frequency.TOUCHPOINTS
    return engaged or not frozenset(OF_TOUCHES).isdisjoint(names)


def find_facts(
    shop: "Dataset",
    settings: "Settings",
    scored: "ScoredCustomers",
    names: "Iterable[str]",
    customers: tuple[str, ...] | None = None,
) -> CustomerFacts:
    """Return the facts of these names of a shop's customers, who are scored already.

    Where some customers are named, what orders and touches tell is known of these alone.
    The models of lifetime value are fitted only where one of their facts is named; then it raises
    `NobodyBoughtAgainError` where nobody did.
    """
    as_of = scored.parameters.as_of
    request = FactRequest(frozenset(names), as_of, settings.timezone, customers)
    prepare = partial(_collect, settings=settings, asked=scored.parameters, request=request)
    parts = shop.stock.map_prepared(prepare)
    found = scored.segmentation
    valuer = _fit_valuer(parts, settings, scored) if request.includes(OF_VALUE) else None
    monetary = scored.parameters.monetary
    return CustomerFacts(
        parts, prepare, FactBuilder(found.scales, found.segments, monetary, valuer)
    )


def _fit_valuer(
    parts: "CustomerMap[FactSources]", settings: "Settings", scored: "ScoredCustomers"
) -> "Valuer":
    # Here, since SciPy takes longer to load than a small report.
    from cli.reports.value.forecasts import build_parameters, run_over_days  # noqa: PLC0415
    from rfm.lifetime_value.customer_values import Valuer  # noqa: PLC0415
    from rfm.lifetime_value.valuation import value_customers  # noqa: PLC0415

    asked = build_parameters(settings, scored.parameters.as_of)
    valuation = value_customers(run_over_days(parts), asked)
    return Valuer(valuation, scored.segmentation.scales, scored.segmentation.segments)


def _collect(
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
    settings: "Settings",
    asked: "Parameters",
    request: FactRequest,
) -> FactSources:
    """Return what the facts of cleaned orders and touches are made from."""
    known = orders.lazy().filter(pl.col("customer_id").is_not_null())
    scored = measure_cleaned_orders(touches, orders, settings, asked)
    own = None if touches is None else touches.drop(POSITION, strict=False)
    return collect_sources(scored, known, own, request)


def _apply_to_facts(
    make: "Callable[[pl.DataFrame], pl.DataFrame]", builder: FactBuilder, part: FactSources
) -> pl.DataFrame:
    return make(builder.build(part))
