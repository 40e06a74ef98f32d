from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

Rows = list[dict[str, str]]

ROME = ZoneInfo("Europe/Rome")
JOURNEY = [
    ("Organic Social", "instagram", "click"),
    ("Organic Search", "", "click"),
    ("Store Visit", "bologna", "visit"),
    ("Paid Shopping", "google_shopping", "click"),
    ("Retargeting", "banner_retargeting", "view"),
    ("Organic Search", "", "click"),
    ("Paid Search", "generic", "click"),
    ("Comparison", "trovaprezzi", "click"),
    ("Retargeting", "banner_retargeting", "view"),
    ("Retargeting", "facebook_retargeting", "click"),
    ("Email", "newsletter", "click"),
    ("Organic Search", "", "click"),
]


def _repeated(rows: Rows) -> int:
    return sum(count - 1 for count in Counter(tuple(row.values()) for row in rows).values())


def _sales(orders: Rows) -> Rows:
    return [row for row in orders if not row["revenue"].startswith("-")]


def _refunds(orders: Rows) -> Rows:
    return [row for row in orders if row["revenue"].startswith("-")]


def _is_real(text: str) -> bool:
    """Tell whether a local time is neither skipped nor ambiguous."""
    local = datetime.fromisoformat(text)
    offsets = {local.replace(tzinfo=ROME, fold=fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 1


def test_the_columns_are_the_standard_ones(
    touches: Rows, orders: Rows, costs: Rows, logins: Rows
) -> None:
    assert list(touches[0]) == ["customer_id", "touched_at", "channel", "campaign", "interaction"]
    assert list(orders[0])[:4] == ["order_id", "customer_id", "ordered_at", "revenue"]
    assert list(orders[0])[4:] == ["sales_channel", "city"]
    assert list(costs[0]) == ["date", "channel", "campaign", "cost", "clicks", "impressions"]
    assert list(logins[0]) == ["alias", "customer_id", "logged_in_at"]


def test_the_shop_has_the_size_that_is_promised(touches: Rows, orders: Rows) -> None:
    people = {row["customer_id"] for row in touches + orders}
    customers = {person for person in people if person.startswith("C-")}
    assert len(touches) == pytest.approx(12_000, rel=0.05)
    assert len({row["order_id"] for row in orders}) == pytest.approx(1_500, rel=0.05)
    assert len(customers) == pytest.approx(2_000, rel=0.05)


def test_everything_lies_within_the_year_in_time_order(touches: Rows, orders: Rows) -> None:
    for times in ([row["touched_at"] for row in touches], [row["ordered_at"] for row in orders]):
        assert times == sorted(times)
        assert times[0][:10] >= "2025-10-01"
        assert times[-1][:10] <= "2026-09-30"


def test_no_local_time_is_skipped_or_ambiguous(touches: Rows, orders: Rows) -> None:
    times = {row["touched_at"] for row in touches} | {row["ordered_at"] for row in orders}
    assert [text for text in times if not _is_real(text)] == []
    assert not _is_real("2026-03-29 02:30:00")
    assert not _is_real("2025-10-26 02:30:00")


def test_orders_fall_on_both_sides_of_the_clocks_changes(orders: Rows) -> None:
    days = {row["ordered_at"][:10] for row in orders}
    for change in (date(2025, 10, 26), date(2026, 3, 29)):
        around = {(change + timedelta(days=offset)).isoformat() for offset in (-1, 0, 1)}
        assert around <= days


def test_the_documented_customer_has_exactly_the_documented_journey(
    touches: Rows, orders: Rows
) -> None:
    met = [row for row in touches if row["customer_id"] == "C-01907"]
    assert [(row["channel"], row["campaign"], row["interaction"]) for row in met] == JOURNEY
    (order,) = (row for row in orders if row["customer_id"] == "C-01907")
    first, last, ordered = (
        datetime.fromisoformat(text)
        for text in (met[0]["touched_at"], met[-1]["touched_at"], order["ordered_at"])
    )
    assert order["order_id"] == "SH-20180"
    assert last < ordered <= first + timedelta(days=30)


def test_a_few_rows_stand_there_twice(touches: Rows, orders: Rows) -> None:
    assert _repeated(touches) == 40
    assert _repeated(_sales(orders)) == 4
    assert _repeated(_refunds(orders)) == 0


def test_rows_of_one_order_agree(orders: Rows) -> None:
    sales = {tuple(row.values()) for row in _sales(orders)}
    assert len({row[0] for row in sales}) == len(sales)


def test_refunds_follow_an_order_of_the_file_and_never_exceed_it(orders: Rows) -> None:
    sales = {row["order_id"]: row for row in _sales(orders)}
    shares = []
    for refund in _refunds(orders):
        order = sales[refund["order_id"]]
        assert order["customer_id"] == refund["customer_id"]
        assert order["ordered_at"] < refund["ordered_at"]
        shares.append(-Decimal(refund["revenue"]) / Decimal(order["revenue"]))
    assert len({row["order_id"] for row in _refunds(orders)}) == len(shares)
    assert max(shares) == 1
    assert sum(share == 1 for share in shares) > 30
    assert sum(share < 1 for share in shares) > 30


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (lambda row: Decimal(row["revenue"]) == 0, 2),
        (lambda row: row["customer_id"] == "" and row["sales_channel"] == "store", 24),
        (lambda row: row["customer_id"] == "" and row["sales_channel"] == "web", 0),
    ],
)
def test_rare_orders(orders: Rows, wanted: Callable[[dict[str, str]], bool], count: int) -> None:
    assert len({row["order_id"] for row in _sales(orders) if wanted(row)}) == count


