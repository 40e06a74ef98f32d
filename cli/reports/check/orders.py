"""Orders: too few, too large, given back more than once, in a currency of their own."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.amount_signs import find_other_sign
from cli.inputs.currency_conversion import choose_currency
from cli.inputs.formats.catalogue import STANDARD
from cli.inputs.orders.row_types import find_parts, find_unknown_types, propose_type_drops
from cli.inputs.orders.statuses.notes import (
    describe_other_drops,
    find_unknown_statuses,
    list_statuses,
    propose_drops,
    propose_second_drops,
)
from cli.inputs.reading.columns.minor_amounts import divide_units
from cli.inputs.reading.problems import quote_value
from cli.inputs.tables.minor_units import CENTS
from cli.inputs.values.currencies import name_likely_code
from cli.money import UNIT, format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.wording import format_count, format_examples, format_share
from rfm.value_counts import ValueCounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from cli.reports.check.subject import CheckSubject

_FEW: Final = 100
_ENOUGH: Final = 20
_TIMES: Final = 50
_LARGE: Final = 3_000 * UNIT
"""A mean amount that may be one of cents: 30.00 and more."""
_ROUND: Final = 500 * UNIT
_SELDOM: Final = 4
"""Of so many amounts in cents fewer than one are multiples of 5.00."""
_WITH_CENTS: Final = ("EUR", "USD", "GBP", "CHF", "AUD", "CAD", "NZD")
"""Currencies in which shops seldom have whole amounts as large."""


def find_no_orders(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that no order counts."""
    if not facts.counted.rows:
        orders = facts.shop.order_facts.every.rows
        why = facts.shop.explain_no_orders()
        yield Finding(
            FindingName.NO_ORDERS,
            FindingSeverity.ERROR,
            f"no order counts: {why}"
            if why
            else f"none of {format_count(orders, 'order')} counts: refunded, or outside the"
            " days asked for",
            "export orders; or set orders.keep_status to the statuses of sales"
            if why
            else "look at the ledger, and at --from and --to",
        )


