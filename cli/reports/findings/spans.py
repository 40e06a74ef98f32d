"""The days that the files span, and how those of touches and orders meet."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.reports.findings.finding import Finding, count, days, share
from cli.reports.findings.names import FindingName, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cli.reports.findings.facts import Facts
    from cli.reports.shop import Shop
    from cli.settings import Duration, Settings

_LATE: Final = timedelta(days=2)
"""Orders may go on so long after the last touch before that is told."""
_LONG: Final = timedelta(days=7)
"""Touches may go on so long after the last order."""
_MANY: Final = 0.05
"""Share of early orders from which on they are a warning."""


@dataclass(frozen=True, slots=True)
class EarlyOrders:
    """Counted orders that come so soon that the touches do not reach back far enough."""

    orders: int
    counted: int
    window: "Duration"
    begun: object
    """Instant of the first touch."""
    last: date
    """Day of the latest of these orders."""


def early_orders(shop: "Shop", settings: "Settings") -> EarlyOrders | None:
    """Return the orders in the first window after the touches begin, None where there are none."""
    if shop.touch_facts is None or shop.touch_facts.begun is None:
        return None
    window, begun = settings.journeys.lookback[0].default, shop.touch_facts.begun
    before = begun + timedelta(microseconds=window.microseconds)
    found = pl.concat(shop.stock.each(partial(_early, before=before)))
    orders, last = found.select(pl.col("orders").sum(), pl.col("last").max()).row(0)
    counted = shop.order_facts.counted.rows
    return EarlyOrders(orders, counted, window, begun, last) if orders else None


def _early(_: pl.DataFrame | None, orders: pl.DataFrame, before: "datetime") -> pl.DataFrame:
    """Return the number of counted orders before an instant, and the day of the last one."""
    early = orders.filter("counted", pl.col("ordered_at") < before)
    return early.select(
        pl.len().cast(pl.Int64).alias("orders"), pl.col("ordered_on").max().alias("last")
    )


def cut_off(facts: "Facts") -> "Iterator[Finding]":
    """Yield how many orders come less than a window after the touches begin."""
    early = early_orders(facts.shop, facts.settings)
    if early is None:
        return
    many = early.orders >= _MANY * early.counted
    yield Finding(
        FindingName.EARLY_ORDERS,
        Severity.WARNING if many else Severity.INFO,
        f"{early.orders:,} of {count(early.counted, 'order')}"
        f" ({share(early.orders, early.counted)}) less than {early.window} after the"
        f" touchpoints begin on {facts.day(early.begun)}: the start of their journeys may be"
        " missing",
        f"--from {early.last + timedelta(days=1)} leaves them out; or export earlier touches",
    )


def overlap(facts: "Facts") -> "Iterator[Finding]":
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
    spans = f"the touchpoints are from {days(*seen)}, the orders from {days(first, last)}"
    longest = max(
        span.hours for each in facts.settings.journeys.lookback for span in each.durations
    )
    if seen[0] > last or seen[1] < first - timedelta(hours=longest):
        yield Finding(
            FindingName.NO_OVERLAP,
            Severity.ERROR,
            f"{spans}: no touch can have led to an order",
            "export both files for the same days; check the order of day and month in their dates",
        )
        return
    if last - seen[1] > _LATE:
        late = _after(facts, seen[1])
        yield Finding(
            FindingName.TOUCHES_END_EARLY,
            Severity.WARNING,
            f"{spans}: {count(late, 'order')} after the last touch",
            f"export the touchpoints up to {last}, or leave these orders out with --to {seen[1]}",
        )
    if seen[1] - last > _LONG:
        yield Finding(
            FindingName.ORDERS_END_EARLY,
            Severity.WARNING,
            f"{spans}: touches go on for {(seen[1] - last).days:,} days after the last order and"
            " look as if they led to nothing",
            "export the orders up to the day of the last touch",
        )


def _after(facts: "Facts", day: date) -> int:
    """Return the counted orders after a day."""
    days = facts.totals.counted.by_day(facts.settings.timezone)
    return int(days.filter(pl.col("day") > day)["rows"].sum())


def far_dates(facts: "Facts") -> "Iterator[Finding]":
    """Yield rows whose date can only be a mistake.

    Later than the as-of day where one is set, else more than 366 days after 99 % of the file's
    rows; and more than 366 days before 99 % of them. Nothing reads the clock.
    """
    for role, rows in (("touchpoints", facts.totals.touched), ("orders", facts.totals.ordered)):
        bounds = rows.plausible()
        if bounds is None:
            continue
        earlier, later = rows.rows(most=bounds[0] - 1), rows.rows(least=bounds[1] + 1)
        remedy = f"correct these rows, or the year in {role}.time_format"
        if later:
            yield Finding(
                FindingName.FUTURE_DATES,
                Severity.WARNING,
                f"{role}: {count(later, 'row')} more than a year after 99 % of the"
                f" others, up to {facts.day(rows.last)}; the as-of day may be theirs",
                f"{remedy}; or set --as-of",
            )
        if earlier:
            yield Finding(
                FindingName.ANCIENT_DATES,
                Severity.WARNING,
                f"{role}: {count(earlier, 'row')} more than a year before 99 % of the"
                f" others, down to {facts.day(rows.first)}",
                remedy,
            )
    as_of = facts.settings.rfm.as_of
    beyond = _after(facts, as_of) if as_of else 0
    if beyond:
        yield Finding(
            FindingName.FUTURE_DATES,
            Severity.INFO,
            f"{count(beyond, 'order')} come after the as-of day {as_of} and are in no segment",
            "choose a later --as-of, or leave them out with --to",
        )
