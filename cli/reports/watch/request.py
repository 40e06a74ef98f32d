"""What the KPIs of the settings need: files, periods, models."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from attribution.choices import TimeBasis
from cli.reports.rfm.facts import needs_touches
from cli.reports.rfm.own_segments import collect_fact_names
from cli.reports.rfm.segment_map import build_segment_map
from cli.reports.touch_days.days import count_window_days
from cli.reports.watch.errors import (
    CalibratedKpiError,
    KpiCostsNeededError,
    KpiOfRatesError,
    KpiOfWholeOrdersError,
    NoKpisError,
    UnknownKpiModelError,
    UnknownKpiSegmentError,
)
from rfm.watch.periods import WatchedPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cli.dataset.run import Run
    from cli.settings import Settings
    from cli.settings.sections.kpis import Kpi
    from rfm.watch.choices import KpiPeriod


@dataclass(frozen=True, slots=True)
class KpiSpan:
    """The periods that a KPI is looked at in."""

    current: WatchedPeriod
    earlier: tuple[WatchedPeriod, ...]
    """The like periods before, the nearest first."""
    year_ago: WatchedPeriod

    @classmethod
    def find(cls, as_of: "date", kind: "KpiPeriod") -> "KpiSpan":
        """Return the periods of a kind as of a day."""
        current = WatchedPeriod.find_latest(as_of, kind)
        return cls(current, current.list_earlier(), current.find_year_ago())

    @property
    def every(self) -> "tuple[WatchedPeriod, ...]":
        """All of them, none twice."""
        return tuple(dict.fromkeys((self.current, *self.earlier, self.year_ago)))


@dataclass(frozen=True, slots=True)
class KpiSpans:
    """The periods of each kind that KPIs are looked at in."""

    by_order: "Mapping[KpiPeriod, KpiSpan]"
    by_touch: "Mapping[KpiPeriod, KpiSpan]"
    """Of KPIs whose credit has the days of its touches."""
    wait: int | None
    """Days after a touch until its orders are known; None where credit has the days of orders."""

    def counts_by_touch(self, kpi: "Kpi") -> bool:
        """Tell whether the credit of a KPI has the days of its touches."""
        return self.wait is not None and kpi.channel is not None

    def get(self, kpi: "Kpi") -> KpiSpan:
        """Return the periods that a KPI is looked at in."""
        spans = self.by_touch if self.counts_by_touch(kpi) else self.by_order
        return spans[kpi.period]


def find_spans(kpis: "Iterable[Kpi]", settings: "Settings", as_of: "date") -> KpiSpans:
    """Return the periods that some KPIs are looked at in, as of a day.

    On the interaction basis those of channels end early enough for their orders to be known.
    """
    every = tuple(dict.fromkeys(kpi.period for kpi in kpis))
    by_order = {kind: KpiSpan.find(as_of, kind) for kind in every}
    if settings.returns.time_basis is TimeBasis.CONVERSION:
        return KpiSpans(by_order, {}, None)
    wait = count_window_days(settings)
    mature = as_of - timedelta(days=wait)
    return KpiSpans(by_order, {kind: KpiSpan.find(mature, kind) for kind in every}, wait)


def check_kpis(run: "Run") -> "tuple[Kpi, ...]":
    """Return the KPIs of the settings, which name only what there is.

    Raises NoKpisError, UnknownKpiModelError, KpiOfRatesError, CalibratedKpiError,
    KpiOfWholeOrdersError, UnknownKpiSegmentError and KpiCostsNeededError before anything is read.
    """
    settings = run.settings
    if not settings.kpis:
        raise NoKpisError
    for place, kpi in enumerate(settings.kpis):
        if kpi.channel is not None:
            key = "model" if kpi.model else "channel"
            _check_model(kpi, settings, run.find_origin(f"kpis.{place}.{key}"))
        if kpi.rfm_segment is not None:
            _check_segment(
                kpi.rfm_segment, kpi, settings, run.find_origin(f"kpis.{place}.rfm_segment")
            )
        if kpi.needs_costs and not run.cost_files:
            origin = run.find_origin(f"kpis.{place}.metric")
            raise KpiCostsNeededError(origin, kpi.name, kpi.metric)
    return settings.kpis


def _check_segment(name: str, kpi: "Kpi", settings: "Settings", origin: str) -> None:
    known = list(dict.fromkeys(entry.name for entry in build_segment_map(settings).entries))
    if name not in known:
        raise UnknownKpiSegmentError(origin, kpi.name, name, known)


def _check_model(kpi: "Kpi", settings: "Settings", origin: str) -> None:
    name = name_model(kpi, settings)
    models = {model.name: model for model in settings.models}
    if name not in models:
        raise UnknownKpiModelError(origin, kpi.name, name, list(models))
    if not models[name].parameters.divides_by_journey:
        raise KpiOfRatesError(origin, kpi.name, name)
    if models[name].parameters.calibrated:
        raise CalibratedKpiError(origin, kpi.name, name)
    by_touch = settings.returns.time_basis is TimeBasis.INTERACTION
    if by_touch and not models[name].parameters.additive:
        raise KpiOfWholeOrdersError(origin, kpi.name, name)


def name_model(kpi: "Kpi", settings: "Settings") -> str:
    """Return the model whose credit a KPI of a channel is of."""
    return kpi.model or settings.baseline_name


def list_watch_roles(settings: "Settings") -> tuple[str, ...]:
    """Return whose files the KPIs need, costs aside."""
    return ("orders", "touchpoints") if needs_journeys(settings) else ("orders",)


def needs_journeys(settings: "Settings") -> bool:
    """Tell whether the KPIs of the settings need the touchpoints."""
    kpis = settings.kpis
    if any(kpi.of_journeys for kpi in kpis):
        return True
    names = collect_fact_names(settings) if any(kpi.segment for kpi in kpis) else frozenset()
    return any(kpi.of_segment for kpi in kpis) and needs_touches(settings, names)


def select_of_period(
    kpis: "Sequence[Kpi]", kind: "KpiPeriod", spans: KpiSpans, *, by_touch: bool
) -> "list[Kpi]":
    """Return the KPIs of a period that need the journeys, by the day of the touch or order."""
    return [
        kpi
        for kpi in kpis
        if kpi.period is kind and kpi.of_journeys and spans.counts_by_touch(kpi) is by_touch
    ]
