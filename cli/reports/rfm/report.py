"""The segment table and the customers in it."""

from typing import TYPE_CHECKING

from cli.dataset.dataset import Dataset
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.ledger import REFUNDED, build_segment_lines
from cli.report import LedgerLine, Report, Table
from cli.reports.build import build_report, find_as_of_day
from cli.reports.rfm.display import SEGMENT_TABLES, show_segments_to_people
from cli.reports.rfm.facts import needs_touches
from cli.reports.rfm.own_segments import (
    add_own_segments,
    build_own_segment_table,
    collect_fact_names,
    list_own_segments,
)
from cli.reports.rfm.table_names import RfmTable
from cli.reports.rfm.tables import ScoredCustomers, score_customers
from cli.reports.summary import describe_outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.dataset.run import Run
    from cli.options import Options
    from cli.settings import Settings

_ALWAYS = DateRange(None, None)


def build_rfm_report(
    run: "Run", options: "Options", *, intervals: bool, for_people: bool
) -> Report:
    """Return the segment table, another one that is asked for, or the customers in the segments.

    Raises NoOwnSegmentsError and BaselineOfRatesError before anything is read.
    """
    touches = "touchpoints" in list_rfm_roles(run.settings, options)
    shop = open_orders_alone(run, _ALWAYS, touches=touches)
    found = score_dataset(run, shop)
    ledger = build_rfm_ledger(shop, found)
    table = _build_table(run, shop, found, options, intervals=intervals)
    if for_people and table.name in SEGMENT_TABLES:
        table = show_segments_to_people(table)
    notes = (*_explain_no_customers(shop, found), *found.notes)
    return build_report("rfm", run, shop, (table,), ledger, more=notes)


def list_rfm_roles(settings: "Settings", options: "Options") -> tuple[str, ...]:
    """Return whose files the report needs."""
    if options.show == RfmTable.CHANNELS:
        from cli.reports.rfm.channels import choose_baseline  # noqa: PLC0415 - see `_build_table`

        choose_baseline(settings)
        return ("orders", "touchpoints")
    names = _collect_fact_names(settings, options)
    return ("orders", "touchpoints") if needs_touches(settings, names) else ("orders",)


def _collect_fact_names(settings: "Settings", options: "Options") -> frozenset[str]:
    """Return the facts that the report looks at; raises NoOwnSegmentsError."""
    if options.show == RfmTable.OWN:
        list_own_segments(settings, "--show own")
    elif not options.customers:
        return frozenset()
    return collect_fact_names(settings)


def _build_table(
    run: "Run", shop: Dataset, found: ScoredCustomers, options: "Options", *, intervals: bool
) -> Table:
    settings, currency = run.settings, run.settings.currency
    if options.show == RfmTable.CHANNELS:
        # Here, since the other tables know nothing of attribution.
        from cli.reports.rfm.channels import build_channel_table  # noqa: PLC0415

        return build_channel_table(run, shop, found, intervals=intervals)
    if options.show == RfmTable.OWN:
        return build_own_segment_table(shop, settings, found)
    if options.customers:
        return build_customer_rows(run, shop, found)
    ledger = build_rfm_ledger(shop, found)
    return found.build_segment_table(currency, describe_left_out(ledger, currency))


def build_customer_rows(run: "Run", shop: Dataset, found: ScoredCustomers) -> Table:
    """Return one row a customer, with the names of segments of one's own where there are any."""
    table = found.by_customer(run.settings.currency)
    return add_own_segments(table, shop, run.settings, found) if run.settings.segments else table


def describe_left_out(ledger: "Sequence[LedgerLine]", currency: str | None) -> tuple[str, ...]:
    """Return the money of orders that are in no segment, nothing where there is none."""
    nowhere = [line for line in ledger if line.line == REFUNDED]
    elsewhere = describe_outside([line for line in ledger if line not in nowhere], currency)
    refunded = describe_outside(nowhere, currency)
    told = (f"not in the total: {elsewhere}; merito compare counts them",) if elsewhere else ()
    return (*told, f"not in the total, as in no report: {refunded}") if refunded else told


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
