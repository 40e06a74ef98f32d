"""The segment table and the customers in it."""

from typing import TYPE_CHECKING

from cli.report import LedgerLine, Report
from cli.reports.assembly import as_of, assembled
from cli.reports.dates import Range
from cli.reports.ledger import segment_lines
from cli.reports.opening import read_orders_alone
from cli.reports.rfm import Scored, scored
from cli.reports.shop import Shop
from rfm.settings import Frequency

if TYPE_CHECKING:
    from cli.options import Options
    from cli.settings import Loaded

_ALWAYS = Range(None, None)


def rfm_report(loaded: "Loaded", options: "Options") -> Report:
    """Return the segment table, or the customers in it."""
    engaged = loaded.settings.rfm.frequency is Frequency.TOUCHPOINTS
    shop = read_orders_alone(loaded, _ALWAYS, touches=engaged)
    found = scored_customers(loaded, shop)
    currency = loaded.settings.currency
    table = found.by_customer(currency) if options.customers else found.segments(currency)
    notes = (*_nobody(shop, found), *found.notes)
    return assembled("rfm", loaded, shop, (table,), _rfm_ledger(shop, found), more=notes)


def _nobody(shop: Shop, found: Scored) -> tuple[str, ...]:
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


def scored_customers(loaded: "Loaded", shop: Shop) -> Scored:
    """Return the customers of a shop, scored and in segments."""
    last_day = as_of(loaded, shop)
    return scored(shop.stock, loaded.settings, last_day)


def _rfm_ledger(shop: Shop, found: Scored) -> tuple[LedgerLine, ...]:
    unknown = shop.order_facts.nameless
    totals = found.segmentation.table.totals
    lines = segment_lines(
        found.segmentation.left_out,
        (int(totals["orders"][0]), int(totals["revenue"][0])),
        (unknown.rows, unknown.amount),
    )
    return (*shop.identity_lines, *shop.orders.lines, *lines)
