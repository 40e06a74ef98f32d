"""Settings of what customers are worth."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from cli.settings.sections.durations import Duration, WholeDays, parse_duration
from cli.settings.sections.types import Exact, Section, Whole, make_error
from rfm.lifetime_value.choices import ModelChoice


def _parse_holdout(given: object) -> object:
    if isinstance(given, str) and re.fullmatch(r"[0-9]+[hdw]", given):
        length = parse_duration(given)
        if length.days is None:
            raise make_error("expected whole days such as 90d")
        return length
    if isinstance(given, Duration | Decimal):
        return given
    try:
        share = Decimal(str(given))
    except InvalidOperation:
        share = Decimal(-1)
    if isinstance(given, bool | str) or not 0 <= share < 1:
        raise make_error("expected a share from 0 to below 1 such as 0.25, or days such as 90d")
    return share


Holdout = Annotated[
    Decimal | Duration,
    BeforeValidator(_parse_holdout, json_schema_input_type=float | str),
    PlainSerializer(
        lambda given: str(given) if isinstance(given, Duration) else float(given),
        return_type=float | str,
        when_used="json",
    ),
    Field(examples=[0.25, "90d"]),
]
"""A share of the days of the orders, or a number of days."""


class Value(Section):
    """What customers are worth: the model of their purchases, and how far it looks ahead."""

    model: ModelChoice = ModelChoice.AUTO
    """auto: mbg_nbd or pareto_nbd, by the holdout; or mbg_nbd, bg_nbd, pareto_nbd."""
    months: Annotated[Whole, Field(ge=1, le=120)] = 12
    """How many months ahead a value reaches."""
    discount: Annotated[Exact, Field(ge=0, lt=1)] = Decimal("0.01")
    """By which share money is worth less a month later."""
    holdout: Holdout = Decimal("0.25")
    """Latest days that the forecast is tried on: a share of all, or days such as 90d."""
    since: WholeDays = parse_duration("30d")
    """Who has bought in so many days is not at risk."""

    @property
    def exact_holdout(self) -> Fraction | int:
        """The holdout as an exact share, or as a number of days."""
        if isinstance(self.holdout, Duration):
            return self.holdout.days or 0
        return Fraction(self.holdout)
