"""Settings of segments of one's own: conditions over what is known of customers."""

from typing import Annotated, Final

from pydantic import AfterValidator, WithJsonSchema

from cli.expressions import CUSTOMER_FACTS, ExpressionError, check_condition
from cli.settings.sections.types import Section, Text, find_repeated, make_error

RESERVED: Final = ("(none)", "(all)")
"""Names of rows that every table of segments may have."""


def _check_condition(given: str) -> str:
    try:
        check_condition(given, CUSTOMER_FACTS)
    except ExpressionError as error:
        raise make_error(error.sentence, spot=(error.line, error.column)) from None
    return given


Condition = Annotated[
    str,
    AfterValidator(_check_condition),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A condition in Python syntax over " + ", ".join(CUSTOMER_FACTS) + ".",
            "examples": ["monetary > 500 and recency_days > 90"],
        }
    ),
]


class OwnSegment(Section):
    """A segment of one's own; it may overlap others."""

    name: Text
    """Name of the segment."""
    where: Condition
    """Condition over the facts of a customer, such as "monetary > 500 and recency_days > 90"."""
    action: str = ""
    """What to do about these customers."""


def check_own_segments(segments: tuple[OwnSegment, ...]) -> tuple[OwnSegment, ...]:
    """Refuse a second segment of one name, and the names of rows that tables have anyway."""
    names = [segment.name for segment in segments]
    again = find_repeated(names)
    if again:
        raise make_error(f"a second segment named {again[1]}", again[0], "name")
    for place, name in enumerate(names):
        if name in RESERVED:
            raise make_error(f"{name} is a row of its own; choose another name", place, "name")
    return segments
