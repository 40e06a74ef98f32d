"""One row a cohort and period, and the means of the periods that are over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from rfm.cohorts.cohort_sums import COHORT, PERIOD
from rfm.cohorts.periods import find_last_day, find_number, label_period
from rfm.units import UNIT, compute_mean_ten_thousandths, divide_exactly

if TYPE_CHECKING:
    from datetime import date

    from rfm.cohorts.choices import Period

COLUMNS: Final = (
    COHORT,
    "k",
    PERIOD,
    "customers",
    "complete",
    "active",
    "retention",
    "orders",
    "revenue",
    "cumulative_revenue",
    "revenue_per_customer",
    "repeat_customers",
    "repeat_share",
)
MONEY: Final = ("revenue", "cumulative_revenue", "revenue_per_customer")
_COUNTED: Final = ("active", "orders", "revenue", "repeated")


@dataclass(frozen=True, slots=True, eq=False)
class CohortTable:
    """The cohorts with customers, by cohort and k, each to the period of the as-of day.

    Where the period is not over (`complete` is no), counts and money are those so far, and
    quotients are null.
    """

    frame: pl.DataFrame
    """`COLUMNS`, periods by their labels; money as Int64 ten-thousandths, means half to even."""
    exact: pl.DataFrame
    """The same, money as Float64 currency units."""
    means: pl.DataFrame
    """One row a k: `k`, `customers`, `retention`, `repeat_share`, `revenue_per_customer` (Int64
    ten-thousandths) of all customers whose period is over, null where none is; and `revenue` of
    all."""


def build_cohort_table(cells: pl.DataFrame, as_of: "date", period: "Period") -> CohortTable:
    """Finish the table from the added-up cells, see `CohortSums`."""
    rows = _accumulate(_fill_periods(cells, find_number(as_of, period)), as_of, period)
    frame = _add_quotients(rows)
    exact_mean = divide_exactly(frame["cumulative_revenue"], frame["customers"] * UNIT)
    is_complete = frame["complete"] == "yes"
    exact = frame.with_columns(
        divide_exactly(frame["revenue"], UNIT),
        divide_exactly(frame["cumulative_revenue"], UNIT),
        pl.when(is_complete).then(exact_mean).alias("revenue_per_customer"),
    )
    return CohortTable(frame, exact, _average(frame))


def _fill_periods(cells: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return a row for each cohort and period up to the last, with 0 where nobody bought."""
    cohorts = cells.select(pl.col(COHORT).unique().sort())
    spans = pl.int_ranges(COHORT, last + 1, dtype=pl.Int32).alias(PERIOD)
    every = cohorts.with_columns(spans).explode(PERIOD, empty_as_null=False)
    filled = every.join(cells, on=[COHORT, PERIOD], how="left").sort(COHORT, PERIOD)
    return filled.with_columns(pl.col(_COUNTED).fill_null(0))


def _accumulate(rows: pl.DataFrame, as_of: "date", period: "Period") -> pl.DataFrame:
    labels = {number: label_period(number, period) for number in rows[PERIOD].unique()}
    over = [number for number in labels if find_last_day(number, period) <= as_of]
    return rows.select(
        pl.col(COHORT).replace_strict(labels, return_dtype=pl.String),
        (pl.col(PERIOD) - pl.col(COHORT)).cast(pl.Int64).alias("k"),
        pl.col(PERIOD).replace_strict(labels, return_dtype=pl.String),
        pl.col("active").first().over(COHORT).alias("customers"),
        pl.when(pl.col(PERIOD).is_in(over))
        .then(pl.lit("yes"))
        .otherwise(pl.lit("no"))
        .alias("complete"),
        pl.col("active", "orders", "revenue"),
        pl.col("revenue").cum_sum().over(COHORT).alias("cumulative_revenue"),
        pl.col("repeated").cum_sum().over(COHORT).alias("repeat_customers"),
    )


def _add_quotients(rows: pl.DataFrame) -> pl.DataFrame:
    customers = rows["customers"]
    is_complete = pl.col("complete") == "yes"
    quotients = {
        "retention": divide_exactly(rows["active"], customers),
        "revenue_per_customer": compute_mean_ten_thousandths(rows["cumulative_revenue"], customers),
        "repeat_share": divide_exactly(rows["repeat_customers"], customers),
    }
    return rows.with_columns(
        pl.when(is_complete).then(values).alias(name) for name, values in quotients.items()
    ).select(COLUMNS)


def _average(frame: pl.DataFrame) -> pl.DataFrame:
    over = frame.filter(pl.col("complete") == "yes")
    sums = over.group_by("k").agg(
        pl.col("customers", "active", "cumulative_revenue", "repeat_customers").sum()
    )
    whole = frame.group_by("k").agg(pl.col("revenue").sum())
    rows = whole.join(sums, on="k", how="left").sort("k")
    known = rows.filter(pl.col("customers").is_not_null())
    means = known.select(
        "k",
        "customers",
        divide_exactly(known["active"], known["customers"]).alias("retention"),
        divide_exactly(known["repeat_customers"], known["customers"]).alias("repeat_share"),
        compute_mean_ten_thousandths(known["cumulative_revenue"], known["customers"]).alias(
            "revenue_per_customer"
        ),
    )
    return rows.select("k", "revenue").join(means, on="k", how="left").sort("k")
