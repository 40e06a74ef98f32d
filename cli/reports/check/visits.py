"""Touches that are events inside of visits rather than visits."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.direct import find_direct_channels
from cli.inputs.touchpoints.read import FURTHER_EVENTS
from cli.inputs.touchpoints.visits import GAP
from cli.money import format_money
from cli.reports.check.finding import Finding
from cli.reports.check.finding_names import FindingName, FindingSeverity
from cli.reports.own_pages import find_own_pages
from cli.reports.payment_pages import sum_paid_orders
from cli.settings.generated.flow_style import to_flow
from cli.wording import format_count, format_examples, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.reports.check.subject import CheckSubject

_MANY: Final = 0.1
_INSIDE: Final = "inside"
_REFERRAL: Final = "Referral"


def find_visits_by_gap(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield that visits were made of events that name none."""
    if facts.touches.visits_by_gap:
        lines = [each for each in facts.touches.lines if each.line == FURTHER_EVENTS]
        further = sum(line.rows for line in lines)
        yield Finding(
            FindingName.VISITS_BY_GAP,
            FindingSeverity.INFO,
            "the events of the touchpoints name no visit, so one ends after 30 minutes without an"
            f" event: {format_count(further, 'event')} of {facts.touches.rows:,} taken into the"
            " visit before",
            "export ga_session_id with the events",
        )


def find_events(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield direct touches less than half an hour after another one of their customer.

    So are those at the very instant of an order, which are the purchase itself. From a tenth of
    all touches on: people seldom come a second time so soon, and clicks inside of a site say no
    source.
    """
    channels = facts.totals.channels
    direct = find_direct_channels(channels, frozenset(facts.settings.channels.direct))
    total = sum(channels.values())
    if sum(channels.get(name, 0) for name in direct) < _MANY * total:
        return
    # Counted first: most shops have few, and the orders behind them are not needed.
    rows = sum(facts.shop.stock.map_each(partial(_count_inside, direct)))
    if rows < _MANY * total or not rows:
        return
    found = pl.concat(list(facts.shop.stock.map_each(partial(_sum_orders_behind, direct)))).sum()
    orders, money = found.row(0)
    yield Finding(
        FindingName.EVENTS_AS_TOUCHES,
        FindingSeverity.WARNING,
        f"{rows:,} of {total:,} touches ({format_share(rows, total)}) are direct and less than 30"
        " minutes after another one of their customer, or at the instant of an order: events inside"
        f" of visits, it seems, which come last before {format_count(orders, 'order')}"
        f" ({format_money(money)})",
        "export a row a visit; or map what names the visit of each event: touchpoints.columns:"
        " {touchpoint_id: NAME}",
    )


def find_payment_pages(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield touches that come from pages of payment, and the orders right after them."""
    paid = sum_paid_orders(facts.shop)
    if not paid.rows:
        return
    pages = facts.touches.paying
    rows, total = sum(pages.values()), sum(facts.totals.channels.values())
    ranked = sorted(pages, key=lambda name: (-pages[name], name))
    yield Finding(
        FindingName.PAYMENT_PAGES,
        FindingSeverity.WARNING,
        f"{rows:,} of {total:,} touches ({format_share(rows, total)}) come from pages of payment"
        f" ({format_examples([f'{name} {pages[name]:,}' for name in ranked])}), last before"
        f" {format_count(paid.rows, 'order')} ({format_money(paid.amount)}) within an hour:"
        " customers who come back from paying, whom another channel won",
        f"leave them out with channels: {{ignore: {to_flow(ranked)}}}",
    )


def find_links_inside(facts: "CheckSubject") -> "Iterator[Finding]":
    """Yield touches that come from pages of the shop itself, from a tenth of all touches on."""
    total = sum(facts.totals.channels.values())
    if facts.totals.channels.get(_REFERRAL, 0) < _MANY * total or not total:
        return
    own = find_own_pages(facts.shop, total)
    if own is not None:
        yield Finding(
            FindingName.OWN_PAGES,
            FindingSeverity.WARNING,
            f"{own.touches:,} of {total:,} touches ({format_share(own.touches, total)}) come from"
            f" {own.source}, most of them less than 30 minutes after another one of their customer:"
            " pages of the shop itself, it seems, last before"
            f" {format_count(own.behind.rows, 'order')} ({format_money(own.behind.amount)})",
            f"leave them out with channels: {{ignore: {to_flow([own.source])}}}",
        )


def _count_inside(
    direct: frozenset[str], touches: pl.DataFrame | None, orders: pl.DataFrame
) -> int:
    """Return the number of touches inside of visits."""
    marked = _mark_inside(direct, touches, orders)
    return int(marked.select(pl.col(_INSIDE).sum()).collect().item())


def _sum_orders_behind(
    direct: frozenset[str], touches: pl.DataFrame | None, orders: pl.DataFrame
) -> pl.DataFrame:
    """Return one row: the orders right after a touch inside of a visit, and their revenue."""
    found = (
        orders.lazy()
        .filter("counted", pl.col("customer_id").is_not_null())
        .select("customer_id", "ordered_at", "revenue")
        .sort("ordered_at")
        .join_asof(
            _mark_inside(direct, touches, orders).sort("touched_at", maintain_order=True),
            left_on="ordered_at",
            right_on="touched_at",
            by="customer_id",
            check_sortedness=False,
        )
        .filter(_INSIDE)
    )
    return found.select(orders=pl.len().cast(pl.Int64), money=pl.col("revenue").sum()).collect()


def _mark_inside(
    direct: frozenset[str], touches: pl.DataFrame | None, orders: pl.DataFrame
) -> pl.LazyFrame:
    """Return the touches, those of a customer in their order, and which are inside of visits.

    Columns `customer_id`, `touched_at` and `inside`. Lists of each customer's touches take an
    eighth of the time of a difference `over` customers whose ids are texts.
    """
    assert touches is not None  # noqa: S101 - read_shop reads them
    is_direct = pl.col("channel").cast(pl.String).is_in(direct)
    bought = orders.select("customer_id", touched_at="ordered_at").drop_nulls().unique()
    at_order = pl.struct("customer_id", "touched_at").is_in(bought.to_struct().implode())
    same = pl.col("customer") == pl.col("customer").shift()
    soon = same & (pl.col("touched_at").diff() < GAP)
    return (
        touches.lazy()
        .select("customer_id", "touched_at", direct=is_direct, at_order=at_order)
        .sort("touched_at", maintain_order=True)
        .group_by("customer_id")
        .agg("touched_at", "direct", "at_order")
        .with_row_index("customer")
        .explode("touched_at", "direct", "at_order")
        .select(
            "customer_id",
            "touched_at",
            (pl.col("direct") & (soon | pl.col("at_order"))).fill_null(value=False).alias(_INSIDE),
        )
    )


RULES: Final = (find_visits_by_gap, find_events, find_payment_pages, find_links_inside)
"""The rules of this file, each a function of the subject that yields what it finds."""
