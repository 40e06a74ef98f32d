"""Settings of the sensitivity report: how many touches are lost, how often."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Annotated, Final

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    field_validator,
)

from cli.settings.sections.types import Section, Whole, make_error, to_entries
from cli.settings.sections.uncertainty import Seed


@dataclass(frozen=True, slots=True)
class LostShare:
    """A share of the touches that is lost, more than none and less than all."""

    text: str
    """As written: 5% or 0.05."""
    share: Fraction
    """The share exactly: 1/20."""

    def __str__(self) -> str:
        return self.text


_PERCENT: Final = r"[0-9]{1,3}(\.[0-9]{1,9})?%"


def _parse_lost_share(given: object) -> LostShare:
    if isinstance(given, LostShare):
        return given
    share = _parse_fraction(given)
    if share == 0:
        raise make_error("a run that loses nothing is always made; leave it out")
    if share is None or not 0 < share < 1:
        likely = share is not None and 1 <= share < 100 and not isinstance(given, str)
        hint = f'; did you mean "{given}%"?' if likely else ""
        raise make_error(f'expected a share between 0 and 1 such as "5%" or 0.05{hint}')
    return LostShare(str(given), share)


def _parse_fraction(given: object) -> Fraction | None:
    if isinstance(given, str) and re.fullmatch(_PERCENT, given):
        return Fraction(given[:-1]) / 100
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
        return None
    return Fraction(str(given))


def _serialise_share(lost: LostShare) -> str | float:
    return lost.text if lost.text.endswith("%") else float(lost.text)


Lost = Annotated[
    LostShare,
    PlainValidator(_parse_lost_share),
    PlainSerializer(_serialise_share, return_type=str | float),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
                {"type": "string", "pattern": f"^{_PERCENT}$"},
            ],
            "examples": ["5%", 0.05],
        }
    ),
]


def _make_default_shares() -> tuple[LostShare, ...]:
    return tuple(LostShare(f"{percent}%", Fraction(percent, 100)) for percent in (5, 10, 15))


class Sensitivity(Section):
    """What the sensitivity report tries besides the models and windows."""

    lost: Annotated[
        tuple[Lost, ...],
        BeforeValidator(to_entries, json_schema_input_type=Lost | list[Lost]),
    ] = Field(default_factory=_make_default_shares)
    """Shares of touches lost at random, each a run; one without loss is always made."""
    draws: Annotated[Whole, Field(ge=1, le=1_000)] = 20
    """How often touches are drawn for each share."""
    seed: Seed = 0
    """Which touches are drawn; the same seed draws the same ones."""

    @field_validator("lost", mode="after")
    @classmethod
    def _refuse_repeated_shares(cls, lost: tuple[LostShare, ...]) -> tuple[LostShare, ...]:
        shares = [entry.share for entry in lost]
        again = next((at for at, share in enumerate(shares) if share in shares[:at]), None)
        if again is not None:
            raise make_error(
                f"the same share as {lost[shares.index(shares[again])]}; list it once", again
            )
        return lost
