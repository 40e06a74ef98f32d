"""What the models credit to channels in each period."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from math import isnan
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.credit_cube import build_cube
from attribution.plan import Facet, TouchDays
from cli.dataset.breakdown import Breakdown
from cli.dataset.date_range import DateRange
from cli.money import UNIT
from cli.reports.attribution_plan import find_midnight
from cli.reports.comparison.results import attribute_dataset
from cli.reports.watch.figures import Amounts, round_credit
from cli.reports.watch.request import name_model, select_of_period
from cli.settings import Model
from rfm.watch.choices import OF_NEW
from rfm.watch.periods import number_periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from attribution.comparison.credit_cube import CreditCube
    from attribution.results import AttributionResults
    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.reports.watch.request import KpiSpan, KpiSpans
    from cli.settings import Settings
    from cli.settings.sections.kpis import Kpi
    from rfm.watch.choices import KpiPeriod
    from rfm.watch.periods import WatchedPeriod

_DAY: Final = timedelta(days=1)
_BLOCK: Final = "kpi_period"
"""The column of the orders that says which period each is of."""


@dataclass(frozen=True, slots=True)
class PeriodCredit:
    """What models give to channels in the periods of one kind."""

    findings: "AttributionResults"
    models: "Mapping[str, int]"
    """Place of each model by its name."""
    touched: int
    """Place of a model that leaves to nobody just the orders without a touch."""
    whole: "CreditCube"
    new: "CreditCube | None"
    """Of the orders of new customers; None where nobody asks."""

    def get_amounts(
        self, kpi: "Kpi", model: str, period: "WatchedPeriod", margin: "Fraction"
    ) -> Amounts | None:
        """Return what a model gives to a KPI's channel, None where the model says nothing."""
        place, channel = self.models[model], self._find_channel(kpi)
        given = self._get_credit(self.whole, place, period, channel)
        if given is None:
            return None
        new = None if self.new is None else self._get_credit(self.new, place, period, channel)
        fresh = new or (given[0] * 0, given[1] * 0)
        return Amounts(*given, *fresh, None, margin)

    @property
    def counts(self) -> "RowCounts":
        """What became of the touches."""
        return self.findings.statistics.counts[0]

    def knows_new(self, model: str) -> bool:
        """Tell whether a model says anything of the orders of new customers."""
        return self.new is not None and not isnan(self.new.revenue[0, self.models[model], 0, -1])

    def count_touched(self, period: "WatchedPeriod") -> "tuple[int, int]":
        """Return how many orders of a period follow a touch, and how many there are."""
        block = self._find_block(period)
        if block is None:
            return 0, 0
        orders = int(self.whole.orders[block])
        alone = round(float(self.whole.conversions[0, self.touched, block, -1]))
        return orders - alone, orders

    def _get_credit(
        self, cube: "CreditCube", place: int, period: "WatchedPeriod", channel: int | None
    ) -> "tuple[Fraction, Fraction] | None":
        """Return conversions and revenue; nothing is given where there is no order or touch."""
        block = self._find_block(period)
        if isnan(cube.revenue[0, place, 0, -1]):
            return None
        if block is None or channel is None or block >= cube.conversions.shape[2]:
            return round_credit(0), round_credit(0)
        cell = (0, place, block, channel)
        return round_credit(cube.conversions[cell]), round_credit(cube.revenue[cell], UNIT)

    def _find_block(self, period: "WatchedPeriod") -> int | None:
        """Return the block of a period behind that of all orders, None where it has no order."""
        blocks = self.findings.blocks
        names = () if blocks is None else blocks.names
        label = str(period.number)
        return 1 + list(names).index(label) if label in names else None

    def _find_channel(self, kpi: "Kpi") -> int | None:
        names = list(self.findings.values.names)
        return names.index(kpi.channel) if kpi.channel in names else None


