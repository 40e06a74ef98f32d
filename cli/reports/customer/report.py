"""One customer on one page."""

from typing import TYPE_CHECKING

import polars as pl

from attribution.credit_rows.rows import list_work
from attribution.credit_rows.timeline import list_events
from cli.dataset.date_range import DateRange
from cli.dataset.open import open_dataset
from cli.engines.threads import open_threads
from cli.report import UnknownTableError
from cli.reports.build import build_report
from cli.reports.credits.models import choose_models
from cli.reports.customer.errors import NoCustomerNamedError
from cli.reports.customer.facts import find_customer_facts
from cli.reports.customer.rows import find_customer
from cli.reports.customer.tables import (
    PageTable,
    build_credit_table,
    build_fact_table,
    build_timeline_table,
    show_to_people,
)
from cli.reports.first_window import describe_first_window
from cli.settings.loading.origins import DEFAULT

if TYPE_CHECKING:
    from attribution.parts.parts import Part
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import PartedRows
    from cli.options import Options
    from cli.render.output_formats import Format
    from cli.report import Report, Table
    from cli.reports.credits.models import TouchModels
    from cli.reports.customer.rows import CustomerRows


def parse_page_tables(options: "Options", asked: "Format") -> tuple[PageTable, ...]:
    """Return the tables that are asked for; a format of one table has the timeline.

    Raises NoCustomerNamedError and UnknownTableError.
    """
    if not options.customer:
        raise NoCustomerNamedError
    show = options.show or (PageTable.TIMELINE if asked.one_table else None)
    if show is not None and show not in list(PageTable):
        raise UnknownTableError(show, list(PageTable))
    return tuple(PageTable) if show is None else (PageTable(show),)


def build_customer_report(run: "Run", options: "Options", asked: "Format") -> "Report":
    """Return the page of a customer.

    Raises NoCustomerNamedError, UnknownTableError and UnknownCustomerError.
    """
    wanted = parse_page_tables(options, asked)
    shop = open_dataset(run, DateRange(None, None))
    mine = find_customer(run, shop, options.customer)
    notes = [f"{options.customer} is an alias of {mine.customer}"] * (
        mine.customer != options.customer
    )
    tables: list[Table] = []
    if PageTable.FACTS in wanted:
        known = find_customer_facts(run, shop, mine)
        tables.append(build_fact_table(mine.customer, known, run.settings))
        notes += known.notes
    if wanted != (PageTable.FACTS,):
        journeys, more = _build_journey_tables(run, shop, mine)
        tables += [table for table in journeys if PageTable(table.name) in wanted]
        notes += [*describe_first_window(run.settings), *more]
    if asked.for_people:
        # Who has only touches has no credit to read of.
        tables = [show_to_people(table) for table in tables if table.frame.height]
    ledger = (*shop.identity_lines, *shop.orders.lines)
    return build_report("customer", run, shop, tuple(tables), ledger, more=tuple(notes))


def _build_journey_tables(
    run: "Run", shop: "Dataset", mine: "CustomerRows"
) -> "tuple[list[Table], tuple[str, ...]]":
    """Return timeline and credit, and what a reader of the weights should know."""
    models = choose_models(run, shop, every=True)
    with shop.stock.cut(models.wanted) as cut:
        learned = models.learn(cut, ())
        part = _make_part(cut, models, mine)
        rows = pl.concat(piece().rows for piece in list_work(part, learned.asked))
    names = learned.list_columns(named=run.find_origin("models") != DEFAULT)
    events = list_events(part, learned.asked)
    tables = [
        build_timeline_table(events, run.settings),
        build_credit_table(rows, names, run.settings),
    ]
    return tables, tuple(learned.describe(run, of_revenue=False))


def _make_part(cut: "PartedRows", models: "TouchModels", mine: "CustomerRows") -> "Part":
    """Return one customer's rows as a part, coded as those of the whole shop are."""
    names = {name: known.names for name, known in cut.values.items()}
    # Without an order a customer has a page as well.
    wanted = models.wanted._replace(everybody=True)
    with open_threads(1) as pool:
        parts = wanted.make_parts(mine.touches, mine.orders, 1, pool, names)
        return parts.get_part(0)
