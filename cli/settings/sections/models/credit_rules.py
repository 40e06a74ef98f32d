"""Credit rules: conditions on a touch and the factor on its credit."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from attribution.choices import Position
from cli.settings.sections.types import Number, Section, Texts, make_error

if TYPE_CHECKING:
    from attribution.models import CreditRule

NotNegative = Annotated[Number, Field(ge=0)]


class DaysBefore(Section):
    """A range of days before the order, both ends included."""

    min: NotNegative = 0.0
    """Fewest days."""
    max: NotNegative | None = None
    """Most days; null: no limit."""

    @field_validator("max", mode="after")
    @classmethod
    def _require_ordered_range(cls, most: float | None, info: ValidationInfo) -> float | None:
        if most is not None and most < info.data.get("min", 0.0):
            raise make_error("max is less than min")
        return most


class Condition(Section):
    """What a touch must be like; all that are set must hold, of a list any one.

    In channel, source, medium and campaign `*` stands for any text and letter case is ignored.
    """

    channel: Texts | None = None
    """Patterns of the channel."""
    source: Texts | None = None
    """Patterns of the source."""
    medium: Texts | None = None
    """Patterns of the medium."""
    campaign: Texts | None = None
    """Patterns of the campaign."""
    interaction: Texts | None = None
    """Interactions such as click and view."""
    position: Position | None = None
    """Place in the journey: first, middle, last, or only (a one-touch journey)."""
    days_before: DaysBefore | None = None
    """Days before the order."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_empty(cls, given: object) -> object:
        if given is None or given == {}:
            raise make_error("expected a condition such as {channel: Email}")
        return given

    @property
    def patterns(self) -> dict[str, tuple[str, ...]]:
        """Patterns by the column of the touches that they are for, of those that are set."""
        columns = ("channel", "source", "medium", "campaign", "interaction")
        return {name: texts for name in columns if (texts := getattr(self, name)) is not None}


class Rule(Section):
    """A factor on the credit of the touches that match; every matching rule multiplies."""

    when: Condition
    """The touches that the factor applies to."""
    factor: NotNegative
    """What their credit is multiplied with before the journey is renormalised."""

    def build_rule(self) -> "CreditRule":
        """Return the library's rule, which is imported here: settings load no data library."""
        from attribution.models import CreditRule  # noqa: PLC0415 - not for settings alone

        days = self.when.days_before
        return CreditRule(
            factor=self.factor,
            attributes=self.when.patterns,
            position=self.when.position,
            days_before=(None, None) if days is None else (days.min, days.max),
        )