@dataclass(frozen=True, slots=True)
class KpiCredit:
    """What models give to channels in the periods of all kinds that a KPI asks for."""

    spans: "KpiSpans"
    by_order: "Mapping[KpiPeriod, PeriodCredit]"
    by_touch: "Mapping[KpiPeriod, PeriodCredit]"

    def get(self, kpi: "Kpi") -> PeriodCredit:
        """Return the credit that a KPI which needs the journeys is of."""
        found = self.by_touch if self.spans.counts_by_touch(kpi) else self.by_order
        return found[kpi.period]

    def find_counts(self) -> "RowCounts | None":
        """Return what became of the touches, None where no KPI needs them."""
        every = (*self.by_order.values(), *self.by_touch.values())
        return every[0].counts if every else None


def credit_periods(
    run: "Run", shop: "Dataset", kpis: "Sequence[Kpi]", spans: "KpiSpans", as_of: "date"
) -> KpiCredit:
    """Return what channels are credited with in the periods of each kind that a KPI asks for.

    Models are fitted once, on all journeys up to the as-of day, and share each order among the
    touches of its journey: what a comparison by month shows.
    """
    settings, until = run.settings, DateRange(None, as_of)
    by_order, by_touch = {}, {}
    for kind, span in spans.by_order.items():
        some = select_of_period(kpis, kind, spans, by_touch=False)
        if some:
            numbers = [period.number for period in span.every]
            label = partial(_label_orders, kind=kind, numbers=numbers, as_of=as_of)
            parted = shop.with_blocks(label, Breakdown(block=_BLOCK), until)
            by_order[kind] = _credit(parted, settings, some, None)
    for kind, span in spans.by_touch.items():
        some = select_of_period(kpis, kind, spans, by_touch=True)
        if some:
            label = partial(_label_orders, kind=kind, numbers=(), as_of=as_of)
            counted = shop.with_blocks(label, Breakdown(), until)
            days = _find_touch_days(span, settings.timezone, as_of)
            by_touch[kind] = _credit(counted, settings, some, days)
    return KpiCredit(spans, by_order, by_touch)


def _find_touch_days(span: "KpiSpan", zone: str, as_of: "date") -> TouchDays:
    """Return the periods of touches, of the orders up to the as-of day."""
    periods = sorted(span.every, key=lambda period: period.number)
    ends = (
        (find_midnight(each.first_day, zone), find_midnight(each.last_day + _DAY, zone))
        for each in periods
    )
    names = tuple(str(period.number) for period in periods)
    return TouchDays(tuple(ends), names, until=find_midnight(as_of + _DAY, zone))


def _credit(
    shop: "Dataset", settings: "Settings", kpis: "Sequence[Kpi]", days: TouchDays | None
) -> PeriodCredit:
    """Return the credit of the orders of each block, or of the touches of each of some periods."""
    names = list(dict.fromkeys(name_model(each, settings) for each in kpis if each.channel))
    models = [model for name in names for model in settings.models if model.name == name]
    asked = settings.with_models((*models, Model.model_validate("linear"))).with_first_window()
    of_new = any(each.channel and each.metric in OF_NEW for each in kpis)
    if days is None:
        findings = attribute_dataset(shop, asked, (Facet.NEW,) if of_new else ())
    else:
        facets = (days, replace(days, new=True)) if of_new else (days,)
        findings = attribute_dataset(shop, asked, facets).select_days(days)
    new = build_cube(findings.select_facet(Facet.NEW)) if of_new else None
    places = {name: at for at, name in enumerate(names)}
    return PeriodCredit(findings, places, len(names), build_cube(findings), new)


def _label_orders(
    _touches: "pl.DataFrame | None",
    orders: pl.DataFrame,
    kind: "KpiPeriod",
    numbers: "Sequence[int]",
    as_of: "date",
) -> pl.DataFrame:
    """Return orders with their periods, null for one that nobody asks for; later ones are out."""
    day = pl.col("ordered_on")
    number = number_periods(day, kind)
    label = pl.when(number.is_in(list(numbers))).then(number.cast(pl.String))
    counted = ~pl.col("refunded") & (day <= as_of)
    return orders.with_columns(label.alias(_BLOCK), counted.alias("counted"))
