"""Where the value of each KPI in each period comes from."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from cli.errors import suggest_nearest
from cli.reports.returns.costs import sum_by_attribute
from cli.reports.watch.channel_credit import credit_periods
from cli.reports.watch.figures import (
    compute_figure,
    convert_money,
    count_people,
    make_shop_amounts,
)
from cli.reports.watch.known_days import KnownDays
from cli.reports.watch.request import find_spans, name_model
from cli.reports.watch.segment_tables import SegmentTables, build_segment_tables
from rfm.watch.choices import OF_NEW, KpiMetric
from rfm.watch.judgement import IDLE, UNKNOWN, Reading, Series
from rfm.watch.order_figures import OrderFigures, sum_order_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.reports.watch.channel_credit import KpiCredit
    from cli.reports.watch.request import KpiSpans
    from cli.settings import Settings
    from cli.settings.sections.kpis import Kpi
    from rfm.watch.choices import KpiPeriod
    from rfm.watch.periods import WatchedPeriod


@dataclass(frozen=True, slots=True)
class KpiSources:
    """All that the KPIs of a shop are read from."""

    settings: "Settings"
    spans: "KpiSpans"
    known: KnownDays
    figures: OrderFigures
    costs: "CostInput | None"
    credit: "KpiCredit"
    segments: SegmentTables
    channels: frozenset[str | None]
    """Those of touches and costs."""

    def read_series(self, kpi: "Kpi") -> Series:
        """Return the values of a KPI."""
        span = self.spans.get(kpi)
        return Series(
            self.read(kpi, span.current),
            tuple(self.read(kpi, period) for period in span.earlier),
            self.read(kpi, span.year_ago),
        )

    def read(self, kpi: "Kpi", period: "WatchedPeriod") -> Reading:
        """Return the value of a KPI in a period."""
        if not self.known.holds(period, with_costs=kpi.needs_costs):
            return UNKNOWN
        if kpi.of_segment:
            return self.segments.read(kpi, period.last_day)
        if kpi.channel is not None:
            return self._read_channel(kpi, period)
        return self._read_shop(kpi, period)

    def explain_unknown(self, kpi: "Kpi") -> str:
        """Return why the current value of a KPI is unknown."""
        period = self.spans.get(kpi).current
        why = self.known.explain_unknown(period, with_costs=kpi.needs_costs)
        if why is not None:
            return why
        if kpi.of_segment:
            return f"what the segment asks for cannot be known on {period.last_day}"
        if kpi.channel not in self.channels:
            names = sorted(name for name in self.channels if name is not None)
            near = suggest_nearest(str(kpi.channel), names, "")
            return f"neither touches nor costs are of channel {kpi.channel}{near}"
        if kpi.needs_costs and self._sum_costs(period, kpi.channel) is None:
            return f"no row of the costs is of channel {kpi.channel}"
        return f"{name_model(kpi, self.settings)} says nothing of these journeys"

    @property
    def margin(self) -> Fraction:
        """What is left of revenue after the goods."""
        return Fraction(self.settings.returns.known_margin)

    def _read_shop(self, kpi: "Kpi", period: "WatchedPeriod") -> Reading:
        if kpi.metric is KpiMetric.COVERAGE:
            touched, orders = self.credit.get(kpi).count_touched(period)
            return Reading(Fraction(touched, orders)) if orders else IDLE
        figures = self.figures.get_figures(period.kind, period.number)
        people = count_people(kpi.metric, figures)
        if people is not None:
            return people
        amounts = make_shop_amounts(figures, self._sum_costs(period, None), self.margin)
        return compute_figure(kpi.metric, amounts)

    def _read_channel(self, kpi: "Kpi", period: "WatchedPeriod") -> Reading:
        if kpi.channel not in self.channels:
            return UNKNOWN
        credit, model = self.credit.get(kpi), name_model(kpi, self.settings)
        amounts = credit.get_amounts(kpi, model, period, self.margin)
        if amounts is None or (kpi.metric in OF_NEW and not credit.knows_new(model)):
            return UNKNOWN
        cost = self._sum_costs(period, kpi.channel)
        spent = None if cost is None else convert_money(cost)
        return compute_figure(kpi.metric, replace(amounts, cost=spent))

    def _sum_costs(self, period: "WatchedPeriod", channel: str | None) -> int | None:
        """Return the costs of a period, of a channel or of all; None where nobody tells them."""
        if self.costs is None:
            return None
        sums = sum_by_attribute(self.costs, period.first_day, period.last_day, "channel")
        return sum(sums.values()) if channel is None else sums.get(channel)


def gather_sources(
    run: "Run",
    shop: "Dataset",
    kpis: "Sequence[Kpi]",
    costs: "CostInput | None",
    as_of: "date",
) -> KpiSources:
    """Return what the KPIs of a shop are read from, as of a day."""
    spans = find_spans(kpis, run.settings, as_of)
    known = KnownDays.find(shop, as_of, costs)
    numbers = {kind: [each.number for each in span.every] for kind, span in spans.by_order.items()}
    sums = partial(_sum_orders, as_of=as_of, numbers=numbers)
    days = {
        kpi.name: [
            period.last_day
            for period in spans.get(kpi).every
            if known.holds(period, with_costs=False)
        ]
        for kpi in kpis
    }
    return KpiSources(
        run.settings,
        spans,
        known,
        OrderFigures.add_up(list(shop.stock.map_each(sums))),
        costs,
        credit_periods(run, shop, kpis, spans, as_of),
        build_segment_tables(run, shop, kpis, days),
        _list_channels(shop, costs),
    )


def _list_channels(shop: "Dataset", costs: "CostInput | None") -> frozenset[str | None]:
    touched = frozenset() if shop.touch_facts is None else shop.touch_facts.values["channel"]
    return touched if costs is None else touched | frozenset(costs.frame["channel"].to_list())


def _sum_orders(
    _touches: "pl.DataFrame | None",
    orders: pl.DataFrame,
    as_of: "date",
    numbers: "Mapping[KpiPeriod, Sequence[int]]",
) -> OrderFigures:
    return sum_order_figures(orders, as_of, numbers)
