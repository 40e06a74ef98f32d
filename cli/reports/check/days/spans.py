"""The days that the files span, and how those of touches and orders meet."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.early_orders import find_early_orders
from cli.wording import format_count, format_days, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject
    from cli.reports.early_orders import EarlyOrders


_LATE: Final = timedelta(days=2)
"""Orders may go on so long after the last touch before that is told."""
_LONG: Final = timedelta(days=7)
"""Touches may go on so long after the last order."""
_MANY: Final = 0.05
"""Share of early orders from which on they are a warning."""


def find_cut_off_orders(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield how many orders come less than a window after the touches begin."""
    early = find_early_orders(facts.shop, facts.settings)
    if early is None:
        return
    many = early.orders >= _MANY * early.counted
    yield Finding(
        FindingName.EARLY_ORDERS,
        FindingSeverity.WARNING if many else FindingSeverity.INFO,
        f"{early.orders:,} of {format_count(early.counted, 'order')}"
        f" ({format_share(early.orders, early.counted)}) less than {early.window} after the"
        f" touchpoints begin on {facts.day(early.begun)}: the start of their journeys may be"
        " missing",
        _propose_later_days(early),
    )


def _propose_later_days(early: "EarlyOrders") -> str:
    """Return how the early orders are left out, if any others are left then."""
    if early.orders == early.counted:
        return "export earlier touches"
    return f"--from {early.last + timedelta(days=1)} leaves them out; or export earlier touches"


def find_missing_overlap(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield how the days of touches and orders fail to meet.

    An error where no touch lies between a window before the first order and the last order;
    warnings where orders go on for more than two days after the last touch, and where touches go
    on for more than a week after the last order.
    """
    touched, counted = facts.totals.touched, facts.totals.counted
    if touched.first is None or counted.first is None:
        return
    seen = facts.day(touched.first), facts.day(touched.last)
    first, last = facts.day(counted.first), facts.day(counted.last)
    spans = (
        f"the touchpoints are from {format_days(*seen)}, the orders from {format_days(first, last)}"
    )
    longest = max(
        span.hours for each in facts.settings.journeys.lookback for span in each.durations
    )
    if seen[0] > last or seen[1] < first - timedelta(hours=longest):
        yield Finding(
            FindingName.NO_OVERLAP,
            FindingSeverity.ERROR,
            f"{spans}: no touch can have led to an order",
            "export both files for the same days; check the order of day and month in their dates",
        )
        return
    if last - seen[1] > _LATE:
        late = _count_orders_after(facts, seen[1])
        yield Finding(
            FindingName.TOUCHES_END_EARLY,
            FindingSeverity.WARNING,
            f"{spans}: {format_count(late, 'order')} after the last touch",
            f"export the touchpoints up to {last}, or leave these orders out with --to {seen[1]}",
        )
    if seen[1] - last > _LONG:
        yield Finding(
            FindingName.ORDERS_END_EARLY,
            FindingSeverity.WARNING,
            f"{spans}: touches go on for {(seen[1] - last).days:,} days after the last order and"
            " look as if they led to nothing",
            "export the orders up to the day of the last touch",
        )


def _count_orders_after(facts: "CheckSubject", day: date) -> int:
    """Return the counted orders after a day."""
    days = facts.totals.counted.by_day(facts.settings.timezone)
    return int(days.filter(pl.col("day") > day)["rows"].sum())


def find_far_dates(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield rows whose date can only be a mistake.

    Later than the as-of day where one is set, else more than 366 days after 99 % of the file's
    rows; and more than 366 days before 99 % of them. Nothing reads the clock.
    """
    for role, rows in (("touchpoints", facts.totals.touched), ("orders", facts.totals.ordered)):
        bounds = rows.find_plausible_bounds()
        if bounds is None:
            continue
        earlier, later = rows.count_rows(most=bounds[0] - 1), rows.count_rows(least=bounds[1] + 1)
        remedy = f"correct these rows, or the year in {role}.time_format"
        if later:
            yield Finding(
                FindingName.FUTURE_DATES,
                FindingSeverity.WARNING,
                f"{role}: {format_count(later, 'row')} more than a year after 99 % of the"
                f" others, up to {facts.day(rows.last)}; the as-of day may be theirs",
                f"{remedy}; or set --as-of",
            )
        if earlier:
            yield Finding(
                FindingName.ANCIENT_DATES,
                FindingSeverity.WARNING,
                f"{role}: {format_count(earlier, 'row')} more than a year before 99 % of the"
                f" others, down to {facts.day(rows.first)}",
                remedy,
            )
    as_of = facts.settings.rfm.as_of
    beyond = _count_orders_after(facts, as_of) if as_of else 0
    if beyond:
        yield Finding(
            FindingName.FUTURE_DATES,
            FindingSeverity.INFO,
            f"{format_count(beyond, 'order')} come after the as-of day {as_of} and are in"
            " no segment",
            "choose a later --as-of, or leave them out with --to",
        )


RULES: Final = (find_missing_overlap, find_cut_off_orders, find_far_dates)
"""The rules of this file, each a function of the subject that yields what it finds."""
OF_ORDERS: Final = (find_far_dates,)
"""Those that need no touches."""
