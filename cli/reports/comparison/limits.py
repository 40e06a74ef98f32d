"""What a comparison leaves out or refuses where the dimension has thousands of values."""

from typing import TYPE_CHECKING, Final

from attribution.bootstrap import Resampling
from attribution.errors import suggest_fewer_values
from attribution.plan import MOST_STATES, USUAL_STATES
from cli.errors import MeritoError
from cli.settings.loading.origins import DEFAULT
from cli.standard_error import print_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.plan import Plan
    from attribution.results import AttributionResults
    from cli.dataset.run import Run
    from cli.settings.sections.uncertainty import Uncertainty

USUAL_DRAWS: Final = 10_000_000
"""Values in each of the replicates up to which there are intervals where nobody asks for them:
some 10 seconds of work, and 1 GB."""

MOST_DRAWS: Final = 20_000_000
"""The same up to which there are intervals at all: some 2 GB."""

FEWEST_REPLICATES: Final = 100
"""Fewer are not possible; see `cli.settings.sections.uncertainty`."""

NOTHING_SAID: Final = (
    "left out, since the data say nothing: no order has a touch, or no channel makes a difference"
)
"""Said of a default model that is not shown."""


class TooManyDrawsError(MeritoError):
    """Intervals were asked for of so many values that no memory holds their replicates."""

    def __init__(self, dimension: str, values: int, replicates: int) -> None:
        fewer = MOST_DRAWS // values
        less = f" set uncertainty.replicates to {fewer:,}," if fewer >= FEWEST_REPLICATES else ""
        super().__init__(
            f"--intervals: {values:,} values of {dimension} in each of {replicates:,} replicates"
            f" are {values * replicates:,} amounts, and {MOST_DRAWS:,} are possible;{less}"
            f" {suggest_fewer_values(dimension)}, or take --no-intervals"
        )


def has_chosen_models(run: "Run") -> bool:
    """Tell whether somebody chose the models of a run."""
    return run.find_origin("models") != DEFAULT


def announce_long_work(plan: "Plan", values: int) -> None:
    """Tell, before it begins, of the work on chains of thousands of values that were asked for.

    Raises TooManyStatesError.
    """
    for named in plan.find_long_chains(values):
        if named.chosen:
            print_message(
                f"{named.name}: removes each of the {values:,} values of {plan.dimension} in turn,"
                f" which takes minutes; {suggest_fewer_values(plan.dimension)} to have it sooner"
            )


def choose_resampling(
    chance: "Uncertainty", findings: "AttributionResults", *, wanted: bool, asked: bool
) -> Resampling | None:
    """Return how customers are resampled, None for no intervals.

    `asked` tells whether somebody asks for them by name. Raises TooManyDrawsError.
    """
    values = len(findings.values.names)
    draws = values * chance.replicates
    if not wanted or (draws > USUAL_DRAWS and not asked):
        return None
    if draws > MOST_DRAWS:
        raise TooManyDrawsError(findings.plan.dimension, values, chance.replicates)
    return Resampling(chance.replicates, chance.seed)


def describe_left_out_intervals(chance: "Uncertainty", findings: "AttributionResults") -> str:
    """Return why there are no intervals though the format has them."""
    values, dimension = len(findings.values.names), findings.plan.dimension
    asked = values * chance.replicates <= MOST_DRAWS
    more = ", or ask for them: --intervals" if asked else ""
    return (
        f"intervals: left out: {values:,} values of {dimension} in each of {chance.replicates:,}"
        f" replicates take long; {suggest_fewer_values(dimension)}{more}"
    )


def list_left_out_models(findings: "AttributionResults", hidden: frozenset[str]) -> "Iterator[str]":
    """Yield why models are not shown, given their names."""
    values, dimension = len(findings.values.names), findings.plan.dimension
    asked = f", or ask for it: --model NAME takes up to {MOST_STATES:,}"
    for name in sorted(hidden):
        if name not in findings.left_out:
            yield f"{name}: {NOTHING_SAID}"
            continue
        more = asked.replace("NAME", name) if values <= MOST_STATES else ""
        yield (
            f"{name}: left out: it removes each of the {values:,} values of {dimension} in turn,"
            f" which takes long from {USUAL_STATES:,} on; {suggest_fewer_values(dimension)}{more}"
        )
