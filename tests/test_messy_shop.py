"""The messy shop has in it what it is for: each rule of the cleaning finds its rows."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Run
from tests.messy_shop import VARIANTS, write
from tests.selection import keep

TOUCHES = 5_000
ALWAYS = {
    ("touchpoints", "without customer_id"),
    ("touchpoints", "in the journey of an order"),
    ("touchpoints", "in a journey without an order"),
    ("touchpoints", "outside every window"),
    ("orders", "orders"),
    ("journeys", "with a touch in the window"),
    ("journeys", "without one (unattributed)"),
}
NET = {
    ("orders", "refunds of these orders"),
    ("orders", "refunded orders"),
    ("orders", "refunds of refunded orders"),
    ("orders", "refunds of orders not in the file"),
    ("touchpoints", "only in journeys of refunded orders or out of the range"),
}
COLUMN = {
    ("orders", "refunded amounts of these orders"),
    ("orders", "refunded amounts of refunded orders"),
}
ONCE = {("orders", "duplicate rows")}
ZERO = {("orders", "zero-value orders")}
TWICE = {("touchpoints", "duplicate rows")}
BAD = {("touchpoints", "bad rows"), ("orders", "bad rows")}
IDS = {("touchpoints", "duplicate touchpoint_id")}
LOGINS = {
    ("touchpoints", "set aside: under a shared alias and no login tells whose"),
    ("identities", "of aliases that lead to one customer"),
    ("identities", "of aliases that several customers share"),
    ("identities", "without alias or customer_id"),
    ("identities", "bad rows"),
    ("ids", "under an id of their own"),
    ("ids", "gained: under an alias of one customer"),
    ("ids", "gained: under a shared alias by its latest login"),
}
STATUS = {("orders", "dropped by status")}
LINES = {
    "clean": NET | ONCE | ZERO | TWICE,
    "plain": NET | ONCE | ZERO | TWICE | BAD,
    "touchpoint_ids": NET | ONCE | ZERO | BAD | IDS,
    "text_ids": NET | ONCE | ZERO | IDS,
    "tags": NET | ONCE | ZERO | TWICE | BAD | {("touchpoints", "ignored (channels.ignore)")},
    "journeys": NET | ONCE | ZERO | TWICE | BAD,
    "money": NET | COLUMN | ONCE | ZERO | TWICE | BAD | STATUS,
    "gross": NET | COLUMN | ONCE | ZERO | TWICE | BAD | STATUS,
    "refunds_ignored": ONCE | ZERO | TWICE | {("orders", "refunds (ignored)")},
    "line_items": NET | ONCE | TWICE | BAD | STATUS | {("orders", "further rows of orders")},
    "first_rows": NET
    | COLUMN
    | ZERO
    | TWICE
    | BAD
    | STATUS
    | {("orders", "further rows of orders")},
    "logins": NET | ONCE | ZERO | TWICE | BAD | LOGINS,
    "emails": NET | ONCE | ZERO | TWICE | BAD | LOGINS,
    "spreadsheet": NET | ONCE | ZERO | TWICE | BAD,
    "own_formats": NET
    | ZERO
    | TWICE
    | BAD
    | {(role, "totals rows") for role in ("touchpoints", "orders")}
    | {("touchpoints", "no touchpoints by the format"), ("orders", "no orders by the format")},
    "parquet": NET | ONCE | ZERO | TWICE,
}
"""Lines of the ledger that each variant must have, and no others."""
TOLD = {
    "clean": ["at a local time that does not exist", "at a local time that occurs twice"],
    "plain": [
        "repeats the header",
        "is a comment",
        "2 values, but the header has",
        "6 values, but the header has",
        'touched_at: "',
        'touched_at: "" is blank',
        'revenue: "',
        "as well, with another customer_id",
        "as well, with other values",
        "touches share their instant with another of the customer; they are ordered by row",
        "have a date without a time",
        "of the same date and are kept",
    ],
    "touchpoint_ids": ["ordered by touchpoint_id"],
    "tags": ["blank channel, made of source and medium"],
    "money": ["amounts converted: GBP at 1.16725, USD at 0.92"],
    "line_items": ["has rows of several customers"],
    "logins": [
        "under an alias count for the customer",
        "under an alias that several customers share stay under it",
    ],
    "emails": ["under an alias count for the customer"],
    "spreadsheet": [
        "was read as Windows-1252",
        "touches-2.csv.gz: customer_id begins with an apostrophe in some rows and not in others",
    ],
    "parquet": ["blank channel, made of source and medium"],
}
DETAILS = {
    "spreadsheet": ["touches-1.csv: customer_id begins with an apostrophe, which is left out"],
    "money": ["touched_at has the day first", 'revenue has "," before the fraction'],
}
"""What -v says besides."""


@pytest.mark.parametrize("variant", keep(VARIANTS, ["plain"]))
def test_each_case_of_the_cleaning_occurs(run: Run, tmp_path: Path, variant: str) -> None:
    write(tmp_path, touches=TOUCHES, seed=3, variant=variant)
    outcome = run("compare", "-v", "--format", "json")
    assert outcome.status == 0, outcome.err
    report = json.loads(outcome.out)
    assert {(line["role"], line["line"]) for line in report["ledger"]} == ALWAYS | LINES[variant]
    for text in (*TOLD.get(variant, ()), *DETAILS.get(variant, ())):
        assert text in outcome.err


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_each_report_can_be_made_of_it(run: Run, tmp_path: Path, variant: str) -> None:
    write(tmp_path, touches=2_000, seed=4, variant=variant)
    for command in ("rfm", "sensitivity"):
        outcome = run(command, "-q")
        assert (outcome.status, outcome.err) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("column", ["campaign", "city"])
def test_reports_can_be_broken_down(run: Run, tmp_path: Path, column: str) -> None:
    write(tmp_path, touches=TOUCHES, seed=5, variant="plain")
    outcome = run("compare", "--by", column)
    assert outcome.status == 0, outcome.err
    assert outcome.out.startswith(f"{column},")


@pytest.mark.slow
def test_some_orders_have_lines_of_several_cities(run: Run, tmp_path: Path) -> None:
    write(tmp_path, touches=TOUCHES, seed=5, variant="line_items")
    assert "have rows with several values of city" in run("compare", "--by", "city").err


def test_one_customer_has_more_touches_than_any_other(tmp_path: Path) -> None:
    write(tmp_path, touches=TOUCHES, seed=3, variant="clean")
    names = pl.read_csv(tmp_path / "touches-1.csv", infer_schema=False)["customer_id"]
    counts = names.value_counts(sort=True)["count"]
    assert counts[0] > 0.02 * len(names)
    assert counts.median() == pytest.approx(5, abs=3)


@pytest.mark.parametrize("variant", keep(VARIANTS, ["logins"]))
def test_a_seed_says_all(tmp_path: Path, variant: str) -> None:
    folders = [tmp_path / name for name in ("one", "same", "other")]
    for folder, seed in zip(folders, (1, 1, 2), strict=True):
        folder.mkdir()
        write(folder, touches=500, seed=seed, variant=variant)
    one, same, other = (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        for folder in folders
    )
    assert one == same
    assert one.keys() == other.keys()
    assert one != other
