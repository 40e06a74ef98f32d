"""Settings of experiments: what somebody measured that a channel caused."""

from typing import Annotated

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from attribution.choices import ExperimentMetric
from cli.settings.sections.types import Day, Exact, Section, Text, find_repeated, make_error


class Experiment(Section):
    """The result of an experiment, for the whole shop: a geo holdout, a lift study, a pause."""

    model_config = ConfigDict(serialize_by_alias=True)

    name: Text
    """Name of the experiment."""
    channel: Text
    """The channel that was tested."""
    first: Annotated[Day, Field(alias="from")]
    """First day of the experiment."""
    last: Annotated[Day, Field(alias="to")]
    """Its last day."""
    metric: ExperimentMetric
    """conversions or revenue that the channel caused, or iroas, its revenue by unit of cost."""
    incremental: Exact
    """What the channel caused in these days, in the whole shop."""
    low: Exact
    """Lower end of its 95 % interval."""
    high: Exact
    """Upper end of its 95 % interval."""

    @field_validator("last", mode="after")
    @classmethod
    def _refuse_reversed_days(cls, last: Day, info: ValidationInfo) -> Day:
        first = info.data.get("first")
        if first is not None and last < first:
            raise make_error(f"{last} lies before from: {first}; exchange the two")
        return last

    @field_validator("low", mode="after")
    @classmethod
    def _require_low_below(cls, low: Exact, info: ValidationInfo) -> Exact:
        incremental = info.data.get("incremental")
        if incremental is not None and low >= incremental:
            raise make_error(
                f"must be less than incremental: {incremental}, as the lower end of its interval"
            )
        return low

    @field_validator("high", mode="after")
    @classmethod
    def _require_high_above(cls, high: Exact, info: ValidationInfo) -> Exact:
        incremental = info.data.get("incremental")
        if incremental is not None and high <= incremental:
            raise make_error(
                f"must be more than incremental: {incremental}, as the upper end of its interval"
            )
        return high


def check_experiments(experiments: tuple[Experiment, ...]) -> tuple[Experiment, ...]:
    """Refuse a second experiment of one name."""
    again = find_repeated([each.name for each in experiments])
    if again:
        raise make_error(f"a second experiment named {again[1]}", again[0], "name")
    return experiments
