"""Exports of several programs read together: of each what is read of it alone."""

from pathlib import Path

import pytest
import yaml

from cli.inputs.context import ReadContext
from cli.inputs.orders.read import OrderInput, read_orders
from cli.inputs.orders.statuses.by_rule import RuleStatuses
from cli.inputs.orders.statuses.notes import describe_statuses
from cli.inputs.orders.statuses.rule import StatusRule
from cli.inputs.tally import Tally, add_maps
from cli.settings.sections.exports.files import Orders
from cli.settings.sections.root import Settings

EXPORTS = Path(__file__).parents[3] / "formats"
PAIRS = [
    ("shopify", "stripe"),
    ("paypal", "hubspot"),
    ("magento", "woocommerce_order_export"),
    ("squarespace", "bigcommerce"),
    ("eventbrite_attendees", "shopware"),
    ("etsy", "stripe_invoices"),
    ("amazon_orders", "shopify"),
    ("prestashop_sql", "magento"),
]


def read(*programs: str) -> OrderInput:
    settings = [yaml.safe_load((EXPORTS / each / "merito.yaml").read_text()) for each in programs]
    names = zip(programs, settings, strict=True)
    files = [f"{program}/{found['orders']['files']}" for program, found in names]
    tolerance = Settings.model_validate({"max_bad_rows": 0}).max_bad_rows
    return read_orders(
        Orders.model_validate({"files": files}), ReadContext("UTC", tolerance, EXPORTS)
    )


def sum_lines(found: OrderInput) -> dict[str, Tally]:
    return {line.line: Tally(line.rows, line.amount or 0) for line in found.lines}


@pytest.mark.parametrize("programs", PAIRS, ids="-".join)
def test_each_file_is_judged_as_it_is_alone(programs: tuple[str, str]) -> None:
    alone = [read(each) for each in programs]
    both = read(*programs)
    assert sum_lines(both) == add_maps(map(sum_lines, alone))
    ids = [set(each.frame["order_id"]) for each in alone]
    assert set(both.frame["order_id"]) == ids[0] | ids[1]
    judged = {each.formats: each.tallies for each in both.statuses if each.formats}
    for program, one in zip(programs, alone, strict=True):
        said = judged.get((program,))
        assert said is None or said == one.statuses[0].tallies


def test_a_remedy_says_what_it_leaves_out_of_files_that_count_it() -> None:
    mine = RuleStatuses(
        StatusRule(by_meaning=True), {("odd", True): Tally(1, 10_000), ("void", False): Tally(2, 0)}
    )
    theirs = RuleStatuses(
        StatusRule(drop=("lost",)),
        {("odd", True): Tally(3, 20_000), ("void", True): Tally(1, 30_000)},
        ("deals",),
    )
    alone, *_ = describe_statuses([mine])[1:]
    assert alone.endswith("orders.drop_status: [odd, void] leaves those out")
    assert describe_statuses([mine, theirs]) == (
        (
            "orders: left out as no sales by status: void 2 (0.00);"
            " orders.drop_status: [lost] counts those"
        ),
        (
            "orders: counted, though nothing is known of their status: void 1 (3.00), odd 1 (1.00);"
            " orders.drop_status: [lost, odd, void] leaves those out, and odd 3 (2.00) as well"
        ),
    )
