"""The list of models: each a kind with parameters, under a name, perhaps with its own window."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self, cast, get_args

from pydantic import (
    BeforeValidator,
    Field,
    WithJsonSchema,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from cli.settings.sections.journeys import Transforms, Window
from cli.settings.sections.models.credit_rules import Rule
from cli.settings.sections.models.data_driven import Markov, Shapley
from cli.settings.sections.models.model_words import describe_unknown
from cli.settings.sections.models.rule_based import (
    First,
    Last,
    LastAmong,
    LastNonDirect,
    Linear,
    ModelUse,
    Parameters,
    Participation,
    PositionBased,
    TimeDecay,
    Weight,
)
from cli.settings.sections.types import Section, describe_known, make_error

if TYPE_CHECKING:
    from cli.settings.sections.models.rule_based import LibraryModel, RuleBased


class Additive(Section):
    """A rule-based model whose credits sum to one; exactly one kind is set."""

    last: Last | None = None
    first: First | None = None
    last_non_direct: LastNonDirect | None = None
    last_among: LastAmong | None = None
    linear: Linear | None = None
    time_decay: TimeDecay | None = None
    position_based: PositionBased | None = None
    weight: Weight | None = None

    @property
    def kind(self) -> str:
        """The name of the kind: time_decay, custom."""
        return next(kind for kind in list_kinds(type(self)) if getattr(self, kind) is not None)

    @property
    def parameters(self) -> Parameters:
        """The parameters of the kind."""
        parameters: Parameters = getattr(self, self.kind)
        return parameters

    @model_validator(mode="before")
    @classmethod
    def _require_one_kind(cls, given: object) -> object:
        known = list(list_kinds(cls))
        if isinstance(given, str):
            if given not in known:
                raise cls._make_unknown_error(given, known)
            given = {given: {}}
        if not isinstance(given, dict):
            raise make_error("expected a model such as last, or time_decay: {half_life: 7d}")
        return cls._spell_out({str(key): part for key, part in given.items()}, known)

    @classmethod
    def _spell_out(cls, entry: dict[str, object], known: list[str]) -> dict[str, object]:
        named = [key for key in entry if key in known]
        if len(named) > 1:
            raise make_error(
                f"{named[0]} and {named[1]} in one entry; begin each model with a dash of its own",
                named[1],
                "[key]",
            )
        other = next((key for key in entry if key in KINDS and key not in known), None)
        if not named and other is not None:
            raise cls._make_unknown_error(other, known, other, "[key]")
        if not named and entry.keys() <= cls.model_fields.keys():
            raise make_error("the model is missing; " + describe_known(known, ""))
        return {key: {} if key in named and part is None else part for key, part in entry.items()}

    @classmethod
    def _make_unknown_error(cls, name: str, known: list[str], *at: str) -> PydanticCustomError:
        if name in KINDS:
            allowed = f"a rule-based model whose credits sum to one: {', '.join(known)}"
            return make_error(f"{name} cannot be the base of rules; expected {allowed}", *at)
        said = describe_unknown(name, describe_known(known, name))
        return make_error(f'unknown model "{name}"; {said}', *at)

    @model_serializer
    def _serialise(self) -> dict[str, Any]:
        return {self.kind: self.parameters.dump_as_written()}


@cache
def list_kinds(entry: type[Additive]) -> Mapping[str, type[Parameters]]:
    """Return the kinds of models that an entry may name, with the class of their parameters."""
    classes = {key: get_args(field.annotation) for key, field in entry.model_fields.items()}
    return {
        key: parts[0]
        for key, parts in classes.items()
        if parts and isinstance(parts[0], type) and issubclass(parts[0], Parameters)
    }


def _normalise_given(given: object) -> object:
    return given


def _make_bare_schema(entry: type[Additive]) -> WithJsonSchema:
    """Return the schema of a kind's name alone, for the kinds that need no parameters."""
    names = [
        kind
        for kind, part in list_kinds(entry).items()
        if not any(field.is_required() for field in part.model_fields.values())
    ]
    return WithJsonSchema({"type": "string", "enum": names})


_AdditiveName = Annotated[str, _make_bare_schema(Additive)]


