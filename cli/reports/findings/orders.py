"""Orders: too few, too large, given back more than once, in a currency of their own."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.problems import quoted
from cli.reports.findings.finding import Finding, count, money, share, some
from cli.reports.findings.names import FindingName, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.findings.facts import Facts

_FEW: Final = 100
_ENOUGH: Final = 20
_TIMES: Final = 50


def no_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield that no order counts."""
    if not facts.orders.height:
        orders = facts.shop.frame.height
        yield Finding(
            FindingName.NO_ORDERS,
            Severity.ERROR,
            f"none of {count(orders, 'order')} counts: refunded, or outside the days asked for",
            "look at the ledger, and at --from and --to",
        )


def few_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield that fewer than a hundred orders count."""
    orders = facts.orders.height
    if 0 < orders < _FEW:
        yield Finding(
            FindingName.FEW_ORDERS,
            Severity.WARNING,
            f"{count(orders, 'order')} only: shares of channels are mostly chance",
            "report a longer time; look at the intervals before comparing channels",
        )


def negative_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield the orders of which more was given back than was paid."""
    below = facts.shop.frame.filter(pl.col("revenue") < 0)
    if below.height:
        amount = int(below["revenue"].sum())
        first = _largest(below, descending=False)
        yield Finding(
            FindingName.NEGATIVE_ORDERS,
            Severity.WARNING,
            f"{count(below.height, 'order')} with more given back than paid ({money(amount)} in"
            f" all): {first}",
            "look for refunds that stand there twice, or name the wrong order",
        )


def outlier_orders(facts: "Facts") -> "Iterator[Finding]":
    """Yield the orders that are more than fifty times the median order."""
    paid = facts.orders.filter(pl.col("revenue") > 0)
    if paid.height < _ENOUGH:
        return
    median = paid["revenue"].median()
    assert isinstance(median, float)  # noqa: S101 - there are orders
    large = paid.filter(pl.col("revenue") > _TIMES * median)
    if large.height:
        part = int(large["revenue"].sum())
        yield Finding(
            FindingName.OUTLIER_ORDERS,
            Severity.WARNING,
            f"{count(large.height, 'order')} of more than {_TIMES} times the median of"
            f" {money(int(median))}, {share(part, int(paid['revenue'].sum()))} of the revenue:"
            f" {_largest(large, descending=True)}",
            "look for a lost decimal mark, tests and orders of resellers",
        )


def _largest(orders: pl.DataFrame, *, descending: bool) -> str:
    first = orders.sort(["revenue", "order_id"], descending=[descending, False]).head(3)
    shown = [
        f"{quoted(name)} ({money(amount)})"
        for name, amount in first.select("order_id", "revenue").iter_rows()
    ]
    return some([*shown, *([""] * (orders.height - len(shown)))])


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
