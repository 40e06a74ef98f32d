"""The ledger of a report: what became of each row, and its one-line form."""

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cli.report import LedgerLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from attribution.statistics.row_counts import RowCounts
    from rfm.customers import ExcludedOrders
    from rfm.order_sums import OrderSums
    from rfm.watch.order_figures import WatchedOrders

TOUCHPOINTS = "touchpoints"
ORDERS = "orders"
COSTS = "costs"
SPENDING = "spending"
"""Role of the lines that part the costs, by day and campaign, by the days of the report."""

JOURNEYS = "journeys"
"""Role of the lines that part the counted orders by their journeys."""

SEGMENTS = "segments"
"""Role of the lines that part the orders by whether the segments hold them."""

MIGRATION = "migration"
"""Role of the lines that part the orders by whether they lie between two days."""

COHORTS = "cohorts"
"""Role of the lines that part the orders by whether the cohorts hold them."""

WATCH = "watch"
"""Role of the lines that part the orders by whether KPIs may count them."""

IDENTITIES = "identities"
IDS = "ids"
"""Role of the lines that part the usable touches by what told their customer."""

TOUCHED = "with a touch in the window"
ALONE = "without one (unattributed)"
IN_SEGMENTS = "of customers in the segments"
BETWEEN = "of customers between the days"
IN_COHORTS = "of customers in the cohorts"
COUNTED = "counted"
"""Lines of the orders that a report counts."""

REFUNDED = "refunded"
"""Line of the orders of which nothing is left, which no report counts."""

_NOUNS = {
    TOUCHPOINTS: "touchpoint rows",
    IDENTITIES: "login rows",
    IDS: "usable touchpoints",
    ORDERS: "order rows",
    COSTS: "cost rows",
    SPENDING: "costs by day and campaign",
    JOURNEYS: "orders",
    SEGMENTS: "orders after cleaning",
    MIGRATION: "orders after cleaning",
    COHORTS: "orders after cleaning",
    WATCH: "orders after cleaning",
}

_PLURAL: Final = re.compile(
    r"^((?:\S+ )?(?:order|row|refund|amount|event|purchase|contact|sale|touchpoint|cost))s\b"
)
"""The beginning of a line that names what it counts; the others say what became of the rows."""


def build_touch_lines(counts: "RowCounts") -> tuple[LedgerLine, ...]:
    """Return what became of the touches that could be used; lines without rows are left out."""
    lines = (
        ("in the journey of an order", counts.in_journeys),
        ("only in journeys of refunded orders or out of the range", counts.in_other_journeys),
        ("in a journey without an order", counts.nonconverting),
        ("outside every window", counts.outside),
        ("of customers without an order", counts.without_orders),
        ("duplicate rows", counts.duplicates),
    )
    return tuple(LedgerLine(TOUCHPOINTS, line, rows, None) for line, rows in lines if rows)


def build_journey_lines(counts: "RowCounts", orders: int, revenue: int) -> tuple[LedgerLine, ...]:
    """Return the counted orders, and their net revenue, with and without a journey."""
    alone, paid = counts.unattributed_orders, counts.unattributed_revenue
    lines = (
        (TOUCHED, orders - alone, revenue - paid),
        (ALONE, alone, paid),
    )
    return tuple(LedgerLine(JOURNEYS, *line) for line in lines)


def build_spending_lines(
    inside: tuple[int, int], outside: tuple[int, int]
) -> tuple[LedgerLine, ...]:
    """Return the costs, days of campaigns and money, in the days of the report and outside."""
    lines = (("in the days of the report", *inside), ("outside the days of the report", *outside))
    return tuple(LedgerLine(SPENDING, *line) for line in lines if line[1])


def build_segment_lines(
    left_out: "ExcludedOrders", counted: tuple[int, int], unknown: tuple[int, int]
) -> tuple[LedgerLine, ...]:
    """Return the orders, rows and net revenue, in the segments and those left out of them."""
    lines = (
        (IN_SEGMENTS, *counted),
        ("without customer_id", *unknown),
        (REFUNDED, left_out.refunded_orders, left_out.refunded_revenue),
        ("after the as-of day", left_out.later_orders, left_out.later_revenue),
        ("before the window", left_out.earlier_orders, left_out.earlier_revenue),
    )
    return tuple(LedgerLine(SEGMENTS, *line) for line in lines if line[1])


def build_migration_lines(sums: "OrderSums", unknown: tuple[int, int]) -> tuple[LedgerLine, ...]:
    """Return the orders, rows and net revenue, by whether they lie between the two days."""
    lines = (
        (BETWEEN, sums.inside_orders, sums.inside_revenue),
        ("of customers up to the first day", sums.earlier_orders, sums.earlier_revenue),
        *_list_others(sums, unknown),
    )
    return tuple(LedgerLine(MIGRATION, *line) for line in lines if line[1])


def build_cohort_lines(sums: "OrderSums", unknown: tuple[int, int]) -> tuple[LedgerLine, ...]:
    """Return the orders, rows and net revenue, in the cohorts and those left out of them."""
    lines = (
        (IN_COHORTS, sums.inside_orders, sums.inside_revenue),
        *_list_others(sums, unknown),
    )
    return tuple(LedgerLine(COHORTS, *line) for line in lines if line[1])


def build_watch_lines(orders: "WatchedOrders") -> tuple[LedgerLine, ...]:
    """Return the orders, rows and net revenue, by whether KPIs may count them."""
    lines = (
        (COUNTED, orders.counted_orders, orders.counted_revenue),
        (REFUNDED, orders.refunded_orders, orders.refunded_revenue),
        ("after the as-of day", orders.later_orders, orders.later_revenue),
    )
    return tuple(LedgerLine(WATCH, *line) for line in lines if line[1])


def _list_others(sums: "OrderSums", unknown: tuple[int, int]) -> tuple[tuple[str, int, int], ...]:
    return (
        ("without customer_id", *unknown),
        (REFUNDED, sums.refunded_orders, sums.refunded_revenue),
        ("after the as-of day", sums.later_orders, sums.later_revenue),
    )


def format_in_one_line(ledger: "Iterable[LedgerLine]") -> str:
    """Return the ledger in a sentence: for each role the rows and what they add up from."""
    return "; ".join(
        _format_role(role, list(lines)) for role, lines in groupby(ledger, lambda line: line.role)
    )


def _format_role(role: str, lines: "Sequence[LedgerLine]") -> str:
    total = _count(sum(line.rows for line in lines), _NOUNS[role])
    return ": ".join(filter(None, (total, ", ".join(_format_pieces(lines)))))


def _format_pieces(lines: "Sequence[LedgerLine]") -> "Iterator[str]":
    return (_count(line.rows, line.line) for line in lines if line.rows)


def _count(rows: int, what: str) -> str:
    """Return rows with what they are: 2 refunded orders, 1 refunded order, 1 of one day."""
    named = _PLURAL.sub(r"\1", what) if rows == 1 else what
    return f"{rows:,} {named}"
