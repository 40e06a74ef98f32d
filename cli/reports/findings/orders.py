"""Orders: too few, too large, given back more than once, in a currency of their own."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.problems import quoted
from cli.reports.findings.finding import Finding, count, money, share, some
from cli.reports.findings.names import FindingName, Severity
from rfm.value_counts import ValueCounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.findings.facts import Facts

_FEW: Final = 100
_ENOUGH: Final = 20
_TIMES: Final = 50


def no_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield that no order counts."""
    if not facts.counted.rows:
        orders = facts.shop.order_facts.every.rows
        yield Finding(
            FindingName.NO_ORDERS,
            Severity.ERROR,
            f"none of {count(orders, 'order')} counts: refunded, or outside the days asked for",
            "look at the ledger, and at --from and --to",
        )


def few_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield that fewer than a hundred orders count."""
    orders = facts.counted.rows
    if 0 < orders < _FEW:
        yield Finding(
            FindingName.FEW_ORDERS,
            Severity.WARNING,
            f"{count(orders, 'order')} only: shares of channels are mostly chance",
            "report a longer time; look at the intervals before comparing channels",
        )


def negative_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield the orders of which more was given back than was paid."""
    below = facts.totals.amounts.negative
    if below.rows:
        lowest = _named(facts.totals.amounts.lowest, below.rows)
        yield Finding(
            FindingName.NEGATIVE_ORDERS,
            Severity.WARNING,
            f"{count(below.rows, 'order')} with more given back than paid ({money(below.amount)} in"
            f" all): {lowest}",
            "look for refunds that stand there twice, or name the wrong order",
        )


def outlier_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield the orders that are more than fifty times the median order."""
    paid = facts.totals.amounts.paid
    median = paid.median()
    if median is None or paid.total < _ENOUGH:
        return
    large = ValueCounts(paid.frame.filter(pl.col("value") > int(_TIMES * median)))
    if large.total:
        part = share(_sum(large), _sum(paid))
        yield Finding(
            FindingName.OUTLIER_ORDERS,
            Severity.WARNING,
            f"{count(large.total, 'order')} of more than {_TIMES} times the median of"
            f" {money(int(median))}, {part} of the revenue:"
            f" {_named(facts.totals.amounts.largest, large.total)}",
            "look for a lost decimal mark, tests and orders of resellers",
        )


def _sum(amounts: ValueCounts) -> int:
    return int((amounts.frame["value"] * amounts.frame["count"]).sum())


def _named(first: pl.DataFrame, number: int) -> str:
    """Return the first orders of a number of them."""
    shown = [f"{quoted(name)} ({money(amount)})" for name, amount in first.iter_rows()][:number]
    return some([*shown, *([""] * (number - len(shown)))])


def currency(facts: "Facts") -> "Iterator[Finding]":
    """Yield that the file's currency is not the label of the report."""
    label, found = facts.settings.currency, facts.shop.orders.currencies
    if len(found) != 1 or label == found[0]:
        return
    said = "the settings name none" if label is None else f"the report calls them {label}"
    yield Finding(
        FindingName.CURRENCY,
        Severity.INFO if label is None else Severity.WARNING,
        f"the orders are in {found[0]}, and {said}",
        f"set currency: {found[0]}",
    )
