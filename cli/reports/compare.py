"""The comparison, and the check of what it was made from."""

from dataclasses import replace
from typing import TYPE_CHECKING

from attribution.data_driven.estimates import Chained
from attribution.uncertainty import Resampling
from cli.report import LedgerLine, Report, Table
from cli.reports.assembly import assembled
from cli.reports.comparison import Compared, compared, found_in
from cli.reports.dates import date_range
from cli.reports.learned import effects_table, transitions_table
from cli.reports.ledger import journey_lines, touch_lines
from cli.reports.metric import metric_of
from cli.reports.opening import read_shop
from cli.reports.shop import Shop

if TYPE_CHECKING:
    from attribution.counts import Counts
    from cli.options import Options
    from cli.settings import Loaded


def compare_report(loaded: "Loaded", options: "Options", *, intervals: bool) -> Report:
    """Return the comparison of models."""
    shop, made = comparison_of(loaded, options, intervals=intervals)
    counts = made.findings.statistics.counts[0]
    ledger = comparison_ledger(shop, counts)
    tables = (made.table, *learned_tables(loaded, options, made, intervals=intervals))
    whole = assembled("compare", loaded, shop, tables, ledger, counts, made.notes)
    return whole.only(options.show)


def effects_report(loaded: "Loaded", model: str) -> Report:
    """Return the removal effects of one Markov model of the settings, with their intervals."""
    one = tuple(each for each in loaded.settings.models if each.name == model)
    settings = loaded.settings.model_copy(update={"models": one, "baseline": None})
    alone = replace(loaded, settings=settings)
    shop = read_shop(alone, date_range(None, None))
    findings = found_in(shop, settings)
    chance = settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed)
    counts = findings.statistics.counts[0]
    ledger = comparison_ledger(shop, counts)
    table = effects_table(findings, settings, resampling)
    # One model, and mostly one window: what is the same on each row needs no column.
    said = ["model"] if len(settings.journeys.lookback) > 1 else ["lookback", "model"]
    short = replace(table, frame=table.frame.drop(said), exact=table.exact.drop(said))
    return assembled("effects", alone, shop, (short,), ledger, counts)


def learned_tables(
    loaded: "Loaded", options: "Options", made: Compared, *, intervals: bool
) -> tuple[Table, ...]:
    """Return the tables of what Markov models have learned, where one table is asked for."""
    models = made.findings.estimates.values()
    if options.show is None or not any(isinstance(each, Chained) for each in models):
        return ()
    chance = loaded.settings.uncertainty
    resampling = Resampling(chance.replicates, chance.seed) if intervals else None
    return (
        effects_table(made.findings, loaded.settings, resampling),
        transitions_table(made.findings, loaded.settings),
    )


def comparison_of(
    loaded: "Loaded", options: "Options", *, intervals: bool
) -> "tuple[Shop, Compared]":
    """Read the files and return them and the comparison."""
    metric = metric_of(options.metric)
    days = date_range(options.from_day, options.to_day)
    shop = read_shop(loaded, days, options.by)
    return shop, compared(loaded, shop, metric, intervals=intervals)


def comparison_ledger(shop: Shop, counts: "Counts") -> tuple[LedgerLine, ...]:
    """Return what became of each touch, of each order row, and of the orders counted."""
    counted = shop.order_facts.counted
    touches = () if shop.touches is None else (*shop.touches.lines, *touch_lines(counts))
    journeys = journey_lines(counts, counted.rows, counted.amount)
    read = (*touches, *shop.identity_lines, *shop.orders.lines)
    return (*read, *_outside(shop), *journeys)


def _outside(shop: Shop) -> tuple[LedgerLine, ...]:
    """Return the orders that count but lie outside the range of the report."""
    out = shop.order_facts.outside
    if not out.rows:
        return ()
    return (LedgerLine("journeys", f"not among the {shop.days}", out.rows, out.amount),)
