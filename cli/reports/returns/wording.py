"""What a reader of returns should know: the margin, the target, what is new."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.comparison.row_names import UNATTRIBUTED
from attribution.comparison.spending import find_threshold
from attribution.estimates import MarkovEstimate, ShapleyEstimate
from cli.money import format_money
from cli.wording import format_days, format_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribution.results import AttributionResults
    from cli.reports.returns.costs import RunCosts
    from cli.settings import Settings


def describe_returns(costs: "RunCosts", settings: "Settings") -> str:
    """Return what costs are compared with."""
    total = format_money(costs.total, settings.currency)
    days = format_days(costs.first, costs.last)
    other = int(costs.read.frame["cost"].sum()) - costs.total
    left = f" ({format_money(other, settings.currency)} of other days left out)" if other else ""
    return f"costs of {days}: {total}{left}; roi {describe_margin(settings)}"


def describe_new_customers(findings: "AttributionResults") -> "Iterator[str]":
    """Yield which orders are those of new customers, and how models tell of them."""
    yield "new: orders by customers without an earlier one in the files"
    yield from () if findings.dated else _describe_sharing(findings)


def describe_margin(settings: "Settings") -> str:
    """Return what part of revenue a figure takes as earned."""
    margin = settings.returns.margin
    if margin is None:
        return "on revenue, since returns.margin is not set"
    return f"with {float(margin) * 100:g} % of revenue left after the goods (returns.margin)"


def _describe_sharing(findings: "AttributionResults") -> "Iterator[str]":
    """Yield how models that share totals are told of new customers."""
    names = [named.name for named in findings.plan.models]
    shared = {
        names[place]: estimate
        for (_, place), estimate in findings.estimates.items()
        if not estimate.by_journey
    }
    chains = [name for name, each in shared.items() if isinstance(each, MarkovEstimate)]
    silent = [name for name, each in shared.items() if isinstance(each, ShapleyEstimate)]
    if chains:
        yield (
            f"{format_list(chains)}: orders of new customers are shared one by one, hence no part"
            " of the conversions, which are shared all at once"
        )
    if silent:
        yield f"{format_list(silent)}: nothing of new customers, since no single order is shared"


def describe_target(exact: pl.DataFrame, settings: "Settings", dimension: str) -> str | None:
    """Return who reaches the target under every, some or no model; None where nobody has costs.

    `exact` are the rows of the comparison's first window, of all orders.
    """
    target = settings.returns.known_target
    known = exact.filter(pl.col("roas").is_not_null() & (pl.col(dimension) != UNATTRIBUTED))
    if known.is_empty():
        return None
    reached = (
        known.group_by(dimension, maintain_order=True)
        .agg((pl.col("roas") >= find_threshold(float(target))).alias("kept"))
        .with_columns(
            pl.col("kept").list.all().alias("all"), pl.col("kept").list.any().alias("any")
        )
    )
    parts = (
        ("under every model", reached.filter("all")),
        ("under some models only", reached.filter(pl.col("any") & ~pl.col("all"))),
        ("under no model", reached.filter(~pl.col("any"))),
    )
    said = [f"{words}: {', '.join(part[dimension])}" for words, part in parts if part.height]
    why = explain_target(settings)
    return f"target ROAS {float(target):.2f} ({why}): reached {'; '.join(said)}"


def explain_target(settings: "Settings") -> str:
    """Return where the target comes from."""
    if settings.returns.target_roas is not None:
        return "returns.target_roas"
    if settings.returns.margin is None:
        return "revenue equals cost; set returns.margin"
    return "1 / returns.margin"
