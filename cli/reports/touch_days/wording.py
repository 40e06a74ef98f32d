"""What a reader of a comparison should know of the days of its touches."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.money import UNIT
from cli.money import format_money
from cli.wording import format_count, format_days, format_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.comparison.comparison import Comparison
    from attribution.results import AttributionResults
    from cli.dataset.date_range import DateRange
    from cli.inputs.totals import OrderTotals
    from cli.reports.returns.costs import RunCosts
    from cli.reports.touch_days.days import DatedCredit
    from cli.settings import Settings


def describe_touch_days(days: "DateRange") -> str:
    """Return the days of the touches whose credit is shown, as a title has them."""
    if days.first and days.last:
        return f"touches of {format_days(days.first, days.last)}"
    if days.first:
        return f"touches from {days.first} on"
    return f"touches up to {days.last}" if days.last else "by the day of the touch"


def describe_dated_credit(
    dated: "DatedCredit | None",
    made: "Comparison",
    credited: "AttributionResults",
    orders: "OrderTotals",
    settings: "Settings",
) -> "Iterator[str]":
    """Yield what stands below a comparison on the interaction basis, else nothing."""
    if dated is None:
        return
    yield (
        "interaction basis: credit counts on the day of its touch, whenever its order came, and"
        " what is unattributed on the day of its order; shares are of the credit of these days,"
        " whose sum is no number of orders"
    )
    if dated.asked.first or dated.asked.last:
        yield _describe_other_days(made.totals, orders, settings)
    models = credited.plan.models
    silent = [models[place].name for place in credited.indivisible]
    if silent:
        yield (
            f"{format_list(silent)}: empty, since on the interaction basis only what a single touch"
            " is given has a day"
        )


def _describe_other_days(totals: pl.DataFrame, orders: "OrderTotals", settings: "Settings") -> str:
    """Return how much of all orders the baseline credits to touches of other days."""
    name = settings.baseline_name
    first = totals.filter(pl.col("model") == name).row(0, named=True)
    count = orders.every.rows - orders.refunded
    paid = orders.counted.amount + orders.outside.amount
    if first["revenue"] is None:
        return f"{name} gives single touches no part of the {format_count(count, 'order')}"
    other = paid - first["revenue"] * (UNIT // 100)
    return (
        f"of all {format_count(count, 'order')} and {format_money(paid, settings.currency)} {name}"
        f" credits {first['conversions']:,.2f} and {format_money(paid - other)} in these days,"
        f" {count - first['conversions']:,.2f} and {format_money(other)} in others"
    )


def list_immature_notes(
    dated: "DatedCredit | None", costs: "RunCosts | None", settings: "Settings"
) -> "Iterator[str]":
    """Yield which days' touches may still lead to orders, and what was spent on them."""
    if dated is None or dated.immature is None:
        return
    spent = ""
    if costs is not None:
        part = format_money(costs.sum_between(*dated.immature))
        spent = (
            f"; {part} of the costs of {format_money(costs.total, settings.currency)} are theirs"
        )
    yield (
        f"interaction basis: touches of {format_days(*dated.immature)} may still lead to orders"
        f" that the files do not have, since the orders reach less than"
        f" {settings.journeys.lookback[0]} beyond them{spent}"
    )
