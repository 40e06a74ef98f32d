"""Whole reports: settings and files in, a `Report` out."""

from typing import TYPE_CHECKING

import polars as pl

from cli.report import LedgerLine, Report, Table
from cli.reports.check import files_table, ledger_table
from cli.reports.comparison import compared
from cli.reports.dates import Range, date_range
from cli.reports.engagement import touches_by_customer
from cli.reports.ledger import journey_lines, one_line, segment_lines, touch_lines
from cli.reports.metric import metric_of
from cli.reports.rfm import Scored, scored
from cli.reports.shop import Shop, read_orders_alone, read_shop
from cli.settings.rfm import Frequency
from cli.version import VERSION

if TYPE_CHECKING:
    from datetime import date

    from attribution.statistics import Counts
    from cli.options import Options
    from cli.settings import Loaded

_ALWAYS = Range(None, None)


def compare_report(loaded: "Loaded", options: "Options") -> Report:
    """Return the comparison of models."""
    shop, table, counts = _comparison(loaded, options)
    return _report("compare", loaded, shop, (table,), _compare_ledger(shop, counts), counts)


def rfm_report(loaded: "Loaded", options: "Options") -> Report:
    """Return the segment table, or the customers in it."""
    engaged = loaded.settings.rfm.frequency is Frequency.TOUCHPOINTS
    shop = read_orders_alone(loaded, _ALWAYS, touches=engaged)
    found = _scored(loaded, shop)
    currency = loaded.settings.currency
    table = found.by_customer(currency) if options.customers else found.segments(currency)
    return _report("rfm", loaded, shop, (table,), _rfm_ledger(shop, found), more=found.notes)


def whole_report(loaded: "Loaded", options: "Options") -> Report:
    """Return every report the files allow: the comparison, then the segment table."""
    shop, table, counts = _comparison(loaded, options)
    found = _scored(loaded, shop)
    tables = (table, found.segments(loaded.settings.currency))
    ledger = _compare_ledger(shop, counts)
    return _report("report", loaded, shop, tables, ledger, counts, found.notes)


def check_report(loaded: "Loaded", options: "Options") -> Report:
    """Return what was read and what became of each row."""
    shop, _, counts = _comparison(loaded, options)
    report = _report("check", loaded, shop, (), _compare_ledger(shop, counts), counts)
    return report.with_tables(files_table(report.files), ledger_table(report.ledger))


def folder_reports(loaded: "Loaded", options: "Options") -> dict[str, Report]:
    """Return the reports of a folder by the names of their files."""
    shop, table, counts = _comparison(loaded, options)
    found = _scored(loaded, shop)
    currency = loaded.settings.currency
    ledger = _compare_ledger(shop, counts)
    whole = _report("report", loaded, shop, (table,), ledger, counts, found.notes)
    check = _report("check", loaded, shop, (), ledger, counts)
    return {
        "compare.csv": whole,
        "rfm.csv": whole.with_tables(found.segments(currency)),
        "rfm_customers.csv": whole.with_tables(found.by_customer(currency)),
        "check.json": check.with_tables(files_table(check.files), ledger_table(check.ledger)),
    }


def _comparison(loaded: "Loaded", options: "Options") -> "tuple[Shop, Table, Counts]":
    metric = metric_of(options.metric)
    days = date_range(options.from_day, options.to_day)
    shop = read_shop(loaded, days, options.by)
    table, statistics = compared(shop, loaded.settings, metric)
    return shop, table, statistics.counts[0]


def _scored(loaded: "Loaded", shop: Shop) -> Scored:
    as_of = _as_of(loaded, shop)
    touches = None
    if shop.touches is not None and loaded.settings.rfm.frequency is Frequency.TOUCHPOINTS:
        touches = touches_by_customer(shop.touches.frame, loaded.settings, as_of)
    known = shop.frame.lazy().filter(pl.col("customer_id").is_not_null())
    return scored(known, loaded.settings, as_of, touches)


def _as_of(loaded: "Loaded", shop: Shop) -> "date":
    return loaded.settings.rfm.as_of or shop.last_day()


def _report(  # noqa: PLR0913, PLR0917 - the facts of a report
    name: str,
    loaded: "Loaded",
    shop: Shop,
    tables: tuple[Table, ...],
    ledger: tuple[LedgerLine, ...],
    counts: "Counts | None" = None,
    more: tuple[str, ...] = (),
) -> Report:
    inputs = shop.inputs()
    read = tuple(note for each in inputs for note in each.notes)
    details = tuple(detail for each in inputs for detail in each.details)
    return Report(
        name=name,
        tables=tables,
        version=VERSION,
        as_of=_as_of(loaded, shop).isoformat(),
        currency=loaded.settings.currency,
        configuration=loaded.settings.model_dump(mode="json"),
        files=tuple(file for each in inputs for file in each.files),
        ledger=ledger,
        notes=(one_line(ledger), *read, *_journey_notes(shop, counts), *more),
        details=details,
    )


def _journey_notes(shop: Shop, counts: "Counts | None") -> tuple[str, ...]:
    """Return what a reader of journeys should know about the touches' times."""
    if counts is None or shop.touches is None:
        return ()
    said = []
    if shop.touches.counts.dated:
        said.append(
            f"touchpoints: {shop.touches.counts.dated:,} rows have a date without a time, read as"
            " midnight; journeys.lookback_basis: calendar_days counts whole days for such files"
        )
    if counts.possible_duplicates:
        said.append(
            f"touchpoints: {counts.possible_duplicates:,} rows equal another of the same date and"
            " are kept: without a time of day they may be visits of their own"
        )
    if counts.ties and shop.touches.counts.dated:
        order = "touchpoint_id" if "touchpoint_id" in shop.touches.frame.columns else "row"
        said.append(
            f"touchpoints: {counts.ties:,} touches share their instant with another of the"
            f" customer; they are ordered by {order}"
        )
    return tuple(said)


def _compare_ledger(shop: Shop, counts: "Counts") -> tuple[LedgerLine, ...]:
    counted = shop.frame.filter("counted")
    touches = () if shop.touches is None else (*shop.touches.lines, *touch_lines(counts))
    journeys = journey_lines(counts, counted.height, int(counted["revenue"].sum()))
    return (*touches, *shop.orders.lines, *_outside(shop), *journeys)


def _outside(shop: Shop) -> tuple[LedgerLine, ...]:
    """Return the orders that count but lie outside the range of the report."""
    out = shop.frame.filter(~pl.col("counted") & ~pl.col("refunded"))
    if not out.height:
        return ()
    line = f"not among the {shop.days}"
    return (LedgerLine("journeys", line, out.height, int(out["revenue"].sum())),)


def _rfm_ledger(shop: Shop, found: Scored) -> tuple[LedgerLine, ...]:
    unknown = shop.frame.filter(pl.col("customer_id").is_null())
    totals = found.segmentation.table.totals
    lines = segment_lines(
        found.segmentation.left_out,
        (int(totals["orders"][0]), int(totals["revenue"][0])),
        (unknown.height, int(unknown["revenue"].sum())),
    )
    return (*shop.orders.lines, *lines)
