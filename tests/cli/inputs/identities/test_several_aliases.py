"""Lists of customers with a card, a telephone and a cookie beside each address."""

from pathlib import Path

import pytest

from tests.conftest import Run

ORDERS = (
    "order_id,customer_id,ordered_at,revenue\n1,anna@x.it,2026-03-22 10:00:00,50.00\n"
    "2,bea@x.it,2026-03-22 11:00:00,70.00\n3,carla@x.it,2026-03-22 12:00:00,90.00\n"
)
TOUCHES = (
    "customer_id,touched_at,channel\n0042,2026-03-20 10:00:00,Store Visit\n"
    '"+39 335 1000195",2026-03-20 11:00:00,Phone\n929.170,2026-03-20 12:00:00,Email\n'
)
CUSTOMERS = (
    "Email,Card,Phone,GA,Age\nanna@x.it,0042,+39 335 1,111.170,33\n"
    "bea@x.it,0043,+39 335 1000195,,33\ncarla@x.it,,,929.170,33\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "touches.csv").write_text(TOUCHES)
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    return tmp_path


def start(run: Run) -> str:
    files = ("--touchpoints", "touches.csv", "--orders", "orders.csv")
    return run("init", *files, "--identities", "customers.csv").err


def test_each_id_of_a_row_leads_to_its_customer(run: Run) -> None:
    assert "customers.csv: Card, Phone and GA lead to Email (likely" in start(run)
    told = run("check", "--show", "ledger").err
    assert "3 login rows: 3 of aliases that lead to one customer" in told
    assert "3 gained: under an alias of one customer" in told
    assert "3 orders: 3 with a touch in the window" in told


def test_numbers_that_are_ids_of_others_by_chance_lead_nowhere(run: Run, folder: Path) -> None:
    rows = [f"{each},c{each}@x.it,4000{each:06d},{each * 53 % 400}\n" for each in range(1, 101)]
    (folder / "customers.csv").write_text("Number,Email,Card,Points\n" + "".join(rows))
    sold = [f"{each},{each},2026-03-22,50.00\n" for each in range(1, 101)]
    (folder / "orders.csv").write_text("order_id,customer_id,ordered_at,revenue\n" + "".join(sold))
    met = [
        f"c{each}@x.it,2026-03-20,Email\n4000{each:06d},2026-03-20,Store\n"
        for each in range(1, 101)
    ]
    (folder / "touches.csv").write_text("customer_id,touched_at,channel\n" + "".join(met))
    assert "customers.csv: Email and Card lead to Number (likely" in start(run)


def test_ids_that_a_spreadsheet_rounded_are_found_in_each_column(run: Run, folder: Path) -> None:
    start(run)
    (folder / "customers.csv").write_text(CUSTOMERS.replace("111.170", "1.23E+15"))
    refused = run("check")
    assert refused.status == 1
    assert '"1.23E+15" is a long number that a spreadsheet has rounded' in refused.err
