"""The costs of a report's days, by what its rows name."""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from attribution.comparison.spending import Spending
from cli.dataset.breakdown import MONTH
from cli.dataset.costs import read_run_costs, refuse_other_currency
from cli.ledger import build_spending_lines
from cli.reports.returns.uncovered import UncoveredOrders, find_uncovered_orders

if TYPE_CHECKING:
    from datetime import date

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.inputs.costs.read import CostInput
    from cli.report import LedgerLine

BLENDED: Final = "blended"
"""Name of the table of all that was sold over all that was spent."""
_SOURCE_MEDIUM: Final = "source_medium"
_ATTRIBUTES: Final = ("channel", "campaign", "source", "medium", _SOURCE_MEDIUM)
"""Attributes of the touches that costs have as well."""


class RunCosts(NamedTuple):
    """The costs of a report."""

    read: "CostInput"
    spending: Spending | None
    """None where costs cannot be told apart by what the report's rows name."""
    first: "date"
    last: "date"
    """The days that they are of, both included."""
    total: int
    """All costs of these days, 1/10 000 of the currency unit."""
    lines: "tuple[LedgerLine, ...]"
    """By whether they are of these days."""
    uncovered: UncoveredOrders | None = None
    """Orders of these days that costs begin after or end before; None where there are none."""

    def sum_between(self, first: "date", last: "date") -> int:
        """Return the costs from one day to another, both included, 1/10 000 of the unit."""
        return _part_by_days(_mark_inside(self.read.frame, first, last))[0]


def read_report_costs(run: "Run", shop: "Dataset") -> RunCosts | None:
    """Return the costs of a report of some orders, None where its settings name no files of costs.

    Raises what reading them raises, and NoOrdersError.
    """
    read = read_run_costs(run)
    if read is None:
        return None
    by_month = shop.breakdown.block == MONTH
    return build_report_costs(run, shop, read, find_order_days(shop), by_month=by_month)


def build_report_costs(
    run: "Run",
    shop: "Dataset",
    read: "CostInput",
    days: "tuple[date, date]",
    *,
    by_month: bool,
) -> RunCosts:
    """Return the costs of a report of some days, the first and the last included.

    Raises OtherCurrencyError where they are not in the currency of the orders.
    """
    refuse_other_currency(run, shop, read)
    first, last = days
    costs = _mark_inside(_with_names(read.frame), first, last)
    total, lines = _part_by_days(costs)
    spending = _build_spending(run, shop, costs, by_month=by_month)
    uncovered = find_uncovered_orders(read.frame, shop, days, run.settings.timezone)
    return RunCosts(read, spending, first, last, total, lines, uncovered)


def find_order_days(shop: "Dataset") -> "tuple[date, date]":
    """Return the first and last day of a report: as asked, else of the orders that count.

    Raises NoOrdersError.
    """
    first = shop.days.first or shop.order_facts.first_kept_day or shop.find_last_day()
    return first, shop.days.last or shop.find_last_day()


class ChannelCosts(NamedTuple):
    """The costs of some days by channel, 1/10 000 of the currency unit."""

    by_channel: dict[str | None, int]
    """0 for a channel that only other days have costs of; None: costs that name no channel."""
    total: int
    lines: "tuple[LedgerLine, ...]"
    """By whether they are of these days."""


def sum_by_channel(read: "CostInput", first: "date", last: "date") -> ChannelCosts:
    """Return the costs of the days from the first to the last, both included."""
    total, lines = _part_by_days(_mark_inside(read.frame, first, last))
    return ChannelCosts(sum_by_attribute(read, first, last, "channel"), total, lines)


def sum_by_attribute(
    read: "CostInput", first: "date", last: "date", name: str
) -> dict[str | None, int]:
    """Return the costs of some days, both ends included, by a column such as campaign.

    1/10 000 of the currency unit; 0 for what only other days have costs of, None: without a name.
    """
    return _sum_by(_keep_inside(_mark_inside(read.frame, first, last)), name)


def _mark_inside(costs: pl.DataFrame, first: "date", last: "date") -> pl.DataFrame:
    return costs.with_columns(pl.col("date").is_between(first, last).alias("inside"))


def _part_by_days(costs: pl.DataFrame) -> "tuple[int, tuple[LedgerLine, ...]]":
    """Return the sum of the costs inside of the days, and the ledger lines of all."""
    inside, outside = (
        (part.height, int(part["cost"].sum()))
        for part in (costs.filter("inside"), costs.filter(~pl.col("inside")))
    )
    return inside[1], build_spending_lines(inside, outside)


def _keep_inside(costs: pl.DataFrame) -> pl.DataFrame:
    """Return costs that are 0 outside of the days."""
    return costs.with_columns(pl.when("inside").then("cost").otherwise(0).alias("cost"))


def _with_names(costs: pl.DataFrame) -> pl.DataFrame:
    """Return costs with source and medium as one name as well, as `--by source_medium` has it."""
    source, medium = pl.col("source"), pl.col("medium")
    both = pl.concat_str(source.fill_null("(none)"), pl.lit(" / "), medium.fill_null("(none)"))
    known = source.is_not_null() | medium.is_not_null()
    return costs.with_columns(pl.when(known).then(both).alias(_SOURCE_MEDIUM))


def _build_spending(
    run: "Run", shop: "Dataset", costs: pl.DataFrame, *, by_month: bool
) -> Spending | None:
    breakdown = shop.breakdown
    if breakdown.dimension not in _ATTRIBUTES:
        return None
    name = breakdown.dimension
    inside = _keep_inside(costs)
    months: dict[str | None, dict[str | None, int]] | None = None
    if by_month:
        dated = costs.filter("inside").with_columns(pl.col("date").dt.strftime("%Y-%m"))
        months = {str(month): _sum_by(part, name) for (month,), part in dated.group_by("date")}
    margin = float(run.settings.returns.known_margin)
    return Spending(_sum_by(inside, name), months, margin)


def _sum_by(costs: pl.DataFrame, name: str) -> dict[str | None, int]:
    sums = costs.group_by(name).agg(pl.col("cost").sum()).sort(name, nulls_last=True)
    return dict(sums.rows())
