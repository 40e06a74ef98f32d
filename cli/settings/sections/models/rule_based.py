"""The kinds of models and their parameters; a docstring here is what `explain` prints."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.config import JsonDict

from attribution.choices import PRESETS, Granularity, Otherwise, Preset
from cli.expressions import WEIGHT_FACTS, ExpressionError, check_expression
from cli.settings.sections.durations import Duration, PositiveLength
from cli.settings.sections.types import Number, Section, Texts, copy_mapping, make_error

if TYPE_CHECKING:
    from collections.abc import Collection

    from attribution.models import DataDrivenModel, MultiTouchModel, SingleTouchModel

    RuleBased = SingleTouchModel | MultiTouchModel
    LibraryModel = RuleBased | DataDrivenModel


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a model depends on besides its parameters."""

    direct: "Collection[str]"
    """The channels that count as direct in the report."""
    by_journey: bool = False
    """Whether each order must be shared among its own touches, to be broken down."""


class Parameters(Section):
    """The parameters of one kind of model."""

    additive: ClassVar[bool] = True
    """Whether the credits of an order sum to one, so that channels can be totalled."""
    data_driven: ClassVar[bool] = False
    """Whether the report's path transforms apply, which rule-based models have only as own ones."""

    calibrated: ClassVar[bool] = False
    """Whether the credit is scaled to what experiments measured."""

    @property
    def divides_by_journey(self) -> bool:
        """Whether single orders get credit that can be broken down by their attributes."""
        return True

    @property
    def weighs_touches(self) -> bool:
        """Whether each touch gets a part of its order: not where sums of credit are scaled."""
        return self.divides_by_journey and not self.calibrated

    @property
    def follows_transforms(self) -> bool:
        """Whether the report's path transforms apply, where the model has none of its own."""
        return self.data_driven

    @property
    def attributes(self) -> frozenset[str]:
        """Columns of the touches that the model reads."""
        return frozenset()

    def dump_as_written(self) -> object:
        """Return the parameters as a configuration file has them behind the name of the kind."""
        return self.model_dump(mode="json")

    def build_model(self, use: ModelUse) -> "LibraryModel":
        """Return the library's model, which is imported here: settings load no data library."""
        raise NotImplementedError


class Last(Parameters):
    """All credit to the last touch.

    Formula: w_n = 1, every other weight 0.
    Source: the last-click model of Google Analytics and most advertising tools.
    """

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import Last as Library  # noqa: PLC0415 - not for settings alone

        return Library()


class First(Parameters):
    """All credit to the first touch.

    Formula: w_1 = 1, every other weight 0.
    Source: the first-click model of Google Analytics (multi-channel funnels).
    """

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import First as Library  # noqa: PLC0415 - not for settings alone

        return Library()