def test_most_buyers_buy_once_and_some_often(orders: Rows) -> None:
    unique = {row["order_id"]: row["customer_id"] for row in _sales(orders) if row["customer_id"]}
    counts = Counter(Counter(unique.values()).values())
    assert counts[1] > sum(counts.values()) / 2
    assert sum(counts[n] for n in counts if n >= 3) > 50


def test_customers_without_touches_and_touched_people_without_orders(
    touches: Rows, orders: Rows
) -> None:
    touched = {row["customer_id"] for row in touches}
    bought = {row["customer_id"] for row in orders if row["customer_id"]}
    assert len(bought - touched) > 50
    assert len(touched - bought) > 500


def test_ties_in_time_are_rare(touches: Rows) -> None:
    unique = {tuple(row.values()) for row in touches}
    moments = Counter((customer, touched_at) for customer, touched_at, *_ in unique)
    assert sum(count > 1 for count in moments.values()) == 5


def test_there_are_a_dozen_channels_and_three_interactions(touches: Rows) -> None:
    assert len({row["channel"] for row in touches}) == 12
    assert {row["interaction"] for row in touches} == {"click", "view", "visit"}
    visits = {row["channel"] for row in touches if row["interaction"] == "visit"}
    assert visits == {"Store Visit"}


def test_the_store_is_closed_on_sundays(touches: Rows, orders: Rows) -> None:
    times = [row["touched_at"] for row in touches if row["channel"] == "Store Visit"]
    times += [row["ordered_at"] for row in orders if row["sales_channel"] == "store"]
    assert all(datetime.fromisoformat(text).weekday() < 6 for text in times)
    assert all("10:00:00" <= text[11:] <= "19:30:00" for text in times)


def test_costs_cover_every_day_and_at_least_the_known_clicks(touches: Rows, costs: Rows) -> None:
    clicks = Counter(
        (row["touched_at"][:10], row["channel"], row["campaign"])
        for row in {tuple(row.values()): row for row in touches}.values()
        if row["interaction"] == "click"
    )
    paid = {(row["channel"], row["campaign"]) for row in costs}
    assert len(costs) == 365 * len(paid)
    for row in costs:
        assert int(row["clicks"]) >= clicks[row["date"], row["channel"], row["campaign"]]
        assert int(row["impressions"]) >= int(row["clicks"])
        assert Decimal(row["cost"]) >= 0


def test_each_login_joins_a_touched_cookie_to_a_customer(touches: Rows, logins: Rows) -> None:
    last = {row["customer_id"]: row["touched_at"] for row in touches}
    assert len({row["alias"] for row in logins}) == len(logins) > 50
    for row in logins:
        assert last[row["alias"]] < row["logged_in_at"]
        assert row["customer_id"] in last
    aliases = {name for name in last if name.startswith("ck-")}
    assert aliases == {row["alias"] for row in logins}
