"""What customers are worth, who is slipping away, and how far to believe it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cli.dataset.costs import read_run_costs, refuse_other_currency, with_costs
from cli.dataset.date_range import DateRange, parse_date_range
from cli.dataset.open import open_dataset, open_orders_alone
from cli.report import UnknownTableError
from cli.reports.build import build_report
from cli.reports.comparison.report import build_touch_ledger
from cli.reports.rfm.report import build_rfm_ledger, score_dataset
from cli.reports.value.acquisition import ACQUISITION, Acquisition, find_acquisition
from cli.reports.value.errors import DaysWithoutAcquisitionError, NoAcquisitionError
from cli.reports.value.forecasts import build_parameters, run_over_days
from cli.reports.value.tables import (
    FIRST,
    TABLES,
    abridge,
    build_at_risk_table,
    build_customer_table,
    build_holdout_table,
    build_parameter_table,
    build_segment_table,
    describe_holdout,
    show_to_people,
)
from cli.wording import format_list
from rfm.lifetime_value.at_risk import find_at_risk, list_at_risk
from rfm.lifetime_value.cautions import list_cautions
from rfm.lifetime_value.customer_values import Valuer, list_customer_values
from rfm.lifetime_value.segment_values import build_segment_values, sum_by_segment
from rfm.lifetime_value.valuation import value_customers
from rfm.settings import Frequency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.engines.rows import CustomerMap
    from cli.inputs.costs.read import CostInput
    from cli.options import Options
    from cli.render.output_formats import Format
    from cli.report import Report, Table
    from cli.reports.rfm.tables import ScoredCustomers
    from cli.settings import Settings
    from rfm.lifetime_value.customer_values import Buyers


def choose_value_tables(run: "Run", options: "Options", asked: "Format") -> tuple[str, ...]:
    """Return the names of the tables that are asked for; raises UnknownTableError.

    What won the customers is among all of them only where there are files of touchpoints.
    """
    name = options.show or ("value" if asked.one_table and not options.customers else None)
    if name is not None and name not in TABLES:
        raise UnknownTableError(name, TABLES)
    if name is not None:
        return (name,)
    if options.customers:
        return ("customers",)
    return tuple(name for name in TABLES if name != ACQUISITION or run.touchpoint_files)


def needs_touches(run: "Run", names: "Sequence[str]") -> bool:
    """Return whether tables of values are made of the touches as well."""
    return ACQUISITION in names or run.settings.rfm.frequency is Frequency.TOUCHPOINTS


def parse_days(options: "Options", names: "Sequence[str]") -> DateRange:
    """Return the days of the first orders that won customers.

    Raises DaysWithoutAcquisitionError where days are named and no table is of them, and what
    `parse_date_range` raises.
    """
    given = {"--from": options.from_day, "--to": options.to_day, "--last": options.last}
    option = next((name for name, day in given.items() if day is not None), None)
    if option is not None and ACQUISITION not in names:
        raise DaysWithoutAcquisitionError(option)
    return parse_date_range(options)


def _describe_days(days: DateRange, made: "ValueTables") -> tuple[str, ...]:
    """Return which tables are not of the days of the report, nothing where all are."""
    others = [table.name for table in made.tables if table.name != ACQUISITION]
    if not others or days == DateRange(None, None):
        return ()
    verb = "is" if len(others) == 1 else "are"
    said = f"value: the days of the report choose the first orders of {ACQUISITION} alone"
    whole = f"{verb} of all orders up to the as-of day, which --as-of sets"
    return (f"{said}; {format_list(others)} {whole}",)


def build_value_report(
    run: "Run", options: "Options", names: "Sequence[str]", *, brief: bool
) -> "Report":
    """Return the tables of these names, see `choose_value_tables`.

    Where it is `brief`, people read it: of several tables the long ones have their first rows, as
    many as asked for. Raises NobodyBoughtAgainError, DaysWithoutAcquisitionError, and
    NoAcquisitionError where that is the only table.
    """
    days, won = parse_days(options, names), ACQUISITION in names
    costs = read_run_costs(run) if won else None
    if won:
        shop = open_dataset(run, days)
    else:
        shop = open_orders_alone(run, days, touches=needs_touches(run, names))
    refuse_other_currency(run, shop, costs)
    scored = score_dataset(run, shop)
    values = find_values(run, scored)
    made = build_value_tables(shop, values, names, costs, options.top)
    notes = (*scored.far_day, *_describe_days(days, made), *made.notes)
    tables = show_to_people(made.tables, values.below) if brief else made.tables
    most = FIRST if options.top is None and brief and len(tables) > 1 else options.top
    if most is not None:
        tables = tuple(abridge(table, most) for table in tables)
    ledger = build_rfm_ledger(shop, scored)
    if made.acquisition is None:
        return build_report("value", run, shop, tables, ledger, more=notes)
    counts, notes = made.acquisition.sums.counts, (*notes, *made.acquisition.list_notes())
    ledger = (*build_touch_ledger(shop, counts), *ledger)
    report = build_report("value", run, shop, tables, ledger, counts, notes)
    return with_costs(report, costs, made.acquisition.cost_lines)


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

    @property
    def below(self) -> tuple[str, ...]:
        """How good the forecast is: what every table has below it."""
        return tuple(describe_holdout(self.valuer.valuation))


def find_values(run: "Run", scored: "ScoredCustomers", *, fewest: int = 1) -> Values:
    """Return what a shop's customers, who are scored already, are worth.

    Raises NobodyBoughtAgainError, and FewBoughtAgainError where fewer than `fewest` have.
    """
    settings, parts = run.settings, scored.parts
    asked = build_parameters(settings, scored.parameters.as_of)
    valuation = value_customers(run_over_days(parts), asked, fewest=fewest)
    segmentation = scored.segmentation
    valuer = Valuer(valuation, segmentation.scales, segmentation.segments)
    return Values(valuer, parts, settings)


@dataclass(frozen=True, slots=True)
class ValueTables:
    """Some tables of values, and what a reader should know of them."""

    tables: "tuple[Table, ...]"
    notes: tuple[str, ...]
    acquisition: Acquisition | None
    """None where nobody asks for it, or it cannot be known."""


def build_value_tables(
    shop: "Dataset",
    values: Values,
    names: "Sequence[str]",
    costs: "CostInput | None",
    top: int | None = None,
) -> ValueTables:
    """Return the tables of these names, of `TABLES` or `customers`.

    All channels past the first `top` are one row.
    What won the customers is left out, with a note, where it cannot be known; raises
    NoAcquisitionError where it is the only table.
    """
    notes, won = values.notes, None
    if ACQUISITION in names:
        try:
            won = find_acquisition(shop, values.settings, values.valuer, costs)
        except NoAcquisitionError as error:
            if len(names) == 1:
                raise
            notes = (*notes, f"value: acquisition left out, {error}")
    built = {name: _build_table(name, values) for name in names if name != ACQUISITION}
    if won is not None:
        built[ACQUISITION] = won.build_table(values.below, top)
    return ValueTables(tuple(built[name] for name in names if name in built), notes, won)


def _build_table(name: str, values: Values) -> "Table":
    valuer, parts, below = values.valuer, values.parts, values.below
    valuation, currency = valuer.valuation, values.settings.currency
    match name:
        case "customers":
            rows = list(parts(valuer.list_in_segments))
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
            window = values.settings.rfm.window is not None
            segments = build_segment_values(sums, valuer, window=window)
            return build_segment_table(segments, valuation, currency, below)