class LastNonDirect(Parameters):
    """All credit to the last touch that is not direct, to the last touch if all are.

    Formula: w_k = 1 for the largest k whose channel is not direct, w_n = 1 where there is none.
    Source: the last non-direct click of Google Analytics.
    """

    direct: Texts | None = None
    """Channels that count as direct; null: those of `channels.direct`."""

    def build_model(self, use: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import LastNonDirect as Library  # noqa: PLC0415 - not for settings alone

        return Library(frozenset(use.direct if self.direct is None else self.direct))


class LastAmong(Parameters):
    """All credit to the last touch among the named channels.

    Formula: w_k = 1 for the largest k whose channel is one of `channels`; where there is none,
    `otherwise` says whether the last touch gets the credit or nobody.
    Source: "last Google Ads click" of Google Analytics is `channels: [Paid Search]`.
    """

    channels: Annotated[Texts, Field(min_length=1, examples=[["Paid Search"]])]
    """The channels that may get credit."""
    otherwise: Otherwise = Otherwise.LAST
    """Where the credit goes if the journey has none of them: last or unattributed."""

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import LastAmong as Library  # noqa: PLC0415 - not for settings alone

        return Library(frozenset(self.channels), self.otherwise)


class Linear(Parameters):
    """The same credit to every touch.

    Formula: w_i = 1/n.
    Source: the linear model of Google Analytics and Adobe Analytics.
    """

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import Linear as Library  # noqa: PLC0415 - not for settings alone

        return Library()


def _make_week() -> Duration:
    return Duration(7 * 24, "7d")


class TimeDecay(Parameters):
    """More credit to touches near the order: half as much for each half-life that lies between.

    Formula: w_i = 2^(-(T - t_i) / half_life), normalised to sum 1; T is the time of the order.
    Source: the time-decay models of Google Analytics and Adobe Analytics (both: 7 days).
    """

    half_life: PositiveLength = Field(default_factory=_make_week)
    """Time after which a touch weighs half."""
    granularity: Granularity = Granularity.ELAPSED
    """elapsed: age with fractions; day: difference of local dates."""

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import TimeDecay as Library  # noqa: PLC0415 - not for settings alone

        return Library(self.half_life.microseconds, self.granularity)


Share = Annotated[Number, Field(ge=0, le=1)]


class PositionBased(Parameters):
    """Fixed shares to the first and the last touch, the rest equally to those between.

    Formula: w_1 = first, w_n = last, the others (1 - first - last) / (n - 2). One touch: 1. Two
    touches: first : last renormalised.
    Source: Google Analytics (40/20/40); J-shaped and inverse J of Adobe Analytics and Mixpanel.
    """

    first: Share = 0.4
    """Share of the first touch."""
    last: Share = 0.4
    """Share of the last touch."""
    preset: Preset | None = None
    """In place of first and last: u_shaped 40/20/40, j_shaped 20/20/60, inverse_j 60/20/20."""

    @field_validator("last", mode="after")
    @classmethod
    def _require_possible_shares(cls, last: float, info: ValidationInfo) -> float:
        first = info.data.get("first", 0.4)
        if first + last > 1 + 1e-9:
            raise make_error("first and last together are more than 1")
        if first + last == 0:
            raise make_error("first and last cannot both be 0")
        return last

    @model_validator(mode="before")
    @classmethod
    def _expand_shape(cls, given: object) -> object:
        shape = copy_mapping(given)
        preset = shape.get("preset")
        if preset is None or preset not in list(Preset):
            return given
        shares = dict(zip(("first", "last"), PRESETS[Preset(str(preset))], strict=True))
        # The same shares beside it are what a JSON report says of its configuration.
        other = [key for key, share in shares.items() if shape.get(key, share) != share]
        if other:
            raise make_error("a preset has shares of its own; leave out one of the two", other[0])
        return {**shape, **shares}

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import PositionBased as Library  # noqa: PLC0415 - not for settings alone

        return Library(self.first, self.last)


class Participation(Parameters):
    """All credit to each distinct channel of the path: not additive, never totalled.

    Formula: 1 for each distinct channel of the journey, at however many touches.
    Source: the participation model of Adobe Analytics.
    """

    additive: ClassVar[bool] = False

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import Participation as Library  # noqa: PLC0415 - not for settings alone

        return Library()


def _describe_as_text(schema: JsonDict) -> None:
    schema.clear()
    schema.update(
        {
            "type": "string",
            "description": "An expression in Python syntax over "
            + ", ".join(WEIGHT_FACTS)
            + "; its values are normalised to sum 1.",
            "examples": ["1 / (1 + days_before) ** 2", "2 if channel == 'Email' else 1"],
        }
    )


class Weight(Parameters):
    """The weight of a touch as an expression in Python syntax, normalised over the journey.

    Formula: w_i = expression_i / sum of the expression over the journey; all zero: unattributed.
    Names: position (1..n), length (n), days_before (fractional days to the order), channel,
    interaction, campaign, source, medium. Functions: min max abs exp log sqrt.
    Source: the expression itself.
    """

    model_config = ConfigDict(json_schema_extra=_describe_as_text)

    expression: str
    """The expression."""

    @model_validator(mode="before")
    @classmethod
    def _check_expression(cls, given: object) -> object:
        if not isinstance(given, str):
            raise make_error('expected an expression as text, such as "1 / position"')
        try:
            check_expression(given, WEIGHT_FACTS)
        except ExpressionError as error:
            raise make_error(error.sentence, spot=(error.line, error.column)) from None
        return {"expression": given}

    @property
    def attributes(self) -> frozenset[str]:
        """Columns of the touches that the expression names."""
        from attribution.models import TEXTS  # noqa: PLC0415 - not for settings alone

        return frozenset(TEXTS) & check_expression(self.expression, WEIGHT_FACTS).names

    def dump_as_written(self) -> str:
        """See `Parameters.dump_as_written`: the expression itself, which has no key of its own."""
        return self.expression

    def build_model(self, _: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import Weight as Library  # noqa: PLC0415 - not for settings alone
        from cli.expressions.compiling import compile_weight  # noqa: PLC0415 - as above

        compiled = compile_weight(self.expression)
        return Library(self.expression, compiled.expr, compiled.names)
