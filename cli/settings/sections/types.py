"""The base of every section of the configuration, and the types its values share."""

import codecs
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, TypeVar, cast
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cli.errors import suggest_nearest

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

_OFFSET: Final = re.compile(r"(?:GMT|UTC)? ?([+-])0?(\d{1,2})(?::?00)?", re.ASCII | re.IGNORECASE)
_HOURS: Final = 12
"""How far from UTC zones of `Etc` lie in both directions."""


class Section(BaseModel):
    """A section of the configuration: frozen, and a key that it does not know is a mistake.

    Pydantic prepares a section when values are first read into it: all of them together would take
    longer than many a report. So defaults are made by `model_construct`, which reads nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, defer_build=True)


def list_keys(part: type[Section]) -> list[str]:
    """Return the keys of a section as the file has them: from, where Python says first."""
    return [field.alias or name for name, field in part.model_fields.items()]


def make_error(
    message: str, *at: str | int, spot: tuple[int, int] | None = None
) -> PydanticCustomError:
    """Return a mistake in plain words.

    `at` leads from the validated value to the wrong one, and ends in `[key]` where the key itself
    is meant; `spot` is line and column, from 1, inside a text.
    """
    return PydanticCustomError("plain", "{message}", {"message": message, "at": at, "spot": spot})


def describe_known(known: "list[str] | tuple[str, ...]", name: object) -> str:
    """Return what exists and, where one is near, what was probably meant."""
    return "expected one of " + ", ".join(known) + suggest_nearest(str(name), known, "")


def to_list(given: object) -> object:
    """Turn a single text into a list of one, so that both ways of writing are accepted."""
    return [given] if isinstance(given, str) else given


def to_entries(given: object) -> object:
    """Turn anything that is no list into a list of one."""
    return given if isinstance(given, list | tuple) else [given]


def to_section(given: object) -> object:
    """Turn a section whose keys are all commented out into an empty one."""
    return {} if given is None else given


def parse_day(given: object) -> object:
    """Read a day such as 2026-09-30; anything else is a mistake that names an example."""
    if isinstance(given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise make_error(f'"{given}" is not a day of the calendar') from None
    raise make_error("expected a day such as 2026-09-30")


def _parse_zone(given: object) -> object:
    if given == "UTC" or not isinstance(given, str):
        return given
    try:
        ZoneInfo(given)
    except (KeyError, OSError, ValueError):
        hint = _suggest_zone(given)
        raise make_error(f"expected a time zone such as Europe/Rome or UTC{hint}") from None
    return given


def _suggest_zone(given: str) -> str:
    """Return how a sentence about an unknown zone goes on.

    Only names of places are near to what was meant; next to CEST is EST, which is hours away.
    """
    offset = _OFFSET.fullmatch(given)
    if offset is not None and 0 < int(offset[2]) <= _HOURS:
        sign = "-" if offset[1] == "+" else "+"
        return (
            f"; {given} all year is Etc/GMT{sign}{offset[2]}, whose signs are the other way round"
        )
    places = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return suggest_nearest(given, places, "")


def _parse_encoding(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        codecs.decode(b"", given)
        "".encode(given)
    except (LookupError, TypeError, ValueError):
        raise make_error("expected an encoding such as utf-8, cp1252 or utf-16") from None
    return given


def _parse_delimiter(given: object) -> object:
    mark = "\t" if given in ("tab", "\\t") else given
    if mark is not None and mark not in (",", ";", "\t", "|", ":"):
        raise make_error('expected one of ",", ";", tab, "|", ":"')
    return mark


def _check_time_format(given: object) -> object:
    if isinstance(given, str) and not re.search(r"%[a-zA-Z]", given):
        raise make_error('expected a format such as "%d/%m/%Y %H:%M"')
    return given


def _parse_size(given: object) -> object:
    if isinstance(given, str):
        match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *(B|[KMGT]B)", given.strip(), re.IGNORECASE)
        if match:
            units = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
            return int(Decimal(match[1]) * units[match[2].upper()])
    elif isinstance(given, int) and not isinstance(given, bool) and given > 0:
        return given
    raise make_error("expected a size such as 500MB or 50GB")


def _parse_exact(given: object) -> object:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise make_error("expected a number")
    number = Decimal(str(given))
    if not number.is_finite():
        raise make_error("expected a number that is finite")
    return number


def _write_number(number: Decimal) -> float:
    # `float` alone would do, but for the time that pydantic takes to parse its signature.
    return float(number)


@dataclass(frozen=True, slots=True)
class _WhereGiven:
    """Has pydantic prepare a section inside another one only where a file has it."""

    or_null: bool
    """Whether nothing is an empty section, whose keys are all commented out."""

    def __get_pydantic_core_schema__(
        self, part: type[Section], _: GetCoreSchemaHandler
    ) -> CoreSchema:
        def validate(given: object) -> Section:
            if isinstance(given, part):
                return given
            return part.model_validate({} if given is None and self.or_null else given)

        return core_schema.no_info_plain_validator_function(validate, metadata={"part": part})

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> "JsonSchemaValue":
        part: type[Section] = schema["metadata"]["part"]
        part.model_rebuild()
        own = core_schema.definitions_schema(part.__pydantic_core_schema__, [])
        return handler(core_schema.nullable_schema(own) if self.or_null else own)


Part = TypeVar("Part", bound=Section)
Entry = Annotated[Part, _WhereGiven(or_null=False)]
"""A section of which there may be several."""
SectionOrNull = Annotated[Part, _WhereGiven(or_null=True)]
"""A section whose keys may all be commented out."""
Text = Annotated[str, StringConstraints(min_length=1)]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(to_list, json_schema_input_type=str | list[str])
]
Whole = Annotated[int, Field(strict=True)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Exact = Annotated[
    Decimal,
    BeforeValidator(_parse_exact, json_schema_input_type=float),
    PlainSerializer(_write_number, return_type=float, when_used="json"),
]
"""A number exactly as written."""
Rate = Annotated[Exact, Field(gt=0)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(parse_day)]
Zone = Annotated[str, BeforeValidator(_parse_zone), Field(examples=["Europe/Rome", "UTC"])]
Encoding = Annotated[str, BeforeValidator(_parse_encoding), Field(examples=["utf-8", "cp1252"])]
Size = Annotated[
    int,
    BeforeValidator(_parse_size, json_schema_input_type=str | int),
    Field(examples=["500MB", "50GB"]),
]
"""A number of bytes."""
Delimiter = Annotated[str, BeforeValidator(_parse_delimiter), Field(examples=[",", ";", "tab"])]
TimeFormat = Annotated[str, BeforeValidator(_check_time_format), Field(examples=["%d/%m/%Y %H:%M"])]


def find_repeated(names: "list[str]") -> tuple[int, str] | None:
    """Return the first name that repeats an earlier one with its place, None where none does."""
    return next(((i, n) for i, n in enumerate(names) if n in names[:i]), None)


def copy_mapping(given: object) -> dict[str, object]:
    """Return a mapping as its own copy, empty for anything else."""
    return dict(cast("dict[str, object]", given)) if isinstance(given, dict) else {}
