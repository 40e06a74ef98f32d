"""What a reader should know of models whose credit is scaled to experiments."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.credit_cube import FIGURES
from attribution.comparison.row_names import NOT_CAUSED
from attribution.money import UNIT
from cli.money import format_money
from cli.reports.experiments.errors import OnlyCalibratedError
from cli.wording import format_examples, format_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.comparison.calibration import Calibration
    from cli.dataset.run import Run
    from cli.settings import Settings

EXPERIMENTS: Final = "experiments"
"""Name of the section, and of the table."""
_MOST: Final = 20
"""Names in a sentence."""


ONLY_CHANNELS: Final = (
    "experiments measured channels, and nothing is known of the parts of one; it is there without"
    " --by, and by an attribute of the orders"
)
"""Why a calibrated model is not shown by another attribute of the touches."""

NOT_WITH_LOSSES: Final = "experiments measured the shop as it is, not with touches lost"
"""Why the sensitivity report does not show a calibrated model."""


def list_calibrated(settings: "Settings") -> tuple[str, ...]:
    """Return the names of the calibrated models."""
    return tuple(model.name for model in settings.models if model.parameters.calibrated)


def without_calibrated(run: "Run", why: str) -> "tuple[Run, tuple[str, ...]]":
    """Return a run without its calibrated models, and their names.

    Raises OnlyCalibratedError, which says why, where no other model is left.
    """
    models = run.settings.models
    kept = tuple(model for model in models if not model.parameters.calibrated)
    names = list_calibrated(run.settings)
    if not kept:
        raise OnlyCalibratedError(names, why)
    return replace(run, settings=run.settings.with_models(kept)), names


def describe_calibration(
    calibration: "Calibration", settings: "Settings", *, intervals: bool
) -> "Iterator[str]":
    """Yield what stands below a comparison: what each calibrated model scales, and by how much."""
    measured = calibration.measured
    tested = measured.find_tested()
    values = [name for name in measured.findings.values.names if name is not None]
    untested = sorted(name for name in values if name not in tested)
    several = " under the first window" if len(settings.journeys.lookback) > 1 else ""
    for place in calibration.calibrated:
        name = measured.findings.plan.models[place].name
        factors = [
            f"{each.channel} times {each.factor:.2f}"
            for each in calibration.list_factors(0, place)
            if each.known
        ]
        scaled = ", ".join(factors) or "nothing of which is scaled"
        yield f"{name}: {_get_base(settings, name)}, {scaled}{several}"
    names = [measured.findings.plan.models[place].name for place in calibration.calibrated]
    yield (
        f"{format_list(names)}: a factor measured in some days is assumed for all of them;"
        f" untested, with the credit that they had: {format_examples(untested, _MOST) or 'nobody'}"
    )
    if intervals:
        yield f"{format_list(names)}: intervals have the chance of the experiments in them as well"
    yield f"{NOT_CAUSED}: credit of tested channels that experiments say they did not earn"


def list_calibration_notes(
    calibration: "Calibration", exact: pl.DataFrame, settings: "Settings"
) -> "Iterator[str]":
    """Yield what a reader of calibrated credit should doubt.

    `exact` are the rows of the comparison at full precision.
    """
    plan = calibration.measured.findings.plan
    for place in calibration.calibrated:
        name = plan.models[place].name
        base = _get_base(settings, name)
        for each in calibration.list_factors(0, place):
            measured = sum(one.amount for one in each.experiments)
            if measured < 0:
                yield (
                    f"{name}: what experiments measured of {each.channel} is below 0"
                    f" ({measured:,.2f}) and counts as 0"
                )
            if not each.known:
                yield (
                    f"{name}: {base} credits nothing to {each.channel} in the days of its"
                    " experiments, so that its credit stays as it is"
                )
        yield from _warn_of_too_much(name, base, exact, plan.dimension, settings.currency)


def _warn_of_too_much(
    name: str, base: str, exact: pl.DataFrame, dimension: str, currency: str | None
) -> "Iterator[str]":
    """Yield that a model gives more than was sold, where it does so of all orders."""
    own = exact.filter((pl.col("model") == name) & (pl.col(dimension) == NOT_CAUSED))
    first = own.row(0, named=True)
    if any(first[figure] is not None and first[figure] < 0 for figure in FIGURES):
        money = format_money(round(first["revenue"] * UNIT), currency)
        yield (
            f"{name}: {NOT_CAUSED} is below 0 ({first['conversions']:,.1f} conversions, {money}):"
            f" experiments say that {base} credits too little, so that more is given than was sold"
        )


def _get_base(settings: "Settings", name: str) -> str:
    """Return the kind of the model that a calibrated one scales."""
    model = next(each for each in settings.models if each.name == name)
    assert model.calibrated is not None  # noqa: S101 - asked of calibrated models alone
    return model.calibrated.base.kind
