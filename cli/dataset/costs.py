"""The costs of a run, and how a report tells of them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cli.dataset.contexts import make_context
from cli.dataset.open import save_bad_rows
from cli.inputs.costs.read import CostInput, read_costs
from cli.ledger import format_in_one_line

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.report import Report


def read_run_costs(run: "Run") -> CostInput | None:
    """Read the costs, None where the settings name no files; raises what reading them raises."""
    files = run.cost_files
    if not files:
        return None
    with save_bad_rows(run):
        return read_costs(run.settings.costs, make_context(run, files))


def with_costs(report: "Report", costs: CostInput | None) -> "Report":
    """Return a report that tells of the costs as well."""
    if costs is None:
        return report
    ledger = (*report.ledger, *costs.lines)
    return replace(
        report,
        files=(*report.files, *costs.files),
        ledger=ledger,
        notes=(format_in_one_line(ledger), *report.notes[1:], *costs.notes),
        details=(*report.details, *costs.details),
    )
