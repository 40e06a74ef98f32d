"""All orders over all costs: how sure, and of how many customers nothing is said."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

CUSTOMERS = [f"c{number}" for number in range(12)]
OF_NEW = ("new_conversions", "new_revenue", "cac", "nc_roas")
OF_ALL = ("conversions", "revenue", "roas", "roi", "cpa", "cost_to_revenue")


def write_shop(folder: Path) -> None:
    """Write a shop of 12 customers, three of whom bought in January as well, most in February."""
    lines = [f"f{who},{who},2026-02-10,{100 + place}.00" for place, who in enumerate(CUSTOMERS)]
    lines += [f"j{who},{who},2026-01-10,50.00" for who in CUSTOMERS[:3]]
    # Whose orders these are nobody knows: a customer each, and none of them new.
    lines += ["x1,,2026-02-11,10.00", "x2,,2026-03-11,10.00"]
    # The others bought in March again, who are five with the one unknown.
    lines += [f"m{who},{who},2026-03-10,70.00" for who in CUSTOMERS[8:]]
    files = {
        "o.csv": ["order_id,customer_id,ordered_at,revenue", *lines],
        "t.csv": ["customer_id,touched_at,channel", "c1,2026-02-01 10:00:00,A"],
        "c.csv": ["date,channel,cost", "2026-02-10,A,20.00", "2026-03-10,A,20.00"],
    }
    for name, rows in files.items():
        (folder / name).write_text("\n".join([*rows, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    ("month", "sure"),
    [("2026-02", OF_ALL), ("2026-03", ()), ("2026-01..2026-03", OF_ALL + OF_NEW)],
)
def test_of_fewer_than_10_customers_there_is_no_interval(
    run: Run, tmp_path: Path, month: str, sure: tuple[str, ...]
) -> None:
    write_shop(tmp_path)
    first, _, last = month.partition("..")
    files = ("--touchpoints", "t.csv", "--orders", "o.csv", "--costs", "c.csv")
    days = ("--from", first, "--to", last or first)
    done = run("compare", *files, *days, "--show", "blended", "--format", "json", "-q")
    assert done.status == 0, done.err
    (row,) = json.loads(done.out)["rows"]
    for name in OF_ALL + OF_NEW:
        ends = row[f"{name}_low"], row[f"{name}_high"]
        assert (None not in ends) == (name in sure), name
