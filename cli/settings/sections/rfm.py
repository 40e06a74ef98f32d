"""Settings of the RFM report and of cohorts: dates, scoring, segments, periods."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    field_serializer,
    field_validator,
)

from cli.settings.sections.durations import Duration, WholeDays, parse_whole_days
from cli.settings.sections.types import (
    Day,
    Exact,
    Section,
    Text,
    Whole,
    find_repeated,
    make_error,
    parse_day,
)
from rfm.cohorts.choices import Period
from rfm.migration.choices import ScoresChoice
from rfm.settings import Frequency, Method, Monetary

OWN_ROWS: Final = ("(all)", "(none)", "(new)", "(out of window)")
"""Names of rows that tables have beside those of the segments."""

CutPoints = Annotated[tuple[Exact, ...], Field(min_length=1)]


class Thresholds(Section):
    """Ascending cut points, one fewer than bins, for each dimension."""

    recency: CutPoints
    """Days since the last order."""
    frequency: CutPoints
    """Orders, active days or touchpoints."""
    monetary: CutPoints
    """Units of the currency."""

    @field_validator("recency", "frequency", "monetary", mode="after")
    @classmethod
    def _require_ascending(cls, points: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        if list(points) != sorted(points):
            raise make_error("cut points must ascend")
        return points


def _parse_score_range(given: object) -> object:
    if isinstance(given, int) and not isinstance(given, bool):
        return (given, given)
    if isinstance(given, str):
        ends = re.fullmatch(r"([0-9]{1,3}) ?- ?([0-9]{1,3})", given)
        given = [int(ends[1]), int(ends[2])] if ends else None
    whole = isinstance(given, list | tuple) and all(type(end) is int for end in given)
    if not isinstance(given, list | tuple) or not whole or len(given) != 2:
        raise make_error('expected a score such as 4, or a range such as "3-5" or [3, 5]')
    if not 1 <= given[0] <= given[1]:
        raise make_error("expected a range that ascends from 1 or more")
    return given


ScoreRange = Annotated[
    tuple[int, int],
    BeforeValidator(_parse_score_range, json_schema_input_type=int | str | tuple[int, int]),
    Field(examples=[4, "3-5", [3, 5]]),
]


def _parse_since(given: object) -> object:
    if isinstance(given, str) and re.fullmatch(r"[0-9]+[hdw]", given):
        return parse_whole_days(given)
    if isinstance(given, str) and re.match(r"[0-9]{4}-", given):
        return parse_day(given)
    if isinstance(given, date | Duration):
        return given
    raise make_error("expected a day such as 2026-09-30, or days before the as-of day such as 30d")


Since = Annotated[
    date | Duration,
    BeforeValidator(_parse_since, json_schema_input_type=str),
    PlainSerializer(str, return_type=str, when_used="json"),
    Field(examples=["2026-09-30", "30d"]),
]
"""A day, or how many days it lies before the as-of day."""


class Segment(Section):
    """An entry of the segment map: the first one whose ranges all hold takes the customer."""

    name: Text
    """Name of the segment."""
    r: ScoreRange | None = None
    """Recency scores; null: any."""
    f: ScoreRange | None = None
    """Frequency scores; null: any."""
    m: ScoreRange | None = None
    """Monetary scores; null: any."""
    fm: ScoreRange | None = None
    """Scores of (F + M + 1) // 2; null: any."""
    action: str = ""
    """What to do about these customers."""


def _parse_segment_map(given: object) -> object:
    if given in ("default", None):
        return None
    if not isinstance(given, list | tuple):
        raise make_error(
            "expected default, or a list of segments such as {name: Best, r: 5, fm: 4-5}"
        )
    return given


class Rfm(Section):
    """Recency, frequency and monetary value of customers, scores and segments."""

    as_of: Day | None = None
    """Day that recency counts back from; null: the day of the latest order."""
    window: WholeDays | None = None
    """Only orders of so many days up to then count, for example 365d; null: all."""
    bins: Annotated[Whole, Field(ge=2, le=20)] = 5
    """Scores go from 1 (worst) to this."""
    method: Method = Method.PERCENTILE
    """How scores are cut: percentile, quantile, thresholds or r_rfm."""
    thresholds: Annotated[Thresholds | None, Field(validate_default=True)] = None
    """Cut points of each dimension, for method thresholds."""
    frequency: Frequency = Frequency.ORDERS
    """What frequency counts: orders, active_days or touchpoints."""
    monetary: Monetary = Monetary.TOTAL
    """total: net revenue; mean: net revenue by order."""
    scores: ScoresChoice = ScoresChoice.FROZEN
    """Scale of a migration's later day: frozen (that of --since) or refit (its own)."""
    since: Since | None = None
    """Day, or days before as_of, from which merito report tells who moved; null: it does not."""
    segments: Annotated[
        tuple[Segment, ...] | None,
        BeforeValidator(
            _parse_segment_map, json_schema_input_type=Literal["default"] | list[Segment]
        ),
        Field(validate_default=True),
    ] = None
    """Segment map: default (11 segments), or a list of {name, r, f, m, fm, action}."""

    def find_since(self, as_of: date) -> date | None:
        """Return the first day of the migration to a day, None where none is asked for."""
        if isinstance(self.since, Duration):
            return as_of - timedelta(days=self.since.days or 0)
        return self.since

    @field_validator("thresholds", mode="after")
    @classmethod
    def _check_thresholds(
        cls, points: Thresholds | None, info: ValidationInfo
    ) -> Thresholds | None:
        method, bins = info.data.get("method"), info.data.get("bins")
        if method is None or bins is None:
            return points
        if points is None:
            if method is Method.THRESHOLDS:
                raise make_error("method thresholds needs the cut points of each dimension")
            return None
        if method is not Method.THRESHOLDS:
            raise make_error(f"unused with method {method}; set method: thresholds")
        for name in ("recency", "frequency", "monetary"):
            count = len(getattr(points, name))
            if count != bins - 1:
                raise make_error(f"{bins} bins need {bins - 1} cut points, not {count}", name)
        return points

    @field_validator("segments", mode="after")
    @classmethod
    def _check_segments(
        cls, segments: tuple[Segment, ...] | None, info: ValidationInfo
    ) -> tuple[Segment, ...] | None:
        bins = info.data.get("bins")
        if bins is None:
            return segments
        if segments is None:
            if bins != 5:
                raise make_error(f"the default map is made for 5 bins, not {bins}; list your own")
            return None
        again = find_repeated([segment.name for segment in segments])
        if again:
            raise make_error(f"a second segment named {again[1]}", again[0], "name")
        for place, segment in enumerate(segments):
            if segment.name in OWN_ROWS:
                raise make_error(
                    f"{segment.name} is a row of its own; choose another name", place, "name"
                )
            for key in ("r", "f", "m", "fm"):
                ends = getattr(segment, key)
                if ends is not None and ends[1] > bins:
                    raise make_error(f"scores go from 1 to {bins}", place, key)
        return segments

    @field_serializer("segments")
    def _serialise_segments(self, segments: tuple[Segment, ...] | None) -> object:
        return "default" if segments is None else [entry.model_dump() for entry in segments]


class Cohorts(Section):
    """Customers by the period of their first order."""

    period: Period = Period.MONTH
    """How long the periods are: week (from Monday), month or quarter."""
