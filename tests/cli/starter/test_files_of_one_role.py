"""What `init` writes of several files of one role: what holds for all of them."""

import re
from pathlib import Path

import pytest

from tests.conftest import Run

TOUCHES = "customer_id,touched_at,channel\nanna@example.it,2026-03-20 22:30:00,Email\n"
SHOP = "Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Lineitem price,Id\n"
PLAIN = "order,mail,when,total,Time zone\n"


def write_shop(folder: Path, name: str, currency: str, number: int) -> None:
    day = "2026-03-21 10:00:00 +0100"
    row = f"#{number},anna@example.it,paid,{currency},50.00,{day},Lamp,50.00,{number}\n"
    (folder / name).write_text(SHOP + row)


def write_plain(folder: Path, name: str, zone: str, number: int) -> None:
    row = f"{number},anna@example.it,2026-03-21 10:00:00,50.00,{zone}\n"
    (folder / name).write_text(PLAIN + row)


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    (tmp_path / "touches.csv").write_text(TOUCHES)
    write_shop(tmp_path, "eu.csv", "EUR", 1001)
    write_shop(tmp_path, "it.csv", "EUR", 5001)
    write_shop(tmp_path, "us.csv", "USD", 9001)
    till = "Day;Time;Receipt;E-mail;Amount\n2026-03-21;11:00;0001;anna@example.it;40.00\n"
    (tmp_path / "till.csv").write_text(till)
    write_plain(tmp_path, "rome.csv", "Europe/Rome", 11)
    write_plain(tmp_path, "milan.csv", "Europe/Rome", 21)
    write_plain(tmp_path, "york.csv", "America/New_York", 31)
    return tmp_path


def start(run: Run, folder: Path, *orders: str) -> tuple[str, str]:
    """Return what `init` says and writes, spaces made single."""
    given = (each for name in orders for each in ("--orders", name))
    made = run("init", "--touchpoints", "touches.csv", *given)
    assert made.status == 0
    text = (folder / "merito.yaml").read_text(encoding="utf-8")
    return made.err, re.sub(" +", " ", text)


def test_shops_of_one_currency_share_it(run: Run, shops: Path) -> None:
    said, text = start(run, shops, "eu.csv", "it.csv")
    assert "\ncurrency: EUR # certain: the only one in the orders\n" in text
    assert "set timezone there" in said


def test_a_till_without_a_currency_has_that_of_the_shop(run: Run, shops: Path) -> None:
    said, text = start(run, shops, "till.csv", "eu.csv")
    assert "\ncurrency: EUR # likely: that of eu.csv; till.csv names none\n" in text
    assert "set timezone there" in said


def test_shops_of_two_currencies_leave_it_open(run: Run, shops: Path) -> None:
    said, text = start(run, shops, "it.csv", "us.csv")
    why = "open: EUR in it.csv, USD in us.csv; one of them, and the others in rates"
    assert f"\n# currency: EUR # {why}\n" in text
    assert f"merito: currency: {why}\n" in said
    assert "set timezone and currency there" in said


def test_files_of_one_zone_share_it(run: Run, shops: Path) -> None:
    _, text = start(run, shops, "rome.csv", "milan.csv")
    assert "\n timezone: Europe/Rome # likely: the only one in Time zone\n" in text


def test_files_of_two_zones_leave_it_open(run: Run, shops: Path) -> None:
    said, text = start(run, shops, "rome.csv", "york.csv")
    why = (
        "open: Europe/Rome in rome.csv, America/New_York in york.csv; it would hold for every"
        " file; give each a format with its timezone"
    )
    assert f"\n # timezone: Europe/Rome # {why}\n" in text
    assert f"merito: orders: timezone: {why}\n" in said
    assert "timezone: Europe/Rome (likely" not in said
