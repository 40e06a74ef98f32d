"""A ledger in one sentence for people; `merito check` and the logs tell every row."""

from typing import TYPE_CHECKING, Final

from cli.ledger import (
    ALONE,
    BETWEEN,
    COHORTS,
    COUNTED,
    IN_COHORTS,
    IN_SEGMENTS,
    JOURNEYS,
    MIGRATION,
    SEGMENTS,
    TOUCHED,
    WATCH,
)
from cli.money import format_money
from cli.wording import format_count, format_list, format_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.report import LedgerLine

_COUNTED: Final = (TOUCHED, ALONE, IN_SEGMENTS, BETWEEN, IN_COHORTS, COUNTED)
_ROLES: Final = (JOURNEYS, SEGMENTS, MIGRATION, COHORTS, WATCH)
"""Those that part the orders by what a report makes of them."""
_MORE: Final = "merito check tells the rest"


def summarise_ledger(ledger: "Sequence[LedgerLine]", currency: str | None) -> str:
    """Return the orders of a report, their money, and what of both follows a touch.

    Orders that the report leaves out are told with their money.
    """
    counted = describe_coverage(ledger, currency)
    outside = describe_outside(ledger, currency)
    left_out = (f"not counted: {outside}",) if outside else ()
    return "; ".join((counted, *left_out, _MORE))


def describe_coverage(ledger: "Sequence[LedgerLine]", currency: str | None) -> str:
    """Return the orders that count, their money, and the shares of both that follow a touch."""
    lines = {line.line: line for line in _list_orders(ledger) if line.line in _COUNTED}
    orders = sum(line.rows for line in lines.values())
    amount = sum(line.amount or 0 for line in lines.values())
    said = f"{format_count(orders, 'order')}, {format_money(amount, currency)}"
    if not orders or TOUCHED not in lines:
        return said
    touched = lines[TOUCHED]
    follow = f"{format_share(touched.rows, orders)} of orders"
    if amount > 0:
        follow += f", {format_share(touched.amount or 0, amount)} of money"
    return f"{said}; {follow} follow a touch"


def describe_outside(ledger: "Sequence[LedgerLine]", currency: str | None) -> str:
    """Return the orders with money that a report does not count, and the money; else nothing."""
    outside = [line for line in _list_orders(ledger) if line.line not in _COUNTED and line.amount]
    told = [
        f"{format_money(line.amount or 0, currency)} of"
        f" {format_count(line.rows, 'order')} {line.line}"
        for line in outside
    ]
    return format_list(told) if told else ""


def _list_orders(ledger: "Sequence[LedgerLine]") -> "list[LedgerLine]":
    return [line for line in ledger if line.role in _ROLES]
