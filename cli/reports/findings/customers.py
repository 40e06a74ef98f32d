"""Customers that are none: robots, and words that stand for a missing id."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.problems import quoted
from cli.reports.findings.finding import Finding, count, share, some
from cli.reports.findings.names import FindingName, Severity
from cli.reports.findings.visits import MANY
from cli.reports.identities import SET_ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.findings.facts import Facts

_TIMES: Final = 10


def busy_customers(facts: "Facts") -> "Iterator[Finding]":
    """Yield the customers with implausibly many touches.

    More than ten times what 99 % of the customers have, and at least 100.
    """
    visits = facts.totals.visits
    if not visits.many.height:
        return
    usual = int(visits.touches.nearest(99))
    limit = max(MANY, _TIMES * usual)
    busy = visits.many.filter(pl.col("touches") > limit)
    if not busy.height:
        return
    first = busy.sort(["touches", "customer_id"], descending=[True, False]).head(4)
    shown = [
        f"{quoted(name)} ({rows:,})"
        for name, rows in first.select("customer_id", "touches").iter_rows()
    ]
    more = [""] * (busy.height - len(shown))
    part = int(busy["touches"].sum())
    yield Finding(
        FindingName.BUSY_CUSTOMERS,
        Severity.WARNING,
        f"{count(busy.height, 'customer')} with more than {limit:,} touches, where 99 % have at"
        f" most {usual:,}, holding {share(part, facts.totals.touched.rows())} of all touches:"
        f" {some([*shown, *more])}",
        "look for robots, tests and ids that many people share, and leave them out of the export",
    )


def placeholder_ids(facts: "Facts") -> "Iterator[Finding]":
    """Yield words such as null and unknown in the place of a customer's id."""
    totals = facts.totals
    roles = {"touchpoints": totals.touch_placeholders, "orders": totals.order_placeholders}
    for role, found in roles.items():
        if not found:
            continue
        names = [f"{quoted(name)} ({rows:,})" for name, rows in sorted(found.items())]
        yield Finding(
            FindingName.PLACEHOLDER_IDS,
            Severity.WARNING,
            f"{role}: {count(sum(found.values()), 'row')} with an id that looks like none and"
            f" is taken for a customer's: {some(names)}",
            "leave these ids blank in the export",
        )


def shared_aliases(facts: "Facts") -> "Iterator[Finding]":
    """Yield the touches that were set aside since several customers share their alias."""
    aside = sum(line.rows for line in facts.touches.lines if line.line == SET_ASIDE)
    if aside:
        touches = "1 touch" if aside == 1 else f"{aside:,} touches"
        yield Finding(
            FindingName.SHARED_ALIASES,
            Severity.WARNING,
            f"{touches} under an alias that several customers share, and no login before"
            f" {'it' if aside == 1 else 'them'} tells whose",
            "export earlier logins, with the column logged_in_at; or leave shared devices out",
        )
