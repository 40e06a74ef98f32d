"""What cannot be watched."""

from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoKpisError(MeritoError):
    """KPIs are to be watched, and the settings list none."""

    def __init__(self) -> None:
        super().__init__(
            "the configuration lists no KPIs; add them to merito.yaml: kpis: [{name: Revenue,"
            ' metric: revenue, period: month, change: ">= -10%"}]; merito init proposes some'
        )


class UnknownKpiModelError(MeritoError):
    """A KPI is of the credit of a model that the settings do not list."""

    def __init__(self, origin: str, kpi: str, model: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(model, known)
        super().__init__(
            f'{origin}: KPI {kpi}: no model named "{model}"{hint} Models: {", ".join(known)}'
        )


class KpiOfRatesError(MeritoError):
    """A KPI is of the credit of a model that gives single orders none."""

    def __init__(self, origin: str, kpi: str, model: str) -> None:
        super().__init__(
            f"{origin}: KPI {kpi}: {model} values conversion rates of all journeys and gives single"
            " orders no credit to tell by period; set its worth to conversions, or choose another"
            " model"
        )


class CalibratedKpiError(MeritoError):
    """A KPI is of the credit of a model that experiments scale."""

    def __init__(self, origin: str, kpi: str, model: str) -> None:
        super().__init__(
            f"{origin}: KPI {kpi}: {model} scales credit by factors that experiments measured in"
            " some days, which no period can move; choose its base or another model"
        )


class UnknownKpiSegmentError(MeritoError):
    """A KPI is of an RFM segment that the map does not have."""

    def __init__(self, origin: str, kpi: str, segment: str, known: "Sequence[str]") -> None:
        hint = suggest_nearest(segment, known)
        super().__init__(
            f'{origin}: KPI {kpi}: no RFM segment named "{segment}"{hint}'
            f" Segments: {', '.join(known)}"
        )


class KpiOfWholeOrdersError(MeritoError):
    """A KPI of the days of touches is of a model that gives these no part of an order."""

    def __init__(self, origin: str, kpi: str, model: str) -> None:
        super().__init__(
            f"{origin}: KPI {kpi}: {model} counts an order once for each channel and gives no part"
            " of it to a touch, whose day counts on the interaction basis; choose another model,"
            " or returns.time_basis: conversion"
        )


class KpiCostsNeededError(MeritoError):
    """A KPI is of costs, and there are none."""

    def __init__(self, origin: str, kpi: str, metric: str) -> None:
        super().__init__(
            f"{origin}: KPI {kpi}: {metric} needs costs: name their files with --costs, or under"
            " costs.files"
        )
