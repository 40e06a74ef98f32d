"""The same shop exported in several ways gives the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from tests.running import inside

ROME: Final = ZoneInfo("Europe/Rome")
START: Final = datetime(2026, 3, 20, tzinfo=ROME)
Row = tuple[str, str, datetime, int]


def text(header: str, rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerow(header.split(","))
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return made.getvalue()


def shop() -> tuple[list[Row], list[Row]]:
    """Touches (id, customer, time, nothing) with the medium as id, and orders (… , cents)."""
    random = Random(4)  # noqa: S311 - no secrets
    people = [f"perché{n}@example.it" for n in range(30)]

    def moment() -> datetime:
        later = START.astimezone(ZoneInfo("UTC")) + timedelta(seconds=random.randrange(20 * 86_400))
        return later.astimezone(ROME)

    touches = [(random.choice(["cpc", "email", "(none)"]), p, moment(), 0) for p in people * 5]
    orders = [
        (str(n), random.choice(people), moment(), random.randrange(1, 99_999)) for n in range(60)
    ]
    return touches, orders


def standard(folder: Path) -> str:
    touches, orders = shop()
    (folder / "t.csv").write_text(
        text(
            "customer_id,touched_at,channel",
            [[who, t.isoformat(), what] for what, who, t, _ in touches],
        ),
        encoding="utf-8",
    )
    (folder / "o.csv").write_text(
        text(
            "order_id,customer_id,ordered_at,revenue",
            [[id_, who, t.isoformat(), f"{cents / 100:.2f}"] for id_, who, t, cents in orders],
        ),
        encoding="utf-8",
    )
    return "touchpoints: {files: t.csv}\norders: {files: o.csv}\n"


def shopify_and_ga4(folder: Path) -> str:
    touches, orders = shop()
    events = [[who, str(int(t.timestamp()) * 1_000_000), "x", what] for what, who, t, _ in touches]
    (folder / "events.csv").write_text(
        text("user_pseudo_id,event_timestamp,source,medium", events), encoding="utf-8"
    )
    rows = []
    for id_, who, t, cents in orders:
        at = t.strftime("%Y-%m-%d %H:%M:%S %z")
        rows.append(
            [f"#{id_}", who, "paid", "EUR", f"{cents / 100:.2f}", at, "Lampada", "0.00", id_]
        )
        rows.append([f"#{id_}", who, "", "", "", "", "Lampadina", "", ""])
    header = (
        "Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Refunded Amount,Id"
    )
    (folder / "shop.csv").write_text(text(header, rows), encoding="utf-8")
    return (
        "touchpoints: {files: events.csv, columns: {channel: medium}}\norders: {files: shop.csv}\n"
    )


def italian(folder: Path) -> str:
    """Times are local, with an hour that a clock change skips between them."""
    touches, orders = shop()
    form = "%d/%m/%Y %H:%M:%S"
    said = [[who, t.strftime(form), what] for what, who, t, _ in touches]
    (folder / "contatti.csv").write_bytes(
        text("customer_id,touched_at,channel", said, ";").encode("cp1252")
    )
    sales = [
        [id_, who, t.strftime(form), f"{cents / 100:.2f}".replace(".", ",")]
        for id_, who, t, cents in orders
    ]
    (folder / "ordini.csv").write_bytes(
        text("order_id,customer_id,ordered_at,revenue", sales, ";").encode("cp1252")
    )
    how = f'encoding: cp1252, time_format: "{form}"'
    return (
        f"touchpoints: {{files: contatti.csv, {how}}}\n"
        f'orders: {{files: ordini.csv, decimal: ",", {how}}}\n'
    )


@pytest.mark.parametrize("command", [("compare",), ("rfm", "--customers")])
def test_the_same_shop_three_ways(command: tuple[str, ...], tmp_path: Path) -> None:
    printed = []
    for place, write in enumerate((standard, shopify_and_ga4, italian)):
        folder = tmp_path / str(place)
        folder.mkdir()
        settings = "timezone: Europe/Rome\nmodels: [last, linear, time_decay]\n" + write(folder)
        (folder / "merito.yaml").write_text(settings, encoding="utf-8")
        done = inside(*command, "-q", cwd=folder)
        assert done.err == ""
        printed.append(done.out)
    assert len(printed[0].splitlines()) > 3
    assert printed[0] == printed[1] == printed[2]
