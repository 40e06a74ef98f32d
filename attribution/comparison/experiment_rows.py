"""Models held against experiments: factors, their intervals, verdicts."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default
from attribution.bootstrap import compute_interval
from attribution.comparison.calibration import CalibrationReplicates
from attribution.comparison.experiments import MeasuredReplicates
from attribution.comparison.intervals import FEW

if TYPE_CHECKING:
    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from attribution.comparison.experiments import Experiment

_EXACT: Final = 1e-9
"""What quotients that are 1 but for rounding may differ from it."""


class ExperimentVerdict(StrEnum):
    """What an experiment says of a model."""

    OVER = "over"
    """The model credits more than was caused."""
    UNDER = "under"
    """It credits less."""
    AGREES = "agrees"
    """The two differ by no more than chance."""
    TOO_FEW = "too few"
    """Fewer than 10 customers contribute to the credit, so that nothing can be said."""


COLUMNS: Final = {
    "experiment": pl.String,
    "model": pl.String,
    "credited": pl.Float64,
    "incremental": pl.Float64,
    "factor": pl.Float64,
    "factor_low": pl.Float64,
    "factor_high": pl.Float64,
    "verdict": pl.String,
}
"""Columns of the rows."""


def compare_experiments(
    calibration: "Calibration", resampling: "Resampling", left_out: frozenset[str] = frozenset()
) -> pl.DataFrame:
    """Return one row for each experiment and model, under the first window.

    Columns `COLUMNS`: credited, what the model gives to the channel in the days, and incremental,
    what was measured, in the metric's unit; factor, the quotient of the two, with its 95 %
    interval; verdict, see `ExperimentVerdict`. Factors are null where nothing is credited, ends
    where they are infinite or fewer than 10 customers contribute; all but incremental and verdict
    where a model says nothing. Models named in `left_out` have no rows.
    """
    rows = _Rows(calibration, resampling)
    models = calibration.measured.findings.plan.models
    places = [place for place, named in enumerate(models) if named.name not in left_out]
    found = [
        rows.build_row(experiment, place)
        for experiment in calibration.measured.experiments
        for place in places
    ]
    return pl.DataFrame(found, schema=COLUMNS, orient="row").with_columns(
        pl.col(pl.Float64).fill_nan(None)
    )


class _Rows:
    """The rows of some experiments, whose replicates are made once."""

    def __init__(self, calibration: "Calibration", resampling: "Resampling") -> None:
        self._calibration = calibration
        self._draws = MeasuredReplicates(calibration.measured, resampling)
        self._factors = CalibrationReplicates(calibration, self._draws)

    def build_row(self, experiment: "Experiment", place: int) -> tuple[object, ...]:
        measured = self._calibration.measured
        value = measured.find_value(experiment.channel)
        scale = self._calibration.find_factor(0, place, experiment.channel)
        credited = measured.find_credit(experiment, 0, place) * scale
        factor = experiment.amount / credited if credited else np.nan
        low, high, verdict = self._judge(experiment, place, value)
        return (
            experiment.name,
            measured.findings.plan.models[place].name,
            credited / experiment.scale,
            experiment.incremental,
            factor,
            low,
            high,
            verdict,
        )

    def _judge(
        self, experiment: "Experiment", place: int, value: int
    ) -> tuple[float, float, ExperimentVerdict | None]:
        """Return the interval of the factor, and the verdict."""
        if self._draws.count_contributors(experiment, 0, place) < FEW:
            return np.nan, np.nan, ExperimentVerdict.TOO_FEW
        credited = self._draws.draw_credit(experiment, 0, place)
        credited = self._factors.scale(credited, value, 0, place)
        if np.isnan(credited).any():
            return np.nan, np.nan, None
        caused = self._draws.draw_amounts(experiment)
        ends = compute_interval(divide_with_default(caused, credited, np.inf))
        low, high = float(ends.low), float(ends.high)
        if high < 1 - _EXACT:
            return low, high, ExperimentVerdict.OVER
        return low, high, ExperimentVerdict.UNDER if low > 1 + _EXACT else ExperimentVerdict.AGREES
