"""Settings of Spark: which cluster, and how it is set up."""

import re
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, field_validator

from cli.settings.secrets import HIDDEN, hide_credentials
from cli.settings.sections.types import Section, Text, Whole, make_error, to_section

_SHOWN: Final = re.compile(
    r"spark\..*(memory|memoryOverhead|cores|instances|partitions|parallelism|[mM]axExecutors"
    r"|[mM]inExecutors|initialExecutors|enabled)"
)
"""Settings whose values reports show: sizes and counts, none of which can hold a secret."""
_HARMLESS: Final = re.compile(r"\d{1,9}([kmgt]b?)?|true|false", re.IGNORECASE)


def _to_spark_text(given: object) -> object:
    """Turn the numbers and flags of YAML into the text that Spark expects."""
    if isinstance(given, bool):
        return str(given).lower()
    return str(given) if isinstance(given, int | float) else given


def _hide_values(conf: dict[str, str]) -> dict[str, str]:
    return {key: value if _is_harmless(key, value) else HIDDEN for key, value in conf.items()}


def _is_harmless(key: str, value: str) -> bool:
    return bool(_SHOWN.fullmatch(key) and _HARMLESS.fullmatch(value))


def _hide_all_but_place(remote: str | None) -> str | None:
    """Return host and port of an address; users, tokens and other parameters are hidden."""
    if remote is None:
        return None
    place = re.split(r"/;|/$", remote.removeprefix("sc://"), maxsplit=1)[0].rpartition("@")[2]
    plain = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", place)
    return f"sc://{place if plain else HIDDEN}"


def _hide_user(master: str | None) -> str | None:
    return master and hide_credentials(master)


Setting = Annotated[str, BeforeValidator(_to_spark_text, json_schema_input_type=str | float | bool)]


class Spark(Section):
    """Where Spark runs and how it is set up, for --engine spark."""

    remote: Annotated[
        str | None,
        PlainSerializer(_hide_all_but_place, return_type=str | None, when_used="json"),
        Field(examples=["sc://spark.example:15002"]),
    ] = None
    """Address of a Spark Connect server, sc://host:15002; null: master, else this machine."""
    master: Annotated[
        str | None,
        PlainSerializer(_hide_user, return_type=str | None, when_used="json"),
        Field(examples=["local[4]", "yarn"]),
    ] = None
    """What Spark calls a cluster: spark://host:7077, yarn, local[4]; null: this machine."""
    conf: Annotated[
        dict[Text, Setting],
        BeforeValidator(to_section, json_schema_input_type=dict[Text, Setting] | None),
        PlainSerializer(_hide_values, return_type=dict[str, str], when_used="json"),
        Field(examples=[{"spark.executor.memory": "8g"}]),
    ] = Field(default_factory=dict)
    """Any settings of Spark, spark.key: value; reports show those that are sizes or counts."""
    buckets: Annotated[Whole, Field(ge=1, le=200)] | None = None
    """Parts that customers are split into, at most 200; null: by the size of the files."""

    @field_validator("remote", mode="after")
    @classmethod
    def _check_address(cls, remote: str | None) -> str | None:
        if remote is not None and not re.match(r"sc://[^/;:]", remote):
            raise make_error(
                "expected the address of a Spark Connect server such as sc://host:15002"
            )
        return remote

    @field_validator("master", mode="after")
    @classmethod
    def _refuse_two_places(cls, master: str | None, info: ValidationInfo) -> str | None:
        if master is not None and master.startswith("sc://"):
            raise make_error(f"a Spark Connect server is a remote; write remote: {master}")
        if master is not None and info.data.get("remote") is not None:
            raise make_error("remote and master name two clusters; leave one out")
        return master

    @field_validator("conf", mode="after")
    @classmethod
    def _require_spark_keys(cls, conf: dict[str, str]) -> dict[str, str]:
        for key in conf:
            if not key.startswith("spark."):
                raise make_error(
                    "expected a setting of Spark such as spark.executor.memory", key, "[key]"
                )
            if key in ("spark.master", "spark.remote"):
                raise make_error(f"write spark: {{{key.removeprefix('spark.')}: …}}", key, "[key]")
        return conf
