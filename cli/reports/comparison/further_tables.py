"""What else a comparison can show: all orders over all costs, experiments, what chains learned."""

from typing import TYPE_CHECKING

from attribution.bootstrap import Resampling
from attribution.estimates import MarkovEstimate
from cli.reports.comparison.markov_tables import build_effects_table, build_transitions_table
from cli.reports.experiments.calibrated import EXPERIMENTS
from cli.reports.experiments.errors import ExperimentsByError, NoExperimentsError
from cli.reports.experiments.tables import build_experiments_table
from cli.reports.returns.blended import build_blended_table
from cli.reports.returns.costs import BLENDED
from cli.reports.returns.errors import CostsNeededError

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Table
    from cli.reports.comparison.tables import ComparisonResult


def build_further_tables(
    run: "Run", options: "Options", made: "ComparisonResult", *, intervals: bool
) -> "tuple[Table, ...]":
    """Return the tables beside the comparison, where one table is asked for.

    Raises CostsNeededError, NoExperimentsError and ExperimentsByError where that table has nothing
    to tell.
    """
    return (
        *_build_blended_tables(run, options, made, intervals=intervals),
        *build_experiment_tables(run, options, made),
        *build_learned_tables(run, options, made, intervals=intervals),
    )


def _build_blended_tables(
    run: "Run", options: "Options", made: "ComparisonResult", *, intervals: bool
) -> "tuple[Table, ...]":
    """Return the table of all orders and costs, where it is asked for."""
    if options.show != BLENDED:
        return ()
    if made.costs is None or made.costs.spending is None:
        raise CostsNeededError(f"--show {BLENDED}")
    chance = run.settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed) if intervals else None
    return (build_blended_table(made.findings, made.costs, run.settings, resampling),)


def build_experiment_tables(
    run: "Run", options: "Options", made: "ComparisonResult"
) -> "tuple[Table, ...]":
    """Return the models held against the experiments, where these are known.

    Raises NoExperimentsError and ExperimentsByError where that is asked for and there is nothing
    to tell.
    """
    if made.calibration is None:
        if options.show == EXPERIMENTS:
            dimension = made.findings.plan.dimension
            if run.settings.experiments:
                raise ExperimentsByError(dimension, f"--show {EXPERIMENTS}")
            raise NoExperimentsError(f"--show {EXPERIMENTS}")
        return ()
    chance = run.settings.uncertainty
    hidden = frozenset(named.name for named in made.findings.plan.models) - {*made.table.models}
    resampling = Resampling(chance.replicates, chance.seed)
    return (build_experiments_table(made.calibration, run.settings, resampling, hidden),)


def build_learned_tables(
    run: "Run", options: "Options", made: "ComparisonResult", *, intervals: bool
) -> "tuple[Table, ...]":
    """Return the tables of what Markov models have learned, where one table is asked for."""
    models = made.findings.estimates.values()
    if options.show is None or not any(isinstance(each, MarkovEstimate) for each in models):
        return ()
    chance = run.settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed) if intervals else None
    return (
        build_effects_table(made.findings, run.settings, resampling),
        build_transitions_table(made.findings, run.settings),
    )
