"""The models held against the experiments, as a table."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.comparison.experiment_rows import compare_experiments
from attribution.estimates import ShapleyEstimate
from cli.report import ColumnKind, Table
from cli.reports.experiments.calibrated import EXPERIMENTS
from cli.wording import format_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.bootstrap import Resampling
    from attribution.comparison.calibration import Calibration
    from cli.settings import Settings

_KINDS: Final = dict.fromkeys(
    ("credited", "incremental", "factor", "factor_low", "factor_high"), ColumnKind.RATIO
)
_CAPTION: Final = (
    "credited: by the model to the channel in these days; factor: incremental / credited",
    "over: the model credits more than was caused; under: less; agrees: it may be chance",
)


def build_experiments_table(
    calibration: "Calibration",
    settings: "Settings",
    resampling: "Resampling",
    left_out: frozenset[str],
) -> Table:
    """Return one row for each experiment and model, under the first window."""
    rows = compare_experiments(calibration, resampling, left_out)
    known = pl.DataFrame(
        [
            (each.name, each.channel, str(each.first), str(each.last), each.metric.value)
            for each in settings.experiments
        ],
        schema=["experiment", "channel", "from", "to", "metric"],
        orient="row",
    )
    frame = known.join(rows, on="experiment", maintain_order="left_right")
    windows = settings.journeys.lookback
    first = ", the first window" if len(windows) > 1 else ""
    return Table(
        name=EXPERIMENTS,
        title=f"Models held against experiments, lookback {windows[0]}{first}",
        frame=frame,
        kinds={name: _KINDS.get(name, ColumnKind.TEXT) for name in frame.columns},
        exact=frame,
        caption=(*_CAPTION, *_describe_sharing(calibration, left_out)),
    )


def _describe_sharing(calibration: "Calibration", left_out: frozenset[str]) -> "Iterator[str]":
    """Yield how models are told of some days that share out all orders at once."""
    findings = calibration.measured.findings
    shared = {
        findings.plan.models[place].name: estimate
        for (_, place), estimate in findings.estimates.items()
        if not estimate.by_journey
    }
    chains = [
        name
        for name, each in shared.items()
        if not isinstance(each, ShapleyEstimate) and name not in left_out
    ]
    if chains:
        yield f"{format_list(chains)}: each order of these days is shared among its own touches"
