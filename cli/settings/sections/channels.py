"""Settings of the channels: how source and medium become channels, and which have a meaning."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from cli.settings.sections.types import Section, Text, Texts, copy_mapping, make_error, to_list


class Grouping(StrEnum):
    """The built-in rules that make channels of source, medium and campaign."""

    GA4 = "ga4"
    """Those of GA4's default channel group for tagged traffic: configs/channels/ga4.yaml."""
    NONE = "none"
    """None: only `channels.rules`."""


class SourceCategory(StrEnum):
    """The kinds of well-known sources that the built-in rules tell apart."""

    SEARCH = "search"
    SHOPPING = "shopping"
    SOCIAL = "social"
    VIDEO = "video"


Patterns = Annotated[
    tuple[Text, ...],
    BeforeValidator(to_list, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


class ChannelRule(Section):
    """A channel and the touches it is of; all that is set must hold, of a list any one.

    `*` stands for any text, letter case is ignored. A blank source is (direct), a blank medium
    (none), a blank campaign (not set).
    """

    channel: Text
    """Name of the channel."""
    source: Patterns | None = None
    """Patterns of the source."""
    medium: Patterns | None = None
    """Patterns of the medium."""
    campaign: Patterns | None = None
    """Patterns of the campaign."""

    @model_validator(mode="before")
    @classmethod
    def _require_condition(cls, given: object) -> object:
        named = ("source", "medium", "campaign")
        keys = copy_mapping(given)
        known = keys and keys.keys() <= cls.model_fields.keys()
        if known and all(keys.get(name) is None for name in named):
            raise make_error(
                'expected source, medium or campaign; campaign: "*" matches every touch'
            )
        return given


class Channels(Section):
    """How source and medium become channels, and channels with a special meaning."""

    grouping: Grouping = Grouping.GA4
    """Rules for files with source and medium instead of a channel: ga4, or none."""
    rules: Annotated[
        tuple[ChannelRule, ...],
        Field(examples=[[{"channel": "Newsletter", "medium": "newsletter"}]]),
    ] = ()
    """Own rules {channel, source, medium, campaign} before those; the first that matches wins."""
    sources: Annotated[dict[SourceCategory, Texts], Field(examples=[{"social": ["x.com"]}])] = (
        Field(default_factory=dict)
    )
    """Further well-known sources by kind: search, shopping, social, video."""
    direct: Texts = ("Direct",)
    """Channels that count as direct visits."""
    rename: Annotated[dict[Text, Text], Field(examples=[{"Paid Search": "Google Ads"}])] = Field(
        default_factory=dict
    )
    """Channels to call otherwise, old: new, whether grouped or as in the files."""
    ignore: Annotated[Texts, Field(examples=[["checkout.stripe.com", "*paypal*"]])] = ()
    """Patterns of sources whose touches are dropped: payment pages, the shop's own host."""

    @field_validator("sources", mode="after")
    @classmethod
    def _refuse_double_sources(
        cls, sources: dict[SourceCategory, tuple[str, ...]]
    ) -> dict[SourceCategory, tuple[str, ...]]:
        seen: dict[str, SourceCategory] = {}
        for category, names in sources.items():
            for place, name in enumerate(names):
                if "*" in name:
                    raise make_error(
                        "expected a whole name; patterns with * belong in channels.rules",
                        category.value,
                        place,
                    )
                other = seen.setdefault(name.lower(), category)
                if other is not category:
                    raise make_error(f'"{name}" is in {other} as well', category.value, place)
        return sources

    @field_validator("rename", mode="after")
    @classmethod
    def _refuse_renamed_direct(cls, rename: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        direct = info.data.get("direct", ())
        for name in direct:
            if name in rename and rename[name] not in direct and name not in rename.values():
                raise make_error(
                    f'"{name}" counts as direct; list "{rename[name]}" under channels.direct', name
                )
        return rename
