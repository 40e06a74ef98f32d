"""Rows that were left out or read with a doubt."""

from typing import TYPE_CHECKING, Final

from attribution.choices import Basis
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.wording import format_count, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.report import LedgerLine
    from cli.reports.check.subject import CheckSubject

_EARLIER: Final = "export the orders from earlier on, so that they hold what was given back"
_ID_SHARE: Final = 0.1
_DUPLICATES: Final = 0.01


def _select_lines(facts: "CheckSubject", line: str) -> "Iterator[tuple[LedgerLine, int]]":
    """Yield the ledger's lines of a name and the rows read of their role."""
    costs = () if facts.costs is None else (facts.costs,)
    for read in (*facts.shop.list_inputs(), *costs):
        rows = sum(file.rows for file in read.files)
        yield from ((each, rows) for each in read.lines if each.line == line)


def find_bad_rows(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the rows that were left out because of bad values."""
    for line, rows in _select_lines(facts, "bad rows"):
        yield Finding(
            FindingName.BAD_ROWS,
            FindingSeverity.WARNING,
            f"{line.role}: {line.rows:,} of {format_count(rows, 'row')}"
            f" ({format_share(line.rows, rows)})"
            f" left out because of bad values, which max_bad_rows:"
            f" {facts.settings.max_bad_rows.text} allows",
            "correct them; --bad-rows FILE saves them with their reasons",
        )


def find_touches_without_id(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the touches that nobody can be given; a warning from a tenth of the rows on."""
    for line, rows in _select_lines(facts, "without customer_id"):
        yield Finding(
            FindingName.TOUCHES_WITHOUT_ID,
            FindingSeverity.WARNING if line.rows >= _ID_SHARE * rows else FindingSeverity.INFO,
            f"{line.role}: {line.rows:,} of {format_count(rows, 'row')}"
            f" ({format_share(line.rows, rows)})"
            " without customer_id, which lead to no order",
            "export an id with each touch, that of a cookie at least, and logins for identities",
        )


def find_duplicates(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the rows that stand there twice; a warning from a hundredth of the rows on."""
    touches = sum(line.rows for line, _ in _select_lines(facts, "duplicate touchpoint_id"))
    touches += facts.counts[0].duplicates if facts.counts else 0
    orders = sum(line.rows for line, _ in _select_lines(facts, "duplicate rows"))
    for read, found in ((facts.shop.touches, touches), (facts.shop.orders, orders)):
        if read is not None and found:
            role = read.files[0].role
            yield Finding(
                FindingName.DUPLICATE_ROWS,
                FindingSeverity.WARNING
                if found >= _DUPLICATES * read.rows
                else FindingSeverity.INFO,
                f"{role}: {found:,} of {format_count(read.rows, 'row')}"
                f" ({format_share(found, read.rows)})"
                " repeated and counted once",
                "look for exports that overlap",
            )


def find_possible_duplicates(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the touches that equal another of the same date."""
    found = facts.counts[0].possible_duplicates
    if found:
        visits = "it may be a visit of its own" if found == 1 else "they may be visits of their own"
        yield Finding(
            FindingName.POSSIBLE_DUPLICATES,
            FindingSeverity.INFO,
            f"touchpoints: {format_count(found, 'row')} equal to another of the same date and kept:"
            f" without a time of day {visits}",
            "export touches with their time, or with a touchpoint_id",
        )


def find_dates_without_times(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the rows with a date only; a warning where elapsed time is counted between touches."""
    elapsed = facts.settings.journeys.lookback_basis is Basis.ELAPSED
    reads = ((facts.touches, "midnight"), (facts.shop.orders, "the last instant of the day"))
    for read, instant in reads:
        dated = read.counts.dated
        if dated:
            role = read.files[0].role
            yield Finding(
                FindingName.DATES_WITHOUT_TIMES,
                FindingSeverity.WARNING
                if elapsed and read is facts.touches
                else FindingSeverity.INFO,
                f"{role}: {dated:,} of {format_count(read.rows, 'row')} with a date but no time,"
                f" read as {instant}",
                "export times; or count whole days: journeys.lookback_basis: calendar_days"
                if elapsed
                else "export times",
            )


def find_unknown_refunds(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the refunds of orders that the files do not hold."""
    about = facts.shop.orders.about_refunds
    joint = "; or, " if about.startswith("if ") else "; "
    for line, _ in _select_lines(facts, "refunds of orders not in the file"):
        yield Finding(
            FindingName.UNKNOWN_REFUNDS,
            FindingSeverity.WARNING,
            f"{format_count(line.rows, 'refund')} ({format_money(line.amount or 0)}) of orders that"
            f" the files do not hold, which {'lowers' if line.rows == 1 else 'lower'} no revenue",
            f"{_EARLIER}{joint}{about}" if about else _EARLIER,
        )


def find_shared_costs(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield the costs that two files of one format hold for the same days and campaigns."""
    if facts.costs is not None and facts.costs.shared is not None:
        yield Finding(
            FindingName.SHARED_COSTS,
            FindingSeverity.WARNING,
            f"costs: {facts.costs.shared}",
            "name only one of the files if both are exports of one account",
        )


RULES: Final = (
    find_bad_rows,
    find_touches_without_id,
    find_duplicates,
    find_possible_duplicates,
    find_dates_without_times,
    find_unknown_refunds,
    find_shared_costs,
)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (find_bad_rows, find_duplicates, find_unknown_refunds, find_shared_costs)
"""Those that need no touches."""
