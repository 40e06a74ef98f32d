"""Settings of the journeys: windows, repeat orders, transforms."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_serializer,
)

from attribution.choices import Basis, RepeatOrders, Transform
from cli.settings.sections.durations import Duration, Length
from cli.settings.sections.types import (
    Flag,
    Section,
    Text,
    Whole,
    find_repeated,
    make_error,
    to_entries,
    to_list,
)

Transforms = Annotated[
    tuple[Transform, ...], BeforeValidator(to_list, json_schema_input_type=list[Transform])
]


def _make_default_window() -> Duration:
    return Duration(30 * 24, "30d")


class Lookback(Section):
    """A window: one duration, or one by channel and interaction, the most specific one wins.

    Channel before interaction before default. Keys other than `default` and `channels` are
    interactions, for example `view: 1d`.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Length] = Field(init=False)

    default: Length = Field(default_factory=_make_default_window)
    """Window of every touch that nothing more specific names."""
    channels: dict[Text, Length] = Field(default_factory=dict)
    """Windows of single channels."""

    @property
    def interactions(self) -> Mapping[str, Duration]:
        """Windows of single interactions such as click and view."""
        return self.__pydantic_extra__

    @property
    def durations(self) -> tuple[Duration, ...]:
        """Every duration that the window names, the default one first."""
        return (self.default, *self.interactions.values(), *self.channels.values())

    def __str__(self) -> str:
        """Return the window as reports print it: `30d` or `30d, view 1d, Email 7d`."""
        special = {**self.interactions, **self.channels}
        return ", ".join([str(self.default), *(f"{key} {span}" for key, span in special.items())])

    @model_serializer
    def _serialise(self) -> object:
        if len(self.durations) == 1:
            return str(self.default)
        spans = {key: str(span) for key, span in self.interactions.items()}
        channels = {key: str(span) for key, span in self.channels.items()}
        return {
            "default": str(self.default),
            **spans,
            **({"channels": channels} if channels else {}),
        }


def _spell_out(given: object) -> object:
    if isinstance(given, str):
        return {"default": given}
    if isinstance(given, Lookback):
        return given
    if not isinstance(given, dict):
        raise make_error("expected a duration such as 30d, or {default: 30d, view: 1d}")
    for key in given.keys() - {"default", "channels"}:
        near = get_close_matches(key.lower(), ["default", "channels"], 1, 0.75)
        if near:
            raise make_error(f"unknown key; did you mean {near[0]}?", key, "[key]")
    return given


Window = Annotated[Lookback, BeforeValidator(_spell_out, json_schema_input_type=str | Lookback)]


class Journeys(Section):
    """Which touches belong to the journey of an order."""

    lookback: Annotated[
        tuple[Window, ...],
        BeforeValidator(to_entries, json_schema_input_type=str | Lookback | list[str | Lookback]),
        Field(min_length=1, examples=["30d", ["7d", "30d"]]),
    ] = (Lookback.model_construct(),)
    """How long before its order a touch may lie; a list compares windows side by side."""
    lookback_basis: Basis = Basis.ELAPSED
    """How that distance is measured: elapsed time or calendar_days (whole local days)."""
    repeat_orders: RepeatOrders = RepeatOrders.CONTINUE
    """continue: the window alone bounds a journey; restart: an earlier order ends it."""
    transforms: Transforms = ()
    """Path transforms of the data-driven models, in this order: unique, exposure, first."""
    max_touches: Annotated[Whole, Field(ge=1)] | None = None
    """Keep only the last touches of each journey; null keeps all."""
    censor_immature: Flag = False
    """Leave journeys too young to have an outcome out of estimating data-driven models."""

    @field_validator("lookback", mode="after")
    @classmethod
    def _refuse_repeated_windows(cls, windows: tuple[Lookback, ...]) -> tuple[Lookback, ...]:
        again = find_repeated([str(window) for window in windows])
        if again:
            raise make_error(f"the window {again[1]} is listed twice", again[0])
        return windows

    @field_validator("lookback_basis", mode="after")
    @classmethod
    def _require_whole_days(cls, basis: Basis, info: ValidationInfo) -> Basis:
        for window in info.data.get("lookback", ()):
            refuse_hours(window, basis)
        return basis


def refuse_hours(window: Lookback, basis: Basis, *at: str | int) -> None:
    """Refuse a window that is no whole number of days where calendar days are counted."""
    hours = next((span for span in window.durations if span.days is None), None)
    if basis is Basis.CALENDAR_DAYS and hours is not None:
        raise make_error(f"calendar_days needs windows of whole days, not {hours}", *at)
