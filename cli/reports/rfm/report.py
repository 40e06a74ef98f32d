"""The segment table and the customers in it."""

from typing import TYPE_CHECKING

from cli.dataset.dataset import Dataset
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.ledger import build_segment_lines
from cli.report import LedgerLine, Report
from cli.reports.build import build_report, find_as_of_day
from cli.reports.rfm.tables import ScoredCustomers, score_customers
from cli.reports.summary import describe_outside
from rfm.settings import Frequency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.dataset.run import Run
    from cli.options import Options

_ALWAYS = DateRange(None, None)


def build_rfm_report(run: "Run", options: "Options") -> Report:
    """Return the segment table, or the customers in it."""
    engaged = run.settings.rfm.frequency is Frequency.TOUCHPOINTS
    shop = open_orders_alone(run, _ALWAYS, touches=engaged)
    found = score_dataset(run, shop)
    currency = run.settings.currency
    ledger = build_rfm_ledger(shop, found)
    table = (
        found.by_customer(currency)
        if options.customers
        else found.build_segment_table(currency, describe_left_out(ledger, currency))
    )
    notes = (*_explain_no_customers(shop, found), *found.notes)
    return build_report("rfm", run, shop, (table,), ledger, more=notes)


def describe_left_out(ledger: "Sequence[LedgerLine]", currency: str | None) -> tuple[str, ...]:
    """Return the money of orders that are in no segment, nothing where there is none."""
    outside = describe_outside(ledger, currency)
    return (f"not in the total: {outside}; merito compare counts them",) if outside else ()


def _explain_no_customers(shop: Dataset, found: ScoredCustomers) -> tuple[str, ...]:
    """Return why the segments are empty, nothing where they are not."""
    if found.segmentation.table.totals["customers"][0]:
        return ()
    orders = shop.order_facts
    known = orders.every.rows - orders.nameless.rows
    note = (
        f"no customer has an order that counts as of {found.parameters.as_of}:"
        f" {known:,} orders name a customer, the files begin on {orders.first_day}"
    )
    return (note,)


def score_dataset(run: "Run", shop: Dataset) -> ScoredCustomers:
    """Return the customers of a shop, scored and in segments."""
    last_day = find_as_of_day(run, shop)
    return score_customers(shop.stock, run.settings, last_day)


def build_rfm_ledger(shop: Dataset, found: ScoredCustomers) -> tuple[LedgerLine, ...]:
    """Return what became of each order, in the segments or out of them."""
    unknown = shop.order_facts.nameless
    totals = found.segmentation.table.totals
    lines = build_segment_lines(
        found.segmentation.left_out,
        (int(totals["orders"][0]), int(totals["revenue"][0])),
        (unknown.rows, unknown.amount),
    )
    return (*shop.identity_lines, *shop.orders.lines, *lines)
