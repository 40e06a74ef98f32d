"""What the reports of a run are made from, read once for all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cli.dataset.costs import read_run_costs, refuse_other_currency
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.reports.check.report import build_check
from cli.reports.cohorts.metrics import CohortMetric
from cli.reports.cohorts.report import describe_cohorts, find_cohorts
from cli.reports.comparison.report import find_request, read_comparison
from cli.reports.migration.metrics import MoveMetric
from cli.reports.migration.report import describe_migration, find_migration
from cli.reports.rfm.own_segments import build_own_segment_table
from cli.reports.rfm.report import build_rfm_ledger, describe_left_out, score_dataset
from cli.reports.sensitivity.brief import build_loss_tables
from cli.reports.value.report import build_value_tables, find_values
from rfm.lifetime_value.errors import FewBoughtAgainError, NobodyBoughtAgainError
from rfm.lifetime_value.notes import FEW_REPEAT_CUSTOMERS
from rfm.migration.errors import NobodyBeforeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.statistics.row_counts import RowCounts
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.options import Options
    from cli.report import Table
    from cli.reports.check.report import CheckResult
    from cli.reports.comparison.tables import ComparisonResult
    from cli.reports.journeys.whole_report import ReportJourneys
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.reports.value.report import Values

_ALWAYS: Final = DateRange(None, None)


@dataclass(frozen=True, eq=False)
class CustomerMaterial:
    """A shop and its customers scored."""

    run: "Run"
    shop: "Dataset"
    scored: "ScoredCustomers"
    costs: "CostInput | None"
    """None where no file of costs is named."""

    def build_segment_tables(self) -> "tuple[Table, ...]":
        """Return the segments, and those of one's own where the settings list any."""
        settings = self.run.settings
        left_out = describe_left_out(build_rfm_ledger(self.shop, self.scored), settings.currency)
        segments = self.scored.build_segment_table(settings.currency, left_out)
        if not settings.segments:
            return (segments,)
        return segments, build_own_segment_table(self.shop, settings, self.scored)

    def build_tables_over_time(
        self, *, intervals: bool = False
    ) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
        """Return who moved, where the settings say since when, the cohorts, and what is amiss."""
        found = find_cohorts(self.run, self.shop, intervals=intervals)
        cohorts = describe_cohorts(self.run, self.shop, found, CohortMetric.RETENTION)
        if self.run.settings.rfm.since is None:
            return (cohorts,), ()
        try:
            moves = find_migration(self.run, self.shop, intervals=intervals)
        except NobodyBeforeError as error:
            return (cohorts,), (f"migration: {error}",)
        return (describe_migration(self.run, moves, MoveMetric.CUSTOMERS), cohorts), ()

    def find_values(self) -> "tuple[Values | None, tuple[str, ...]]":
        """Return what customers are worth, None where it cannot be known; and why."""
        try:
            return find_values(self.run, self.scored, fewest=FEW_REPEAT_CUSTOMERS), ()
        except NobodyBoughtAgainError as error:
            return None, (f"value: {error}",)
        except FewBoughtAgainError as error:
            return None, (f"value: left out, {error}; merito value forecasts all the same",)

    def build_value_tables(
        self, values: "Values", names: "Sequence[str]", top: int | None = None
    ) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
        """Return the tables of these names, and what is amiss.

        All channels past the first `top` are one row.
        """
        built = build_value_tables(self.shop, values, names, self.costs, top)
        return built.tables, built.notes


@dataclass(frozen=True, eq=False)
class ReportMaterial(CustomerMaterial):
    """The same with the comparison, and the journeys counted beside."""

    comparison: "ComparisonResult"

    @property
    def counts(self) -> "RowCounts":
        """What became of the rows under the first window."""
        return self.comparison.findings.statistics.counts[0]

    def check(self) -> "CheckResult":
        """Return what is odd about the shop, its costs included."""
        made = self.comparison
        return build_check(self.run, self.shop, made.findings, made.unassigned, self.costs)

    def build_loss_tables(self) -> "tuple[tuple[Table, ...], tuple[str, ...]]":
        """Return what a few draws of lost touches come to, or why there are none.

        Without intervals nobody knows what chance alone turns, and nothing is drawn.
        """
        if self.comparison.table.replicates is None:
            return (), ()
        values = len(self.comparison.findings.values.names)
        return build_loss_tables(self.run, self.shop, self.comparison.costs, values)


def read_material(
    run: "Run", options: "Options", journeys: "ReportJourneys", *, intervals: bool
) -> ReportMaterial:
    """Read the files of a run; models are held against experiments where the settings have any."""
    shop, comparison = read_comparison(
        run,
        options,
        intervals=intervals,
        held_against=bool(run.settings.experiments),
        plan_paths=journeys.plan,
        by_touch=find_request(run, options),
    )
    costs = None if comparison.costs is None else comparison.costs.read
    return ReportMaterial(run, shop, score_dataset(run, shop), costs, comparison)


def read_customer_material(run: "Run") -> CustomerMaterial:
    """Read the orders and costs of a run."""
    shop, costs = open_orders_alone(run, _ALWAYS), read_run_costs(run)
    refuse_other_currency(run, shop, costs)
    return CustomerMaterial(run, shop, score_dataset(run, shop), costs)
