"""Customers that are none: robots, and words that stand for a missing id."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.dataset.identities import SET_ASIDE
from cli.inputs.reading.problems import quote_value
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.check.ids.customer_ids import MANY
from cli.reports.listed_ids import describe_listed_ids
from cli.wording import format_count, format_examples, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_TIMES: Final = 10


def find_busy_customers(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the customers with implausibly many touches.

    More than ten times what 99 % of the customers have, and at least 100.
    """
    visits = facts.totals.visits
    if not visits.many.height:
        return
    usual = int(visits.touches.find_nearest(99))
    limit = max(MANY, _TIMES * usual)
    busy = visits.many.filter(pl.col("touches") > limit)
    if not busy.height:
        return
    first = busy.sort(["touches", "customer_id"], descending=[True, False]).head(4)
    shown = [
        f"{quote_value(name)} ({rows:,})"
        for name, rows in first.select("customer_id", "touches").iter_rows()
    ]
    more = [""] * (busy.height - len(shown))
    part = int(busy["touches"].sum())
    yield Finding(
        FindingName.BUSY_CUSTOMERS,
        FindingSeverity.WARNING,
        f"{format_count(busy.height, 'customer')} with more than {limit:,} touches, where"
        " 99 % have at"
        f" most {usual:,}, holding"
        f" {format_share(part, facts.totals.touched.count_rows())} of all touches:"
        f" {format_examples([*shown, *more])}",
        "look for robots, tests and ids that many people share, and leave them out of the export",
    )


def find_placeholder_ids(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield words such as null and unknown in the place of a customer's id."""
    totals = facts.totals
    roles = {"touchpoints": totals.touch_placeholders, "orders": totals.order_placeholders}
    for role, found in roles.items():
        if not found:
            continue
        names = [f"{quote_value(name)} ({rows:,})" for name, rows in sorted(found.items())]
        yield Finding(
            FindingName.PLACEHOLDER_IDS,
            FindingSeverity.WARNING,
            f"{role}: {format_count(sum(found.values()), 'row')} with an id that looks"
            " like none and"
            f" is taken for a customer's: {format_examples(names)}",
            "leave these ids blank in the export",
        )


def find_shared_aliases(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the touches that were set aside since several customers share their alias."""
    aside = sum(line.rows for line in facts.touches.lines if line.line == SET_ASIDE)
    if aside:
        touches = format_count(aside, "touch")
        yield Finding(
            FindingName.SHARED_ALIASES,
            FindingSeverity.WARNING,
            f"{touches} under an alias that several customers share, and no login before"
            f" {'it' if aside == 1 else 'them'} tells whose",
            "export earlier logins, with the column logged_in_at; or leave shared devices out",
        )


def find_listed_ids(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the orders that have several customers in one cell, whose touches are nobody's."""
    listed = facts.totals.listed
    if not listed:
        return
    yield Finding(
        FindingName.LISTED_IDS,
        FindingSeverity.WARNING,
        describe_listed_ids(listed),
        facts.shop.orders.company,
    )


RULES: Final = (find_busy_customers, find_placeholder_ids, find_listed_ids, find_shared_aliases)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (find_placeholder_ids,)
"""Those that need no touches."""