class Custom(Parameters):
    """Another model's credit multiplied by the factors of rules, then renormalised.

    Formula: w_i = base_i · product of the factors of every rule that matches touch i, normalised;
    all zero: unattributed for this model.
    Source: the custom credit rules of Google Analytics.
    """

    base: Annotated[
        Additive, BeforeValidator(_normalise_given, json_schema_input_type=_AdditiveName | Additive)
    ]
    """The rule-based model that the rules start from, by its name or with parameters."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """The rules; every one that matches multiplies."""

    @property
    def attributes(self) -> frozenset[str]:
        """Columns of the touches that the rules look at."""
        patterns = (rule.when.patterns for rule in self.rules)
        return frozenset(name for each in patterns for name, texts in each.items() if texts)

    def build_model(self, use: ModelUse) -> "RuleBased":
        """See `Parameters.build_model`."""
        from attribution.models import Custom as Library  # noqa: PLC0415 - not for settings alone

        # An additive entry names no data-driven kind.
        base = cast("RuleBased", self.base.parameters.build_model(use))
        return Library(base, tuple(rule.build_rule() for rule in self.rules))


class CalibrationBase(Additive):
    """A model whose credits sum to one; exactly one kind is set."""

    custom: Custom | None = None
    markov: Markov | None = None
    shapley: Shapley | None = None

    @classmethod
    def _make_unknown_error(cls, name: str, known: list[str], *at: str) -> PydanticCustomError:
        if name in KINDS:
            allowed = f"a model whose credits sum to one: {', '.join(known)}"
            return make_error(f"{name} cannot be calibrated; expected {allowed}", *at)
        return super()._make_unknown_error(name, known, *at)


_CalibrationBaseName = Annotated[str, _make_bare_schema(CalibrationBase)]


class Calibrated(Parameters):
    """Another model's credit, scaled channel by channel to what experiments measured.

    Formula: credit_c = base_c · factor_c, factor_c = what the experiments on c measured / what the
    base credits to c in their days. A channel without an experiment keeps the base's credit.
    Source: incrementality-adjusted attribution, as Lifesight, Haus and Measured describe it.

    What it assumes: that a factor measured in some days holds in all others; that it holds for
    each order alike, whatever the campaign, the month or the customer; and that the experiment
    measured the whole shop. It is held against the orders of its days, also where credit counts on
    the day of its touch (--time-basis interaction). It is as sure as the experiment: intervals have
    the chance of both.
    What the channels lose against the base is the row (not caused): orders that no channel with an
    experiment caused, which would have come anyway or belong to channels that nobody tested.
    Where the base credits too little, the row is negative. Channels without an experiment are
    named as untested: of them the model knows no more than its base.

    Several experiments on one channel count together: the sum of what they measured over the sum
    of what is credited, of those in conversions, else in revenue, else in iroas. A sum below 0
    counts as 0. Where the base credits nothing in their days, the channel keeps its credit. The
    experiments are listed under `experiments:`; merito compare --show experiments holds every
    model against them.
    """

    calibrated: ClassVar[bool] = True

    base: Annotated[
        CalibrationBase,
        BeforeValidator(
            _normalise_given, json_schema_input_type=_CalibrationBaseName | CalibrationBase
        ),
    ] = Field(default_factory=lambda: CalibrationBase.model_validate("linear"))
    """The model whose credit is scaled, by its name or with parameters."""

    @property
    def divides_by_journey(self) -> bool:
        """See `Parameters.divides_by_journey`: as the base does."""
        return self.base.parameters.divides_by_journey

    @property
    def follows_transforms(self) -> bool:
        """See `Parameters.follows_transforms`: as the base does."""
        return self.base.parameters.follows_transforms

    @property
    def attributes(self) -> frozenset[str]:
        """Columns of the touches that the base reads."""
        return self.base.parameters.attributes

    def build_model(self, use: ModelUse) -> "LibraryModel":
        """Return the base: what experiments make of its credit is known once it is added up."""
        return self.base.parameters.build_model(use)


class Model(Additive):
    """A column of the comparison."""

    custom: Custom | None = None
    participation: Participation | None = None
    markov: Markov | None = None
    shapley: Shapley | None = None
    calibrated: Calibrated | None = None
    name: str = ""
    """Name of the columns: [a-z][a-z0-9_]*; by default the name of the kind."""
    lookback: Window | None = None
    """A window of its own; null: the report's."""
    transforms: Transforms | None = None
    """Path transforms of its own; null: the report's if data-driven, none if rule-based."""

    @field_validator("name", mode="after")
    @classmethod
    def _refuse_odd_name(cls, name: str) -> str:
        if name and not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise make_error("expected small letters, digits and _ such as my_model")
        return name

    @model_validator(mode="after")
    def _set_name(self) -> Self:
        if not self.name:
            object.__setattr__(self, "name", self.kind)
        return self

    @model_serializer
    def _serialise(self) -> dict[str, Any]:
        own = {
            "name": self.name,
            self.kind: self.parameters.dump_as_written(),
            "lookback": self.lookback and self.lookback.model_dump(mode="json"),
            "transforms": self.transforms and list(self.transforms),
        }
        return {key: part for key, part in own.items() if part is not None}


KINDS: Final[Mapping[str, type[Parameters]]] = list_kinds(Model)
"""Every kind of model by name: the registry that `explain` and the reference page read."""
ModelName = Annotated[str, _make_bare_schema(Model)]
DEFAULT_MODELS: Final = (
    "last",
    "last_non_direct",
    "first",
    "linear",
    "time_decay",
    "position_based",
    "markov",
    "shapley",
)


def make_default(kind: str) -> Model:
    """Return a model of a kind with its default parameters, under the name of the kind."""
    parameters: dict[str, Any] = {kind: KINDS[kind].model_construct()}
    return Model.model_construct(name=kind, **parameters)
