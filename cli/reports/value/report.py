"""What customers are worth, who is slipping away, and how far to believe it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.dataset.date_range import DateRange
from cli.dataset.open import open_orders_alone
from cli.report import UnknownTableError
from cli.reports.build import build_report, find_as_of_day
from cli.reports.rfm.report import build_rfm_ledger, score_dataset
from cli.reports.rfm.tables import measure_cleaned_orders
from cli.reports.value.forecasts import build_parameters, run_over_days
from cli.reports.value.tables import (
    TABLES,
    abridge,
    build_at_risk_table,
    build_customer_table,
    build_holdout_table,
    build_parameter_table,
    build_segment_table,
    describe_holdout,
)
from rfm.lifetime_value.at_risk import find_at_risk, list_at_risk
from rfm.lifetime_value.cautions import list_cautions
from rfm.lifetime_value.customer_values import Buyers, Valuer, list_customer_values
from rfm.lifetime_value.purchases import find_purchase_days
from rfm.lifetime_value.segment_values import build_segment_values, sum_by_segment
from rfm.lifetime_value.valuation import value_customers
from rfm.settings import Frequency

if TYPE_CHECKING:
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import CustomerMap
    from cli.options import Options
    from cli.render.output_formats import Format
    from cli.report import Report, Table
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings
    from rfm.settings import Parameters as RfmParameters

_ALWAYS: Final = DateRange(None, None)


def build_value_report(run: "Run", options: "Options", asked: "Format") -> "Report":
    """Return the table that is asked for, all tables where none is and the format holds them.

    Raises UnknownTableError before anything is read, and NobodyBoughtAgainError.
    """
    name = options.show or ("value" if asked.one_table and not options.customers else None)
    if name is not None and name not in TABLES:
        raise UnknownTableError(name, TABLES)
    engaged = run.settings.rfm.frequency is Frequency.TOUCHPOINTS
    shop = open_orders_alone(run, _ALWAYS, touches=engaged)
    scored = score_dataset(run, shop)
    values = find_values(run, shop, scored)
    names = ("customers",) if options.customers and name is None else TABLES
    tables = tuple(map(values.build_table, (name,) if name else names))
    if len(tables) > 1 and asked.for_people:
        tables = tuple(map(abridge, tables))
    ledger = build_rfm_ledger(shop, scored)
    return build_report("value", run, shop, tables, ledger, more=values.notes)


@dataclass(frozen=True, slots=True)
class Values:
    """What a shop's customers are worth."""

    valuer: Valuer
    parts: "CustomerMap[Buyers]"
    settings: "Settings"

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know before believing them."""
        return tuple(map(str, list_cautions(self.valuer.valuation)))

    def build_table(self, name: str) -> "Table":
        """Return the table `customers`, or one of `TABLES`."""
        return _build_table(name, self.valuer, self.parts, self.settings)


def find_values(
    run: "Run", shop: "Dataset", scored: "ScoredCustomers", *, fewest: int = 1
) -> Values:
    """Return what a shop's customers are worth.

    Raises NobodyBoughtAgainError, and FewBoughtAgainError where fewer than `fewest` have.
    """
    settings, as_of = run.settings, find_as_of_day(run, shop)
    prepare = partial(_prepare_buyers, settings=settings, asked=scored.parameters, as_of=as_of)
    parts = shop.stock.map_prepared(prepare)
    valuation = value_customers(
        run_over_days(parts), build_parameters(settings, as_of), fewest=fewest
    )
    segmentation = scored.segmentation
    valuer = Valuer(valuation, segmentation.scales, segmentation.segments)
    return Values(valuer, parts, settings)


def _prepare_buyers(
    touches: pl.DataFrame | None,
    orders: pl.DataFrame,
    settings: "Settings",
    asked: "RfmParameters",
    as_of: date,
) -> Buyers:
    """Return the buyers among cleaned orders; those that name nobody are left out."""
    known = orders.lazy().filter(pl.col("customer_id").is_not_null())
    scored = measure_cleaned_orders(touches, orders, settings, asked)
    return Buyers(find_purchase_days(known, as_of), scored)


def _build_table(
    name: str, valuer: Valuer, parts: "CustomerMap[Buyers]", settings: "Settings"
) -> "Table":
    valuation, currency = valuer.valuation, settings.currency
    below = tuple(describe_holdout(valuation))
    match name:
        case "customers":
            rows = list(parts(valuer.value_in_segments))
            found = list_customer_values(rows, valuer)
            return build_customer_table(found, valuation, currency, below)
        case "at_risk":
            quiet = list(parts(partial(find_at_risk, valuer=valuer)))
            return build_at_risk_table(list_at_risk(quiet, valuer), valuation, currency, below)
        case "holdout":
            return build_holdout_table(valuation, below)
        case "parameters":
            return build_parameter_table(valuation, below)
        case _:
            sums = list(parts(partial(sum_by_segment, valuer=valuer)))
            window = settings.rfm.window is not None
            segments = build_segment_values(sums, valuer, window=window)
            return build_segment_table(segments, valuation, currency, below)
