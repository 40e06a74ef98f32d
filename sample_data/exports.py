"""The year as the files that the shop's systems would export."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from sample_data.blemishes import Login, repeat_rows
from sample_data.dice import Dice
from sample_data.needs import Touch
from sample_data.readme_tables import make_tables
from sample_data.spending import Spending
from sample_data.truths import TRUTHS
from sample_data.year import Sale, Year

REPEATED_TOUCHES = 40
REPEATED_ORDERS = 4

Row = tuple[str | int, ...]
"""One line of a file."""


def make_exports(year: Year, readme: str) -> dict[str, str]:
    """Give the text of each file by its name; `readme` is the page whose tables are renewed."""
    return {
        "touchpoints.csv": _format_touchpoints(year.touches),
        "orders.csv": _format_orders(year.sales),
        "costs.csv": _format_costs(year.spending),
        "logins.csv": _format_logins(year.logins),
        "README.md": _renew_readme(readme, year),
    }


def _format_touchpoints(touches: list[Touch]) -> str:
    rows: list[Row] = [
        (
            t.customer_id,
            _format_time(t.touched_at),
            t.tactic.channel,
            t.tactic.campaign,
            t.interaction,
        )
        for t in touches
    ]
    header = ("customer_id", "touched_at", "channel", "campaign", "interaction")
    return _format_csv(
        header, repeat_rows(rows, REPEATED_TOUCHES, Dice(f"{TRUTHS.seed} touches twice"))
    )


def _format_orders(sales: list[Sale]) -> str:
    """Write orders and refunds in time order; a refund is a negative row of its order."""
    ordered = [_make_order_row(sale, sale.order.ordered_at, sale.order.cents) for sale in sales]
    refunded = [
        _make_order_row(sale, sale.refund.refunded_at, -sale.refund.cents)
        for sale in sales
        if sale.refund
    ]
    twice = repeat_rows(ordered, REPEATED_ORDERS, Dice(f"{TRUTHS.seed} orders twice"))
    header = ("order_id", "customer_id", "ordered_at", "revenue", "sales_channel", "city")
    return _format_csv(header, sorted(twice + refunded, key=lambda row: row[2]))


def _make_order_row(sale: Sale, instant: datetime, cents: int) -> Row:
    order = sale.order
    revenue = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
    when = _format_time(instant)
    return sale.order_id, order.customer_id, when, revenue, order.sales_channel, order.city


def _format_costs(spending: list[Spending]) -> str:
    header = ("date", "channel", "campaign", "cost", "clicks", "impressions")
    return _format_csv(
        header,
        (
            (
                s.day.isoformat(),
                s.tactic.channel,
                s.tactic.campaign,
                f"{s.cents // 100}.{s.cents % 100:02}",
                s.clicks,
                s.impressions,
            )
            for s in spending
        ),
    )


def _format_logins(logins: list[Login]) -> str:
    rows = [(login.alias, login.customer_id, _format_time(login.logged_in_at)) for login in logins]
    return _format_csv(("alias", "customer_id", "logged_in_at"), rows)


def _format_time(instant: datetime) -> str:
    return instant.isoformat(sep=" ", timespec="seconds")


def _format_csv(header: Row, rows: Iterable[Row]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _renew_readme(readme: str, year: Year) -> str:
    """Give the page with the year's tables between their marks."""
    for name, table in make_tables(year).items():
        before, begin, rest = readme.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        readme = f"{before}{begin}{table}\n{end}{after}"
    return readme
