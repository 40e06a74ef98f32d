"""Settings of KPIs: what is watched, and what it has to reach."""

from typing import Annotated, Final

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, field_validator
from pydantic import WithJsonSchema as Schema

from cli.settings.sections.types import Section, Text, describe_known, find_repeated, make_error
from rfm.watch.choices import (
    COSTLY,
    DEAR,
    OF_CHANNEL,
    OF_SEGMENT,
    PARTS,
    PERCENTAGES,
    Direction,
    KpiMetric,
    KpiPeriod,
)
from rfm.watch.goals import Goal

_PERCENT: Final = "in percent, such as"


def _parse_goal(given: object) -> Goal:
    goal = given if isinstance(given, Goal) else None
    if isinstance(given, str):
        goal = Goal.parse(given)
    if goal is None:
        raise make_error('expected a comparison such as ">= 4", ">= 40%" or "< 12.50"')
    return goal


GoalText = Annotated[
    Goal,
    PlainValidator(_parse_goal),
    PlainSerializer(str, return_type=str),
    Schema({"type": "string", "examples": [">= 4", ">= 40%", "< 12.50"]}),
]
ChangeText = Annotated[
    Goal,
    PlainValidator(_parse_goal),
    PlainSerializer(str, return_type=str),
    Schema({"type": "string", "examples": [">= -5%", "<= 10%"]}),
]


class Kpi(Section):
    """A KPI: what it measures, of what, and what it has to reach."""

    name: Text
    """Name of the KPI."""
    metric: KpiMetric
    """What it measures: revenue, orders, customers, coverage, roas, share of a segment, …"""
    period: KpiPeriod = KpiPeriod.MONTH
    """Length of the periods: day, week, month or quarter."""
    channel: Annotated[Text | None, Field(validate_default=True)] = None
    """Channel that it is of; null: the whole shop."""
    model: Text | None = None
    """Model whose credit the channel has; null: the baseline."""
    rfm_segment: Text | None = None
    """RFM segment that it is of, on the last day of the period."""
    segment: Annotated[Text | None, Field(validate_default=True)] = None
    """Segment of your own that it is of, on the last day of the period."""
    target: GoalText | None = None
    """What the value has to reach, such as ">= 4" or ">= 40%"."""
    change: ChangeText | None = None
    """What its change from the period before has to reach, such as ">= -5%"."""
    good: Direction | None = None
    """Where it goes when things go well: up or down; null: by its target, else by its metric."""

    @property
    def direction(self) -> Direction:
        """Where it goes when things go well."""
        goal = self.target or self.change
        if self.good is not None:
            return self.good
        if goal is not None:
            return goal.direction
        return Direction.DOWN if self.metric in DEAR else Direction.UP

    @property
    def of_segment(self) -> bool:
        """Whether it is of a segment of customers."""
        return self.rfm_segment is not None or self.segment is not None

    @property
    def of_journeys(self) -> bool:
        """Whether it needs to know which touches came before an order."""
        return self.channel is not None or self.metric is KpiMetric.COVERAGE

    @property
    def needs_costs(self) -> bool:
        """Whether it needs costs."""
        return self.metric in COSTLY

    @field_validator("channel", mode="after")
    @classmethod
    def _check_channel(cls, channel: str | None, info: ValidationInfo) -> str | None:
        metric = info.data.get("metric")
        if channel is not None and metric is not None and metric not in OF_CHANNEL:
            known = describe_known(list(OF_CHANNEL), metric)
            raise make_error(f"{metric} is not told by channel; {known}")
        if channel is None and metric in (KpiMetric.CONVERSIONS, KpiMetric.NEW_CONVERSIONS):
            raise make_error(f"{metric} needs a channel; of the whole shop there are orders")
        return channel

    @field_validator("model", mode="after")
    @classmethod
    def _refuse_lone_model(cls, model: str | None, info: ValidationInfo) -> str | None:
        if model is not None and "channel" in info.data and info.data["channel"] is None:
            raise make_error("unused without a channel; name the channel, or leave it out")
        return model

    @field_validator("rfm_segment", mode="after")
    @classmethod
    def _check_rfm_segment(cls, name: str | None, info: ValidationInfo) -> str | None:
        return _check_segment(name, info)

    @field_validator("segment", mode="after")
    @classmethod
    def _check_own_segment(cls, name: str | None, info: ValidationInfo) -> str | None:
        other = info.data.get("rfm_segment")
        if name is not None and other is not None:
            raise make_error("a KPI is of one segment; leave out this or rfm_segment")
        if name is None and other is None and info.data.get("metric") is KpiMetric.SHARE:
            raise make_error("share needs a segment: rfm_segment, or segment for one of your own")
        return _check_segment(name, info)

    @field_validator("target", mode="after")
    @classmethod
    def _check_target(cls, goal: Goal | None, info: ValidationInfo) -> Goal | None:
        metric = info.data.get("metric")
        if goal is None or metric is None:
            return goal
        if goal.percent and metric not in PERCENTAGES:
            raise make_error(f"{metric} is no share; write the number without %")
        if metric in PARTS and goal.limit > 1:
            raise make_error(f'{metric} is never above 1; write it {_PERCENT} "{goal}%"')
        return goal

    @field_validator("change", mode="after")
    @classmethod
    def _require_percent(cls, goal: Goal | None) -> Goal | None:
        if goal is not None and not goal.percent:
            raise make_error(f'a change is written {_PERCENT} ">= -5%"')
        return goal


def _check_segment(name: str | None, info: ValidationInfo) -> str | None:
    metric = info.data.get("metric")
    if name is None or metric is None:
        return name
    if info.data.get("channel") is not None:
        raise make_error("a KPI is of a channel or of a segment; leave one of them out")
    if metric not in OF_SEGMENT:
        known = describe_known(list(OF_SEGMENT), metric)
        raise make_error(f"{metric} is not told by segment; {known}")
    return name


def check_kpis(kpis: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    """Refuse a second KPI of one name."""
    again = find_repeated([kpi.name for kpi in kpis])
    if again:
        raise make_error(f"a second KPI named {again[1]}", again[0], "name")
    return kpis


def check_kpi_segments(kpis: tuple[Kpi, ...], own: list[str]) -> None:
    """Refuse segments of one's own that the settings do not list."""
    for place, kpi in enumerate(kpis):
        if kpi.segment is not None and kpi.segment not in own:
            known = describe_known(own, kpi.segment) if own else "the settings list no segments"
            raise make_error(f'no segment named "{kpi.segment}"; {known}', place, "segment")
