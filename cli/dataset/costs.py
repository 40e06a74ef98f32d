"""The costs of a run, and how a report tells of them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cli.dataset.contexts import make_context
from cli.dataset.open import save_bad_rows
from cli.inputs.amount_signs import find_other_sign
from cli.inputs.currency_conversion import (
    OtherCurrencyError,
    OtherSignError,
    choose_currency,
)
from cli.ledger import format_in_one_line

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.report import LedgerLine, Report


def read_run_costs(run: "Run") -> "CostInput | None":
    """Read the costs, None where the settings name no files; raises what reading them raises.

    Channels are named as those of touches are.
    """
    files = run.cost_files
    if not files:
        return None
    # Here, since most runs have no costs.
    from cli.inputs.costs.channels import name_channels  # noqa: PLC0415
    from cli.inputs.costs.read import read_costs  # noqa: PLC0415

    with save_bad_rows(run):
        found = read_costs(run.settings.costs, make_context(run, files))
    return replace(found, frame=name_channels(found.frame, run.settings.channels))


def refuse_other_currency(run: "Run", shop: "Dataset", costs: "CostInput | None") -> None:
    """Raise OtherCurrencyError where costs are not in the currency of the orders.

    Where no file tells it, that is what the settings call the amounts of the report. Raises
    OtherSignError where the amounts of one carry a sign that is none of the other's currency.
    """
    if costs is None:
        return
    ours = choose_currency(shop.orders.currency, run.settings.currency)
    theirs = costs.currency
    if ours is not None and theirs is not None and ours != theirs:
        raise OtherCurrencyError(ours, theirs)
    sign = find_other_sign(costs.signs, ours)
    if ours is not None and sign is not None:
        raise OtherSignError("costs", sign, "orders", ours)
    sign = find_other_sign(shop.orders.signs, theirs)
    if theirs is not None and sign is not None:
        raise OtherSignError("orders", sign, "costs", theirs)


def with_costs(
    report: "Report", costs: "CostInput | None", days: "tuple[LedgerLine, ...]" = ()
) -> "Report":
    """Return a report that tells of the costs as well, `days` by whether they are in its days."""
    if costs is None:
        return report
    ledger = (*report.ledger, *costs.lines, *days)
    return report._replace(
        files=(*report.files, *costs.files),
        ledger=ledger,
        notes=(format_in_one_line(ledger), *report.notes[1:], *costs.notes),
        details=(*report.details, *costs.details),
    )
