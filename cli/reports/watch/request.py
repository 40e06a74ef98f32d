"""What the KPIs of the settings need: files, periods, models."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.reports.rfm.facts import needs_touches
from cli.reports.rfm.own_segments import collect_fact_names
from cli.reports.rfm.segment_map import build_segment_map
from cli.reports.watch.errors import (
    CalibratedKpiError,
    KpiCostsNeededError,
    KpiOfRatesError,
    NoKpisError,
    UnknownKpiModelError,
    UnknownKpiSegmentError,
)
from rfm.watch.periods import WatchedPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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


def find_spans(kpis: "Iterable[Kpi]", as_of: "date") -> "dict[KpiPeriod, KpiSpan]":
    """Return the periods of each kind that some KPIs are looked at in."""
    return {kpi.period: KpiSpan.find(as_of, kpi.period) for kpi in kpis}


def check_kpis(run: "Run") -> "tuple[Kpi, ...]":
    """Return the KPIs of the settings, which name only what there is.

    Raises NoKpisError, UnknownKpiModelError, KpiOfRatesError, UnknownKpiSegmentError and
    KpiCostsNeededError before anything is read.
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


def select_of_period(kpis: "Sequence[Kpi]", kind: "KpiPeriod") -> "list[Kpi]":
    """Return the KPIs of a period that need the journeys."""
    return [kpi for kpi in kpis if kpi.period is kind and kpi.of_journeys]
