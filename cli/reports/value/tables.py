"""The values of segments and customers, and the models behind them, as tables of the report."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.money import round_to_cents, round_to_total
from cli.money import convert_to_cents
from cli.report import ColumnKind, Table
from cli.reports.value.acquisition import ACQUISITION
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rfm.lifetime_value.at_risk import AtRisk
    from rfm.lifetime_value.customer_values import CustomerValues
    from rfm.lifetime_value.fitting import Fit
    from rfm.lifetime_value.holdout import Comparison
    from rfm.lifetime_value.segment_values import SegmentValues
    from rfm.lifetime_value.valuation import Valuation

TABLES: Final = ("value", "holdout", "at_risk", ACQUISITION, "parameters")
"""The tables of the report, in order; the first is the one of formats that hold one."""

_SEGMENT_KINDS: Final = {
    "segment": ColumnKind.TEXT,
    "customers": ColumnKind.COUNT,
    "alive": ColumnKind.CREDIT,
    "p_alive_mean": ColumnKind.SHARE,
    "expected_purchases": ColumnKind.CREDIT,
    "clv": ColumnKind.MONEY,
    "clv_share": ColumnKind.SHARE,
    "clv_mean": ColumnKind.MONEY,
    "value_if_alive": ColumnKind.MONEY,
    "expected_loss": ColumnKind.MONEY,
}
_CUSTOMER_KINDS: Final = {
    "customer_id": ColumnKind.TEXT,
    "segment": ColumnKind.TEXT,
    "repeat_purchases": ColumnKind.COUNT,
    "first_to_last_days": ColumnKind.COUNT,
    "age_days": ColumnKind.COUNT,
    "repeat_value": ColumnKind.MONEY,
    "p_alive": ColumnKind.SHARE,
    "expected_purchases": ColumnKind.CREDIT,
    "expected_value": ColumnKind.MONEY,
    "clv": ColumnKind.MONEY,
    "value_if_alive": ColumnKind.MONEY,
    "expected_loss": ColumnKind.MONEY,
}
_AT_RISK_KINDS: Final = {
    "customer_id": ColumnKind.TEXT,
    "segment": ColumnKind.TEXT,
    "last_order": ColumnKind.TEXT,
    "p_alive_before": ColumnKind.SHARE,
    "p_alive": ColumnKind.SHARE,
    "value_if_alive": ColumnKind.MONEY,
    "value_lost": ColumnKind.MONEY,
}
_HOLDOUT_KINDS: Final = {
    "quantity": ColumnKind.TEXT,
    "actual": ColumnKind.RATIO,
    "predicted": ColumnKind.RATIO,
    "naive": ColumnKind.RATIO,
    "error_share": ColumnKind.SHARE,
    "mean_absolute_error": ColumnKind.RATIO,
    "naive_mean_absolute_error": ColumnKind.RATIO,
}
_PARAMETER_KINDS: Final = {
    "model": ColumnKind.TEXT,
    "parameter": ColumnKind.TEXT,
    "value": ColumnKind.EXACT,
    "standard_error": ColumnKind.EXACT,
    "unit": ColumnKind.TEXT,
}
FIRST: Final = 10
"""Customers at risk on a page that has other tables as well."""
_OF_CUSTOMERS: Final = {"at_risk": "--show at_risk", "customers": "--customers"}
"""Tables of one row a customer, with the option that shows them whole."""
_OF_COSTS: Final = ("cost", "cac", "ltv_cac")
_UNITS: Final = {"alpha": "weeks", "beta": "weeks", "v": "currency"}

_WORTH: Final = (
    "alive: customers who still buy, each counted by the chance of it (p alive); clv: what they are"
    " expected to bring in this time; value if alive: the same if all of them still buy; expected"
    " loss: the difference"
)

_Row = tuple[str, str, float | None, float | None, str | None]


def describe_holdout(valuation: "Valuation") -> "Iterator[str]":
    """Yield how good the forecast is: what every table of values has below it."""
    holdout, errors = valuation.holdout, valuation.errors
    if holdout is None or errors is None:
        yield f"no holdout: {valuation.no_holdout}"
        return
    yield (
        f"holdout, {format_count(holdout.days, 'day')} from {holdout.first_day},"
        f" {format_count(holdout.customers, 'customer')}:"
        f" purchases {_describe_error(errors.purchases)}, revenue {_describe_error(errors.revenue)}"
    )


def _describe_error(comparison: "Comparison") -> str:
    share = comparison.error_share
    return "without any to compare with" if share is None else f"{100 * share:+.1f} %"


def build_segment_table(
    values: "SegmentValues", valuation: "Valuation", currency: str | None, below: tuple[str, ...]
) -> Table:
    """Return the values by segment."""
    totals = convert_to_cents(values.totals, _SEGMENT_KINDS)
    frame = convert_to_cents(values.frame, _SEGMENT_KINDS)
    names = values.frame["segment"].to_list()
    sums = {
        column: round_to_total(
            values.exact[column].to_numpy() * 10_000,
            names,
            round_to_cents(int(values.totals[column][0])),
        )
        for column in ("clv", "value_if_alive")
    }
    footed = frame.with_columns(*(pl.Series(column, cents) for column, cents in sums.items()))
    return Table(
        name="value",
        title=_make_title("Customer value by segment", valuation, currency),
        frame=footed.with_columns(expected_loss=pl.col("value_if_alive") - pl.col("clv")),
        kinds=_SEGMENT_KINDS,
        exact=values.exact,
        caption=(_describe_model(valuation), _WORTH, *below),
        totals=totals,
    )


def build_customer_table(
    values: "CustomerValues", valuation: "Valuation", currency: str | None, below: tuple[str, ...]
) -> Table:
    """Return one row per customer."""
    return Table(
        name="customers",
        title=_make_title("Customer value", valuation, currency),
        frame=convert_to_cents(values.frame, _CUSTOMER_KINDS),
        kinds=_CUSTOMER_KINDS,
        exact=values.exact,
        caption=(_describe_model(valuation), *below),
    )


def build_at_risk_table(
    at_risk: "AtRisk", valuation: "Valuation", currency: str | None, below: tuple[str, ...]
) -> Table:
    """Return the customers who are slipping away."""
    days = valuation.parameters.since_days
    period = "day" if days == 1 else f"{days} days"
    return Table(
        name="at_risk",
        title=_make_title(f"Value lost in the last {period}", valuation, currency),
        frame=convert_to_cents(at_risk.frame, _AT_RISK_KINDS),
        kinds=_AT_RISK_KINDS,
        exact=at_risk.exact,
        caption=(_describe_loss("a day" if days == 1 else period), *below),
    )


def _describe_loss(period: str) -> str:
    return (
        f"p alive before: the chance {period} earlier; value lost: what its fall since then takes"
        " from value if alive"
    )


def abridge(table: Table, most: int) -> Table:
    """Return the first rows of a table of customers, and how many there are; any other as it is."""
    if table.name not in _OF_CUSTOMERS or table.frame.height <= most:
        return table
    all_of_them = f"merito value {_OF_CUSTOMERS[table.name]} has all"
    more = f"the first {most:,} of {table.frame.height:,}; {all_of_them}"
    return table._replace(
        frame=table.frame.head(most),
        exact=table.exact.head(most),
        caption=(more, *table.caption),
    )


def show_to_people(tables: "Sequence[Table]", below: "Sequence[str]") -> tuple[Table, ...]:
    """Return tables that stand on one page: how good the forecast is is said once.

    What winning customers cost has no columns where nothing is known of it.
    """
    first, *others = (_drop_unknown(table) for table in tables)
    said = (
        each._replace(caption=tuple(line for line in each.caption if line not in below))
        for each in others
    )
    return first, *said


def _drop_unknown(table: Table) -> Table:
    if table.name != ACQUISITION or table.frame["cost"].count():
        return table
    unknown = [name for name in _OF_COSTS if name in table.kinds]
    frame, exact = (each.drop(unknown) for each in (table.frame, table.exact))
    totals = None if table.totals is None else table.totals.drop(unknown)
    return table._replace(frame=frame, exact=exact, totals=totals)


def build_holdout_table(valuation: "Valuation", below: tuple[str, ...]) -> Table:
    """Return the forecast of the latest days beside what came; without a holdout no rows."""
    errors = valuation.errors
    named = () if errors is None else (("purchases", errors.purchases), ("revenue", errors.revenue))
    rows = [(name, *_list_cells(comparison)) for name, comparison in named]
    schema = {
        name: pl.String if kind is ColumnKind.TEXT else pl.Float64
        for name, kind in _HOLDOUT_KINDS.items()
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return Table("holdout", "Forecast of the holdout", frame, _HOLDOUT_KINDS, frame, below)


def _list_cells(comparison: "Comparison") -> tuple[float | None, ...]:
    return (
        comparison.actual,
        comparison.predicted,
        comparison.naive,
        comparison.error_share,
        comparison.mean_absolute_error,
        comparison.naive_mean_absolute_error,
    )


def build_parameter_table(valuation: "Valuation", below: tuple[str, ...]) -> Table:
    """Return the parameters of the models with their standard errors."""
    model, counts, spend = valuation.model, valuation.counts, valuation.spend
    rows = _list_parameters(model.name, model.fit, counts.customers, counts.repeat_customers)
    if spend.fit is not None:
        rows += _list_parameters("gamma_gamma", spend.fit, spend.customers, spend.customers)
    rows.append(("gamma_gamma", "correlation", valuation.correlation, None, None))
    schema = {
        name: pl.Float64 if kind is ColumnKind.EXACT else pl.String
        for name, kind in _PARAMETER_KINDS.items()
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    title = "Parameters of the models"
    return Table("parameters", title, frame, _PARAMETER_KINDS, frame, below)


def _list_parameters(model: str, fit: "Fit", customers: int, repeat: int) -> list[_Row]:
    columns = zip(fit.names, fit.values.tolist(), fit.standard_errors, strict=True)
    rows: list[_Row] = [
        (model, name, value, error, _UNITS.get(name)) for name, value, error in columns
    ]
    return [
        *rows,
        (model, "log_likelihood", fit.log_likelihood, None, None),
        (model, "customers", float(customers), None, None),
        (model, "repeat_customers", float(repeat), None, None),
    ]


def _describe_model(valuation: "Valuation") -> str:
    asked = valuation.parameters
    return (
        f"{valuation.model.name} and gamma_gamma, {asked.months} months ahead at a discount of"
        f" {100 * asked.discount:.1f} % a month, on revenue"
    )


def _make_title(what: str, valuation: "Valuation", currency: str | None) -> str:
    unit = f", money in {currency}" if currency else ""
    return f"{what} as of {valuation.parameters.as_of}{unit}"
