"""Settings of the intervals: how often customers are resampled."""

from typing import Annotated

from pydantic import Field

from cli.settings.sections.types import Section, Whole

Seed = Annotated[Whole, Field(ge=0)]


class Uncertainty(Section):
    """The resampling of customers that intervals and stable ranks come from."""

    replicates: Annotated[Whole, Field(ge=100, le=100_000)] = 1_000
    """How often customers are resampled."""
    seed: Seed = 0
    """Which resamplings; the same seed gives the same intervals."""
