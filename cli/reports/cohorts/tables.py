"""The cohorts as a table, and as a triangle."""

from typing import TYPE_CHECKING, Final

import polars as pl

from attribution.money import round_to_cents, round_to_total
from cli.money import convert_to_cents, format_money
from cli.report import ColumnKind, Matrix, Table
from cli.reports.cohorts.intervals import BOUND_KINDS, compute_cohort_bounds
from cli.reports.cohorts.metrics import CohortMetric
from cli.reports.customer_groups import WHERE, round_bounds
from cli.wording import format_count
from rfm.cohorts.cohort_table import build_cohort_table as build_rows
from rfm.cohorts.periods import find_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cli.settings.sections.uncertainty import Uncertainty
    from rfm.cohorts.choices import Period
    from rfm.cohorts.cohort_sums import CohortSums

KINDS: Final = {
    "cohort": ColumnKind.TEXT,
    "k": ColumnKind.COUNT,
    "period": ColumnKind.TEXT,
    "customers": ColumnKind.COUNT,
    "complete": ColumnKind.TEXT,
    "active": ColumnKind.COUNT,
    "retention": ColumnKind.SHARE,
    "orders": ColumnKind.COUNT,
    "revenue": ColumnKind.MONEY,
    "cumulative_revenue": ColumnKind.MONEY,
    "revenue_per_customer": ColumnKind.MONEY,
    "repeat_customers": ColumnKind.COUNT,
    "repeat_share": ColumnKind.SHARE,
}
_TITLES: Final = {
    CohortMetric.RETENTION: "Customers who buy again, k {}s after the {} of their first order",
    CohortMetric.REVENUE: "Revenue, k {}s after the {} of the first order",
    CohortMetric.REVENUE_PER_CUSTOMER: (
        "Revenue by customer, up to k {}s after the {} of the first order"
    ),
    CohortMetric.REPEAT_SHARE: "Customers with two orders up to k {}s after the {} of the first",
}


def build_cohort_table(  # noqa: PLR0913 - the facts of a table
    found: "CohortSums",
    as_of: "date",
    period: "Period",
    metric: CohortMetric,
    *,
    currency: str | None,
    first_day: "date | None",
    chance: "Uncertainty",
) -> Table:
    """Return the cohorts, a row a cohort and period; people see a triangle of the metric.

    With intervals where the sums are those of groups of customers as well.
    """
    rows = build_rows(found.cells, as_of, period)
    frame = _round_to_total(rows.frame)
    bounds = pl.DataFrame()
    if found.grouped is not None:
        last = find_number(as_of, period)
        bounds = compute_cohort_bounds(found.grouped, last, frame["complete"], chance)
    means = convert_to_cents(
        rows.means, {"revenue": ColumnKind.MONEY, "revenue_per_customer": ColumnKind.MONEY}
    )
    is_money = KINDS[metric] is ColumnKind.MONEY
    unit = f", money in {currency}" if currency and is_money else ""
    return Table(
        name="cohorts",
        title=f"{_TITLES[metric].format(period, period)}, as of {as_of}{unit}",
        frame=frame.hstack(round_bounds(bounds, BOUND_KINDS)),
        kinds={**KINDS, **{name: BOUND_KINDS[name] for name in bounds.columns}},
        exact=rows.exact.hstack(bounds),
        caption=(
            *_describe_limits(found, first_day, currency),
            *((WHERE,) if bounds.width else ()),
        ),
        matrix=_build_triangle(frame, means, metric),
    )


def _describe_limits(
    found: "CohortSums", first_day: "date | None", currency: str | None
) -> "Iterator[str]":
    if found.cells.is_empty():
        yield "no customer has an order that counts"
    elif first_day is not None:
        yield (
            f"the orders begin on {first_day}: customers from before then look new, so the first"
            " cohorts may be too large and too loyal"
        )
    sums = found.orders
    if sums.nameless_orders:
        yield (
            f"{format_count(sums.nameless_orders, 'order')} without customer_id,"
            f" {format_money(sums.nameless_revenue, currency)}, in no cohort"
        )


def _round_to_total(frame: pl.DataFrame) -> pl.DataFrame:
    """Return money in cents; those of the periods add up to the cents of the whole."""
    names = [
        f"{cohort} {period}" for cohort, period in frame.select("cohort", "period").iter_rows()
    ]
    amounts = frame["revenue"].to_numpy().astype("float64")
    cents = pl.Series(
        "revenue", round_to_total(amounts, names, round_to_cents(int(frame["revenue"].sum())))
    )
    rounded = convert_to_cents(frame, KINDS).with_columns(cents)
    return rounded.with_columns(
        pl.col("revenue").cum_sum().over("cohort").alias("cumulative_revenue")
    )


def _build_triangle(frame: pl.DataFrame, means: pl.DataFrame, metric: CohortMetric) -> Matrix:
    """Return the cells by cohort and k, with the means of those that are over, or the sums."""
    ks = [str(k) for k in means["k"]]
    rows = frame.select("cohort", "customers", "k", str(metric)).pivot(
        "k", index=["cohort", "customers"], values=str(metric)
    )
    unfinished = frame.filter(pl.col("complete") == "no").select(
        "cohort", pl.col("k").cast(pl.String)
    )
    summed = metric is CohortMetric.REVENUE
    below = means.select(pl.col("k").cast(pl.String), str(metric)).transpose(column_names="k")
    name = "Total" if summed else "Weighted mean"
    kind = KINDS[metric]
    return Matrix(
        frame=rows.select("cohort", "customers", *ks),
        headers=("cohort", "customers", *ks),
        kinds={"cohort": ColumnKind.TEXT, "customers": ColumnKind.COUNT, **dict.fromkeys(ks, kind)},
        totals=below.select(
            pl.lit(name).alias("cohort"), pl.lit(rows["customers"].sum()).alias("customers"), *ks
        ),
        # Everybody is there in the period of the first order, which would leave others no shade.
        shaded=tuple(ks[1:]),
        unfinished=frozenset(unfinished.iter_rows()),
    )
