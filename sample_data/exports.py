"""The year as the files that the shop's systems would export."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from sample_data.blemishes import Login, repeated
from sample_data.dice import Dice
from sample_data.needs import Touch
from sample_data.readme_tables import tables
from sample_data.spending import Spending
from sample_data.truths import TRUTHS
from sample_data.year import Sale, Year

REPEATED_TOUCHES = 40
REPEATED_ORDERS = 4

Row = tuple[str | int, ...]
"""One line of a file."""


def exports(year: Year, readme: str) -> dict[str, str]:
    """Give the text of each file by its name; `readme` is the page whose tables are renewed."""
    return {
        "touchpoints.csv": _touchpoints(year.touches),
        "orders.csv": _orders(year.sales),
        "costs.csv": _costs(year.spending),
        "logins.csv": _logins(year.logins),
        "README.md": _renewed(readme, year),
    }


def _touchpoints(touches: list[Touch]) -> str:
    rows: list[Row] = [
        (t.customer_id, _time(t.touched_at), t.tactic.channel, t.tactic.campaign, t.interaction)
        for t in touches
    ]
    header = ("customer_id", "touched_at", "channel", "campaign", "interaction")
    return _csv(header, repeated(rows, REPEATED_TOUCHES, Dice(f"{TRUTHS.seed} touches twice")))


def _orders(sales: list[Sale]) -> str:
    """Write orders and refunds in time order; a refund is a negative row of its order."""
    ordered = [_order(sale, sale.order.ordered_at, sale.order.cents) for sale in sales]
    refunded = [
        _order(sale, sale.refund.refunded_at, -sale.refund.cents) for sale in sales if sale.refund
    ]
    twice = repeated(ordered, REPEATED_ORDERS, Dice(f"{TRUTHS.seed} orders twice"))
    header = ("order_id", "customer_id", "ordered_at", "revenue", "sales_channel", "city")
    return _csv(header, sorted(twice + refunded, key=lambda row: row[2]))


def _order(sale: Sale, instant: datetime, cents: int) -> Row:
    order = sale.order
    revenue = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
    when = _time(instant)
    return sale.order_id, order.customer_id, when, revenue, order.sales_channel, order.city


def _costs(spending: list[Spending]) -> str:
    header = ("date", "channel", "campaign", "cost", "clicks", "impressions")
    return _csv(
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


def _logins(logins: list[Login]) -> str:
    rows = [(login.alias, login.customer_id, _time(login.logged_in_at)) for login in logins]
    return _csv(("alias", "customer_id", "logged_in_at"), rows)


def _time(instant: datetime) -> str:
    return instant.isoformat(sep=" ", timespec="seconds")


def _csv(header: Row, rows: Iterable[Row]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _renewed(readme: str, year: Year) -> str:
    """Give the page with the year's tables between their marks."""
    for name, table in tables(year).items():
        before, begin, rest = readme.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        readme = f"{before}{begin}{table}\n{end}{after}"
    return readme
