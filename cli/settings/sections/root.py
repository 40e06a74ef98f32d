"""The whole configuration file as one typed value."""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from cli.report import Language, NumberStyle
from cli.settings.sections.channels import Channels
from cli.settings.sections.experiments import Experiment, check_experiments
from cli.settings.sections.exports.files import Costs, Orders, Touchpoints
from cli.settings.sections.exports.identities import Identities
from cli.settings.sections.journeys import Journeys, refuse_hours
from cli.settings.sections.kpis import Kpi, check_kpi_segments, check_kpis
from cli.settings.sections.models.model_list import DEFAULT_MODELS, Model, ModelName, make_default
from cli.settings.sections.own_segments import OwnSegment, check_own_segments
from cli.settings.sections.returns import Returns
from cli.settings.sections.rfm import Cohorts, Rfm
from cli.settings.sections.sensitivity import Sensitivity
from cli.settings.sections.spark import Spark
from cli.settings.sections.tolerance import BadRows, Tolerance
from cli.settings.sections.types import (
    Entry,
    Rate,
    Section,
    SectionOrNull,
    Size,
    Text,
    Zone,
    describe_known,
    find_repeated,
    make_error,
    to_list,
)
from cli.settings.sections.uncertainty import Uncertainty
from cli.settings.sections.value import Value