def find_doubtful_statuses(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders and rows that count though their status or type says nothing, or no sale."""
    orders = facts.shop.orders
    yield from _find_unknown_statuses(facts)
    if orders.doubtful:
        listed = list_statuses(orders.doubtful)
        remedy = propose_second_drops(orders.doubtful, orders.statuses, len(orders.files))
        yield Finding(
            FindingName.DOUBTFUL_STATUSES,
            FindingSeverity.WARNING,
            f"orders count though a second status may say otherwise: {listed}",
            f"if those are no sales, set {remedy}",
        )
    named = facts.settings.orders.drop_types
    if unknown := find_unknown_types(orders.types):
        yield Finding(
            FindingName.DOUBTFUL_STATUSES,
            FindingSeverity.WARNING,
            f"rows count though nothing is known of their type: {list_statuses(unknown)}",
            f"{propose_type_drops(unknown, named)} leaves them out",
        )
    if parts := find_parts(orders.types):
        yield Finding(
            FindingName.DOUBTFUL_STATUSES,
            FindingSeverity.WARNING,
            f"rows count beside sales, of which they may be the payments: {list_statuses(parts)}",
            f"{propose_type_drops(parts, named)} leaves them out",
        )


def _find_unknown_statuses(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders that count though no meaning of their status is known, or it is no sale."""
    statuses = facts.shop.orders.statuses
    for by_meaning in (True, False):
        doubtful = find_unknown_statuses(
            each for each in statuses if each.rule.by_meaning is by_meaning
        )
        if doubtful:
            known = "nothing is known of" if by_meaning else "it looks like no sale by"
            yield Finding(
                FindingName.DOUBTFUL_STATUSES,
                FindingSeverity.WARNING,
                f"orders count though {known} their status: {list_statuses(doubtful)}",
                f"orders.drop_status: {propose_drops(doubtful, statuses)} leaves them out, with the"
                f" others that are no sales{describe_other_drops(doubtful, statuses)}",
            )


def find_repeated_amounts(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that each line of an order may hold the order's total, and all of them are added up."""
    found = facts.shop.orders.several
    if found.doubtful:
        yield Finding(
            FindingName.REPEATED_AMOUNTS,
            FindingSeverity.WARNING,
            f"in each of the {found.several:,} orders of several lines all lines have one amount;"
            f" {format_money(found.alike.amount)} count twice if it is the order's total",
            "set orders.rows: totals_on_first_row",
        )


def find_whole_amounts(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that all amounts are as cents are, where no program is known that writes the file.

    Not where decimals are written, if only .00: cents have none.
    """
    paid, orders = facts.totals.amounts.paid, facts.shop.orders
    mean = paid.mean()
    unit = choose_currency(orders.currency, facts.settings.currency)
    known = any(file.format != STANDARD for file in orders.files)
    if mean is None or known or orders.written_decimals or unit not in _WITH_CENTS:
        return
    columns = {name.value: theirs for name, theirs in facts.settings.orders.columns.items()}
    read = {"revenue": columns.get("revenue", "revenue"), "refunded": columns.get("refunded")}
    divided = [
        f"{ours}: {{expression: {divide_units(theirs, CENTS)}}}"
        for ours, theirs in read.items()
        if isinstance(theirs, str)
    ]
    if isinstance(read["revenue"], str) and _are_like_cents(paid, mean):
        yield Finding(
            FindingName.WHOLE_AMOUNTS,
            FindingSeverity.INFO,
            f"all {paid.total:,} orders are of whole amounts, {format_money(int(mean))} on average"
            " and few of them round, as those in cents are",
            f"if they are in cents, set orders.columns: {{{', '.join(divided)}}}",
        )


def _are_like_cents(paid: ValueCounts, mean: "Fraction") -> bool:
    """Tell whether amounts are whole and as large as those of a shop in cents, and seldom round."""
    if paid.total < _ENOUGH or mean < _LARGE or (paid.frame["value"] % UNIT != 0).any():
        return False
    rounded = paid.frame.filter(pl.col("value") % _ROUND == 0)["count"].sum()
    return bool(_SELDOM * rounded < paid.total)


def find_few_orders(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that fewer than a hundred orders count."""
    orders = facts.counted.rows
    if 0 < orders < _FEW:
        yield Finding(
            FindingName.FEW_ORDERS,
            FindingSeverity.WARNING,
            f"{format_count(orders, 'order')} only: shares of channels are mostly chance",
            "report a longer time; look at the intervals before comparing channels",
        )


def find_negative_orders(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders of which more was given back than was paid."""
    below = facts.totals.amounts.negative
    if below.rows:
        lowest = _name_orders(facts.totals.amounts.lowest, below.rows)
        yield Finding(
            FindingName.NEGATIVE_ORDERS,
            FindingSeverity.WARNING,
            f"{format_count(below.rows, 'order')} with more given back than paid"
            f" ({format_money(below.amount)} in"
            f" all): {lowest}",
            "look for refunds that stand there twice, or name the wrong order",
        )


def find_outlier_orders(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders that are more than fifty times the median order."""
    paid = facts.totals.amounts.paid
    median = paid.median()
    if median is None or paid.total < _ENOUGH:
        return
    large = ValueCounts(paid.frame.filter(pl.col("value") > int(_TIMES * median)))
    if large.total:
        part = format_share(_sum_amounts(large), _sum_amounts(paid))
        yield Finding(
            FindingName.OUTLIER_ORDERS,
            FindingSeverity.WARNING,
            f"{format_count(large.total, 'order')} of more than {_TIMES} times the median of"
            f" {format_money(int(median))}, {part} of the revenue:"
            f" {_name_orders(facts.totals.amounts.largest, large.total)}",
            "look for a lost decimal mark, tests and orders of resellers",
        )


def _sum_amounts(amounts: ValueCounts) -> int:
    return int((amounts.frame["value"] * amounts.frame["count"]).sum())


def _name_orders(first: pl.DataFrame, number: int) -> str:
    """Return the first orders of a number of them."""
    shown = [f"{quote_value(name)} ({format_money(amount)})" for name, amount in first.iter_rows()][
        :number
    ]
    return format_examples([*shown, *([""] * (number - len(shown)))])


def find_other_currency(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that the file's currency is not the label of the report, nor that of the costs."""
    ours = choose_currency(facts.shop.orders.currency, facts.settings.currency)
    theirs = facts.costs.currency if facts.costs else None
    if ours is not None and theirs is not None and ours != theirs:
        yield Finding(
            FindingName.CURRENCY,
            FindingSeverity.ERROR,
            f"the orders are in {ours} and the costs in {theirs}: no return can be told",
            f"set currency: {ours}, and in rates what one {theirs} is worth",
        )
    yield from _find_other_sign(facts, ours)
    label, found = facts.settings.currency, facts.shop.orders.currencies
    if len(found) != 1 or label == found[0]:
        return
    said = "the settings name none" if label is None else f"the report calls them {label}"
    yield Finding(
        FindingName.CURRENCY,
        FindingSeverity.INFO if label is None else FindingSeverity.WARNING,
        f"the orders are in {found[0]}, and {said}",
        f"set currency: {found[0]}",
    )


def _find_other_sign(facts: "CheckSubject", code: str | None) -> "Iterator[Finding]":
    """Yield that amounts of costs carry a sign that is none of the currency of the orders."""
    sign = find_other_sign(facts.costs.signs, code) if facts.costs else None
    if code is None or sign is None:
        return
    likely = name_likely_code(sign)
    yield Finding(
        FindingName.CURRENCY,
        FindingSeverity.ERROR,
        f"the orders are in {code} and the costs carry {sign}: no return can be told",
        f"set currency: {code}, and for example costs.columns: {{currency: {{value: {likely}}}}}"
        f" and in rates what one {likely} is worth",
    )


RULES: Final = (
    find_no_orders,
    find_few_orders,
    find_doubtful_statuses,
    find_repeated_amounts,
    find_whole_amounts,
    find_other_currency,
    find_negative_orders,
    find_outlier_orders,
)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (
    find_no_orders,
    find_doubtful_statuses,
    find_repeated_amounts,
    find_whole_amounts,
    find_other_currency,
    find_negative_orders,
    find_outlier_orders,
)
"""Those that need no touches."""
