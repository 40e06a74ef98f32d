"""A year typed wrong in one order, from whose day every recency counts back."""

from pathlib import Path

import pytest

from tests.conftest import Run

NOTE = (
    "merito: the as-of day 2062-03-31 is that of the latest order, more than a year after the last"
    " orders of 119 of 120 customers: correct its date if that is wrong, or set --as-of 2026-03-30"
)


def write_orders(folder: Path, customers: int, last: str) -> None:
    days = [(each, f"2026-03-{1 + each % 30:02d}") for each in range(customers - 1)]
    again = [(each, f"2026-02-{1 + each % 7:02d}") for each in range(0, customers, 3)]
    rows = [
        f"{order},c{each},{day},50.00\n"
        for order, (each, day) in enumerate([*days, *again, (customers, last)])
    ]
    (folder / "orders.csv").write_text("order_id,customer_id,ordered_at,revenue\n" + "".join(rows))


@pytest.mark.parametrize("command", ["rfm", "value", "report"])
def test_the_latest_order_may_have_another_year(run: Run, tmp_path: Path, command: str) -> None:
    write_orders(tmp_path, 120, "2062-03-31")
    assert NOTE in run(command, "--orders", "orders.csv").err.splitlines()
    told = run(command, "--orders", "orders.csv", "--as-of", "2026-03-30").err
    assert "more than a year after" not in told


@pytest.mark.parametrize(("customers", "last"), [(120, "2026-12-31"), (50, "2062-03-31")])
def test_nothing_is_said_of_a_day_that_may_be_right(
    run: Run, tmp_path: Path, customers: int, last: str
) -> None:
    write_orders(tmp_path, customers, last)
    assert "more than a year after" not in run("rfm", "--orders", "orders.csv").err