class Settings(Section):
    """The settings of a run; every key is optional."""

    timezone: Zone = "UTC"
    """Time zone that naive timestamps are read in and days are cut in."""
    currency: Text | None = None
    """Label of the money, for example EUR."""
    numbers: NumberStyle = NumberStyle.EN
    """How tables for people write numbers: en, it, de, fr, ch or plain; CSV and JSON never."""
    title: Text | None = None
    """What stands above a page; null: what the report is called."""
    language: Language = Language.EN
    """What a page's own words are written in, en or it; data stay as they are."""
    rates: Annotated[dict[Text, Rate], Field(examples=[{"USD": 0.92}])] = Field(
        default_factory=dict
    )
    """What a unit of other currencies is worth in the report's; orders and costs are converted."""
    max_bad_rows: BadRows = Tolerance("0", 0, None)
    """Bad rows that may be left out, a count or a share such as "0.1%"; 0 stops at the first."""
    memory: Size | None = None
    """Memory that a run may use, such as 8GB; beyond it, disk; null: half of what is free."""
    touchpoints: SectionOrNull[Touchpoints] = Touchpoints.model_construct()
    """The exported touchpoints."""
    orders: SectionOrNull[Orders] = Orders.model_construct()
    """The exported orders."""
    costs: SectionOrNull[Costs] = Costs.model_construct()
    """The exported costs of advertising."""
    identities: SectionOrNull[Identities] = Identities.model_construct()
    """Logins: which cookie, device or address is which customer."""
    channels: SectionOrNull[Channels] = Channels.model_construct()
    """How source and medium become channels, and channels with a special meaning."""
    journeys: SectionOrNull[Journeys] = Journeys.model_construct()
    """Which touches belong to the journey of an order."""
    experiments: Annotated[
        tuple[Entry[Experiment], ...],
        AfterValidator(check_experiments),
        Field(
            examples=[
                [
                    {
                        "name": "Retargeting paused",
                        "channel": "Retargeting",
                        "from": "2026-03-01",
                        "to": "2026-03-28",
                        "metric": "conversions",
                        "incremental": 3,
                        "low": -9,
                        "high": 15,
                    }
                ]
            ]
        ),
    ] = ()
    """Results somebody measured, each {name, channel, from, to, metric, incremental, low, high}."""
    models: Annotated[
        tuple[Entry[Model], ...],
        BeforeValidator(to_list, json_schema_input_type=ModelName | list[ModelName | Entry[Model]]),
        Field(min_length=1),
    ] = tuple(map(make_default, DEFAULT_MODELS))
    """The models side by side: kinds, or {kind: {parameters}} with name, lookback, transforms."""
    baseline: Annotated[str | None, Field(validate_default=True)] = None
    """Model that the others are compared with; null: last where listed, else the first one."""
    uncertainty: SectionOrNull[Uncertainty] = Uncertainty.model_construct()
    """The resampling of customers that intervals and stable ranks come from."""
    sensitivity: SectionOrNull[Sensitivity] = Sensitivity.model_construct()
    """What the sensitivity report tries besides the models and windows."""
    returns: SectionOrNull[Returns] = Returns.model_construct()
    """What advertising returned: by which day, the margin, and the target."""
    rfm: SectionOrNull[Rfm] = Rfm.model_construct()
    """Recency, frequency and monetary value of customers."""
    value: SectionOrNull[Value] = Value.model_construct()
    """What customers are worth, and which of them are slipping away."""
    cohorts: SectionOrNull[Cohorts] = Cohorts.model_construct()
    """Customers by their first order: who comes back, and what they are worth by then."""
    segments: Annotated[
        tuple[Entry[OwnSegment], ...],
        AfterValidator(check_own_segments),
        Field(
            examples=[[{"name": "Lapsing VIPs", "where": "monetary > 500 and recency_days > 90"}]]
        ),
    ] = ()
    """Segments of your own, a list of {name, where, action}; they may overlap."""
    kpis: Annotated[
        tuple[Entry[Kpi], ...],
        AfterValidator(check_kpis),
        Field(
            examples=[
                [{"name": "Paid search ROAS", "metric": "roas", "channel": "Paid Search"}],
                [{"name": "Champions", "metric": "customers", "rfm_segment": "Champions"}],
            ]
        ),
    ] = ()
    """What merito watch looks at, a list of {name, metric, period, channel, target, …}."""
    spark: SectionOrNull[Spark] = Spark.model_construct()
    """Where Spark runs and how it is set up, for --engine spark."""

    @property
    def baseline_name(self) -> str:
        """Name of the model that the others are compared with."""
        names = [model.name for model in self.models]
        return self.baseline or ("last" if "last" in names else names[0])

    def with_models(self, models: tuple[Model, ...]) -> Self:
        """Return the settings with these models in place of all, the baseline among them chosen."""
        named = self.baseline if self.baseline in {model.name for model in models} else None
        return self.model_copy(update={"models": models, "baseline": named})

    def with_first_window(self) -> Self:
        """Return the settings with the first window alone."""
        first = self.journeys.model_copy(update={"lookback": self.journeys.lookback[:1]})
        return self.model_copy(update={"journeys": first})

    @field_validator("models", mode="after")
    @classmethod
    def _check_agreement(cls, models: tuple[Model, ...], info: ValidationInfo) -> tuple[Model, ...]:
        again = find_repeated([model.name for model in models])
        if again:
            raise make_error(
                f"a second model named {again[1]}; set name: to tell them apart", again[0]
            )
        journeys = info.data.get("journeys")
        for place, model in enumerate(models):
            if journeys is not None and model.lookback is not None:
                refuse_hours(model.lookback, journeys.lookback_basis, place, "lookback")
            if model.parameters.calibrated and info.data.get("experiments") == ():
                raise make_error(
                    "a calibrated model needs the results of experiments; list them under"
                    " experiments:",
                    place,
                )
        return models

    @field_validator("baseline", mode="after")
    @classmethod
    def _require_listed_baseline(cls, baseline: str | None, info: ValidationInfo) -> str | None:
        names = [model.name for model in info.data.get("models", ())]
        if baseline is not None and names and baseline not in names:
            raise make_error(f'no model named "{baseline}"; {describe_known(names, baseline)}')
        return baseline

    @field_validator("kpis", mode="after")
    @classmethod
    def _require_listed_segments(
        cls, kpis: tuple[Kpi, ...], info: ValidationInfo
    ) -> tuple[Kpi, ...]:
        if "segments" in info.data:
            check_kpi_segments(kpis, [each.name for each in info.data["segments"]])
        return kpis
