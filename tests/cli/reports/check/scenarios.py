"""What is done to the files of a shop of ordinary days to provoke each finding."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tests.cli.reports.check.cost_scenarios import COST_SCENARIOS
from tests.cli.reports.check.id_scenarios import ID_SCENARIOS
from tests.cli.reports.check.shop import START, Files, day, orders, touches


def no_orders(files: Files) -> None:
    files.orders = [*files.orders, *((each[0], each[1], each[2], -20) for each in files.orders)]


def events_as_touches(files: Files) -> None:
    visits = [row for row in files.touches if str(row[0]).endswith("-0")]
    pages = [(row[0], str(row[1]).replace("09:00", "09:07"), "(direct)") for row in visits]
    files.touches = [*files.touches, *pages]


def payment_pages(files: Files) -> None:
    files.touch_header = "customer_id,touched_at,source,medium"
    returns = [
        (row[1], str(row[2]).replace("10:00:00", "09:58:00"), "www.paypal.com", "referral")
        for row in files.orders[:4]
    ]
    tagged = (returns[0][0], returns[0][1], "paypal.com", "cpc")
    files.touches = [(*row[:2], "mail", "email") for row in files.touches]
    files.touches += [*returns, tagged, ("c100-0", day(100, "08:00:00"), "pay.klarna.com", "")]


def own_pages(files: Files) -> None:
    files.touch_header = "customer_id,touched_at,source,medium"
    entries = [(*row[:2], "blog.example", "referral") for row in files.touches]
    pages = [
        (who, str(at).replace("09:00", "09:07"), "shop.example", "referral")
        for who, at, *_ in entries[120:180]
    ]
    files.touches = [*entries, *pages]


def visits_by_gap(files: Files) -> None:
    files.touch_header = "user_pseudo_id,event_timestamp,event_name,source,medium"
    visits = [(row[0], _stamp(row[1]), "session_start", "mail", "email") for row in files.touches]
    pages = [(row[0], row[1] + 60_000_000, "page_view", "", "") for row in visits]
    files.touches = [*visits, *pages]


def _stamp(moment: object) -> int:
    return int(datetime.fromisoformat(f"{moment}+00:00").timestamp()) * 1_000_000


def whole_amounts(files: Files) -> None:
    files.orders = [(name, who, at, int(f"50{money}9")) for name, who, at, money in files.orders]
    files.settings = "currency: EUR\n"


def repeated_amounts(files: Files) -> None:
    files.settings = "orders: {files: orders.csv, rows: line_items}\n"
    files.orders = [*files.orders, *files.orders[:2]]


def few_orders(files: Files) -> None:
    files.orders = files.orders[:99]


def doubtful_statuses(files: Files) -> None:
    files.order_header += ",status"
    words = ("Paid", "Sonderfall")
    files.orders = [(*row, words[place == 0]) for place, row in enumerate(files.orders)]


def low_coverage(files: Files) -> None:
    files.orders = [(*row[:1], f"x{row[1]}", *row[2:]) for row in files.orders]


def no_overlap(files: Files) -> None:
    files.orders = orders(range(300, 360))


def touches_end_early(files: Files) -> None:
    files.touches = touches(range(100))


def orders_end_early(files: Files) -> None:
    files.orders = orders(range(31, 100))


def early_orders(files: Files) -> None:
    files.orders = orders(range(100))


def future_dates(files: Files) -> None:
    files.orders += [("typo", "c50-0", day(4000), 10)]


def ancient_dates(files: Files) -> None:
    files.touches += [("c50-0", "1970-01-01 00:00:00", "Email")]


def touch_gaps(files: Files) -> None:
    files.touches = touches(range(50)) + touches(range(57, 120))


def touch_shift(files: Files) -> None:
    files.touches = touches(range(60), 9) + touches(range(60, 120))


def order_shift(files: Files) -> None:
    files.orders = orders(range(31, 75), 2) + orders(range(75, 120), 8)


def busy_customers(files: Files) -> None:
    files.touches += [("robot", day(80, f"0{n // 60}:{n % 60:02}:30"), "Email") for n in range(300)]


def currency(files: Files) -> None:
    files.order_header += ",currency"
    files.orders = [(*row, "usd") for row in files.orders]
    files.settings = "currency: EUR"


def unknown_channels(files: Files) -> None:
    files.settings = "channels: {direct: [Direkt]}"


def unknown_interactions(files: Files) -> None:
    files.touch_header += ",interaction"
    files.touches = [(*row, "click") for row in files.touches]
    files.settings = "journeys: {lookback: {default: 30d, viewed: 1d}}"


def shared_costs(files: Files) -> None:
    files.settings = "costs: {files: [costs.csv, again.csv]}"


def similar_channels(files: Files) -> None:
    files.touches += [("c50-0", day(50), "e-mail")]


def unassigned_channels(files: Files) -> None:
    files.touches += [("c50-0", day(50), "Unassigned"), ("c51-0", day(50), "")]


def bad_rows(files: Files) -> None:
    files.orders += [("o1", "c50-0", "yesterday", 10)]
    files.settings = "max_bad_rows: 1"


def touches_without_id(files: Files) -> None:
    files.touches += [("", day(50), "Email")]


def duplicate_rows(files: Files) -> None:
    files.touches += files.touches[150:151]


def possible_duplicates(files: Files) -> None:
    files.touches += [("c50-0", START + timedelta(days=50), "Email")] * 2


def dates_without_times(files: Files) -> None:
    files.orders += [("o1", "c50-0", START + timedelta(days=50), 10)]


def unknown_refunds(files: Files) -> None:
    files.orders += [("gone", "c50-0", day(50), -10)]


def negative_orders(files: Files) -> None:
    files.orders += [("o50-0", "c50-0", day(51), -11)]


def outlier_orders(files: Files) -> None:
    files.orders += [("large", "c50-0", day(50), 5000)]


SCENARIOS: dict[str, tuple[Callable[[Files], None], str]] = {
    "no-orders": (no_orders, "none of 178 orders counts: refunded, or outside the days asked for"),
    "few-orders": (few_orders, "99 orders only: shares of channels are mostly chance"),
    "doubtful-statuses": (
        doubtful_statuses,
        "orders count though nothing is known of their status: Sonderfall 1 (10.00)",
    ),
    "low-coverage": (
        low_coverage,
        (
            "0 of 178 orders (0.0 %, 0.0 % of the revenue) have a touch in the 30d before; most of"
            " the others (178 orders, 1,869.00): id never in the touchpoints"
        ),
    ),
    "no-overlap": (
        no_overlap,
        (
            "the touchpoints are from 2026-01-01 to 2026-04-30, the orders from 2026-10-28 to"
            " 2026-12-26: no touch can have led to an order"
        ),
    ),
    "touches-end-early": (
        touches_end_early,
        (
            "the touchpoints are from 2026-01-01 to 2026-04-10, the orders from 2026-02-01 to"
            " 2026-04-30: 40 orders after the last touch"
        ),
    ),
    "orders-end-early": (
        orders_end_early,
        (
            "the touchpoints are from 2026-01-01 to 2026-04-30, the orders from 2026-02-01 to"
            " 2026-04-10: touches go on for 20 days after the last order and look as if they led to"
            " nothing"
        ),
    ),
    "early-orders": (
        early_orders,
        (
            "60 of 200 orders (30.0 %) less than 30d after the touchpoints begin on"
            " 2026-01-01: the start of their journeys may be missing"
        ),
    ),
    "future-dates": (
        future_dates,
        (
            "orders: 1 row more than a year after 99 % of the others, up to 2036-12-14; the as-of"
            " day may be theirs"
        ),
    ),
    "ancient-dates": (
        ancient_dates,
        "touchpoints: 1 row more than a year before 99 % of the others, down to 1970-01-01",
    ),
    "touch-gaps": (
        touch_gaps,
        (
            "7 days without any touch, though their weekdays usually have some: 2026-02-20 to"
            " 2026-02-26"
        ),
    ),
    "touch-shift": (touch_shift, "the level of touches jumps: on 2026-03-02 from 63 to 21 a week"),
    "order-shift": (order_shift, "the level of orders jumps: on 2026-03-17 from 14 to 56 a week"),
    "busy-customers": (
        busy_customers,
        (
            "1 customer with more than 100 touches, where 99 % have at most 1, holding 45.5 % of"
            ' all touches: "robot" (300)'
        ),
    ),
    "currency": (currency, "the orders are in USD, and the report calls them EUR"),
    "unknown-channels": (
        unknown_channels,
        'channels.direct: no touch has the channel "Direkt"; channels: Email',
    ),
    "unknown-interactions": (
        unknown_interactions,
        (
            'journeys.lookback.viewed: no touch has the interaction "viewed", so this window is'
            " never used; there are click"
        ),
    ),
    "shared-costs": (
        shared_costs,
        (
            "costs: costs.csv and again.csv both hold 1 day of the same campaign (20.00 together),"
            " added up: right for two accounts, twice the money for one account exported twice"
        ),
    ),
    **ID_SCENARIOS,
    **COST_SCENARIOS,
    "similar-channels": (
        similar_channels,
        'channels that look like one: "Email" (360) and "e-mail" (1)',
    ),
    "unassigned-channels": (
        unassigned_channels,
        "2 of 362 touches (0.6 %) have the channel Unassigned or none",
    ),
    "bad-rows": (
        bad_rows,
        (
            "orders: 1 of 179 rows (0.6 %) left out because of bad values, which max_bad_rows: 1"
            " allows"
        ),
    ),
    "touches-without-id": (
        touches_without_id,
        "touchpoints: 1 of 361 rows (0.3 %) without customer_id, which lead to no order",
    ),
    "duplicate-rows": (
        duplicate_rows,
        "touchpoints: 1 of 361 rows (0.3 %) repeated and counted once",
    ),
    "possible-duplicates": (
        possible_duplicates,
        (
            "touchpoints: 1 row equal to another of the same date and kept: without a time of day"
            " it may be a visit of its own"
        ),
    ),
    "dates-without-times": (
        dates_without_times,
        "orders: 1 of 179 rows with a date but no time, read as the last instant of the day",
    ),
    "events-as-touches": (
        events_as_touches,
        (
            "120 of 480 touches (25.0 %) are direct and less than 30 minutes after another one of"
            " their customer, or at the instant of an order: events inside of visits, it seems,"
            " which come last before 89 orders (890.00)"
        ),
    ),
    "payment-pages": (
        payment_pages,
        (
            "5 of 366 touches (1.4 %) come from pages of payment (www.paypal.com 4, pay.klarna.com"
            " 1), last before 3 orders (32.00) within an hour: customers who come back from paying,"
            " whom another channel won"
        ),
    ),
    "own-pages": (
        own_pages,
        (
            "60 of 420 touches (14.3 %) come from shop.example, most of them less than 30 minutes"
            " after another one of their customer: pages of the shop itself, it seems, last before"
            " 40 orders (420.00)"
        ),
    ),
    "visits-by-gap": (
        visits_by_gap,
        (
            "the events of the touchpoints name no visit, so one ends after 30 minutes without an"
            " event: 360 events of 720 taken into the visit before"
        ),
    ),
    "repeated-amounts": (
        repeated_amounts,
        (
            "in each of the 2 orders of several lines all lines have one amount; 21.00 count twice"
            " if it is the order's total"
        ),
    ),
    "whole-amounts": (
        whole_amounts,
        (
            "all 178 orders are of whole amounts, 50,114.00 on average and few of them round, as"
            " those in cents are"
        ),
    ),
    "unknown-refunds": (
        unknown_refunds,
        "1 refund (-10.00) of orders that the files do not hold, which lowers no revenue",
    ),
    "negative-orders": (
        negative_orders,
        '1 order with more given back than paid (-1.00 in all): "o50-0" (-1.00)',
    ),
    "outlier-orders": (
        outlier_orders,
        (
            "1 order of more than 50 times the median of 11.00, 72.8 % of the revenue:"
            ' "large" (5,000.00)'
        ),
    ),
}
ERRORS = {"no-orders", "low-coverage", "no-overlap"}


def written(folder: Path, scenario: Callable[[Files], None]) -> None:
    files = Files()
    scenario(files)
    files.write(folder)
    (folder / "logins.csv").write_text(
        f"alias,customer_id,logged_in_at\ntablet,c1-0,{day(90)}\ntablet,c2-0,{day(91)}\n",
        encoding="utf-8",
    )
    for name in ("costs.csv", "again.csv"):
        (folder / name).write_text("date,channel,cost\n2026-02-01,Email,10.00\n", encoding="utf-8")
