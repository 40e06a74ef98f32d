"""The lines of an order made into one row."""

import operator
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.identities.spellings import normalise_ids
from cli.inputs.orders.duplicates import A_DAY, OTHERS, may_repeat, propose_join
from cli.inputs.orders.several_lines import LONG, SeveralLines
from cli.inputs.reading.bad_rows import REJECTED
from cli.inputs.reading.problems import SHOWN, Remark, Remarks, quote_value
from cli.inputs.reading.rows import POSITION
from cli.inputs.tally import Tally, tally
from cli.settings.sections.exports.files import OrderRows
from cli.settings.sections.exports.identities import Normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cli.inputs.reading.role_rows import RoleRows

_CUSTOMERS: Final = "customers\0"
_VALUES: Final = "values\0"
_TOTALS: Final = "totals\0"
_TIMES: Final = "times\0"
_ALIKE: Final = "alike\0"
_APART: Final = "apart\0"
_SUMMED: Final = "summed\0"
_PASSING: Final = (_CUSTOMERS, _TOTALS, _TIMES, _VALUES, _ALIKE, _APART, _SUMMED)
"""Columns of what is odd about the rows of an order."""
_STATE: Final = (
    *("revenue", "refunded", "status", "second_status", "ordered_at", "currency", "cancelled_at"),
)
"""Columns in which two totals of one order may not differ."""


class GroupedOrders(NamedTuple):
    """Orders made from several rows each."""

    orders: pl.DataFrame
    """See `clean.CleanedOrders.orders`."""
    bad: pl.DataFrame
    """All rows of orders that have problems."""
    problems: tuple[Remarks, ...]
    rejected: pl.DataFrame
    """The rows in `bad`, once for each reason, see `bad_rows.REJECTED`."""
    mixed: int
    """Orders whose lines have several values of the report's attribute."""
    lines: SeveralLines


def group_line_items(
    reading: "RoleRows",
    sales: pl.DataFrame,
    rows: OrderRows,
    by: str | None,
    *,
    several_customers: bool = False,
) -> GroupedOrders:
    """Return one row an order.

    Of lines the amounts are added up and the earliest time holds; of totals on the first row the
    first of each that is not blank. Other attributes: the only value, else the first in the file
    (totals) or by name (lines). Orders with several customers, unless they may have bought
    together, without a time or without a total are problems.
    """
    orders = (
        sales.lazy()
        .group_by("order_id", maintain_order=True)
        .agg(*_aggregate_columns(sales, rows, by))
        .collect()
    )
    orders = _recount_customers(orders, sales)
    if _APART not in orders.columns:
        orders = orders.with_columns(pl.lit(value=False).alias(_APART))
    rules = [rule for rule in _RULES if not (several_customers and rule is _TOGETHER)]
    problems, wrong, rejected = _find_problems(reading, orders, sales, rules)
    is_bad = pl.col("order_id").is_in(wrong.unique().implode())
    good = orders.filter(~is_bad) if len(wrong) else orders
    mixed = int((good[_VALUES] > 1).sum()) if _VALUES in good.columns else 0
    return GroupedOrders(
        good.drop(POSITION, *_PASSING, strict=False),
        sales.filter(is_bad),
        problems,
        rejected,
        mixed,
        _count_lines(good),
    )


def _find_problems(
    reading: "RoleRows", orders: pl.DataFrame, sales: pl.DataFrame, rules: "Sequence[_Rule]"
) -> tuple[tuple[Remarks, ...], pl.Series, pl.DataFrame]:
    """Return what is wrong with orders, their ids, and their rows once for each reason."""
    problems = []
    wrong = orders.head(0)["order_id"]
    rejected = [REJECTED.to_frame()]
    for name, is_wrong, kind, text in rules:
        found = orders.filter(is_wrong)
        why = text.format(join=propose_join(reading)) if kind == "apart" else text
        problems.append(_make_problem(reading, found, (name, kind), why))
        wrong = wrong.append(found["order_id"])
        if found.height:
            said = {"column": reading.get_original_name(name), "reason": f"the order {why}"}
            its = sales.filter(pl.col("order_id").is_in(found["order_id"].implode()))
            rejected.append(its.select(POSITION, **{key: pl.lit(it) for key, it in said.items()}))
    return tuple(problems), wrong, pl.concat(rejected)


def _recount_customers(orders: pl.DataFrame, sales: pl.DataFrame) -> pl.DataFrame:
    """Return orders with the number of their customers, whatever the letter case of addresses."""
    doubtful = orders.filter(pl.col(_CUSTOMERS) > 1)["order_id"]
    if not len(doubtful):
        return orders
    who = normalise_ids("customer_id", Normalise.AUTO).drop_nulls().n_unique()
    its = sales.filter(pl.col("order_id").is_in(doubtful.implode()))
    counted = its.group_by("order_id").agg(who.alias(_CUSTOMERS))
    return orders.update(counted, on="order_id")


def _count_lines(orders: pl.DataFrame) -> SeveralLines:
    """Return how many orders of lines have one amount on all of them, and lines apart."""
    customers = tally(orders.filter(pl.col(_CUSTOMERS) > 1))
    if _ALIKE not in orders.columns:
        return SeveralLines(customers=customers)
    several = orders.filter(pl.col("lines") > 1)
    alike = several.filter(_ALIKE)
    beyond = (alike["revenue"] - alike["revenue"] // alike["lines"]).sum()
    apart = tally(several.filter(_APART))
    long = several.filter(pl.col("lines") >= LONG)
    summed = long.filter(_SUMMED)
    # The first line is half of what such an order comes to.
    sums = Tally(summed.height, int((summed["revenue"] // 2).sum()))
    repeated = Tally(alike.height, int(beyond))
    return SeveralLines(several.height, repeated, apart, long.height, sums, customers)


_CONFLICT: Final = (
    "has two totals that differ: two states of one order, or two orders of one name; "
    "leave the older export out, set orders.overlaps: later_file, or map an id that differs"
)
_HOMONYMS: Final = (
    "has two totals of two times: two orders of one name; map an id that differs, or, if they are"
    " two states of one order, leave the older export out"
)
_Rule = tuple[str, pl.Expr, str, str]
"""The column that a problem is of, which orders have it, its kind, and what is said of them."""
_TOGETHER: Final[_Rule] = (
    "customer_id",
    (pl.col(_CUSTOMERS) > 1) & ~pl.col(_APART),
    "order",
    (
        "has rows of several customers; if they bought together, set orders.customers: first_row,"
        " else correct its rows"
    ),
)
_RULES: Final[tuple[_Rule, ...]] = (
    ("order_id", (pl.col(_TOTALS) > 1) & (pl.col(_TIMES) > 1), "times", _HOMONYMS),
    ("order_id", (pl.col(_TOTALS) > 1) & (pl.col(_TIMES) <= 1), "order", _CONFLICT),
    (
        "customer_id",
        (pl.col(_CUSTOMERS) > 1) & pl.col(_APART),
        "apart",
        "has rows of several customers, on days apart; {join}",
    ),
    _TOGETHER,
    ("ordered_at", pl.col("ordered_at").is_null(), "order", "has no time in any row; give it one"),
    ("revenue", pl.col("revenue").is_null(), "order", "has no amount in any row; give it one"),
)


def _make_problem(
    reading: "RoleRows", found: pl.DataFrame, key: tuple[str, str], text: str
) -> Remarks:
    theirs = reading.get_original_name(key[0])
    shown = found.select(POSITION, "order_id").head(SHOWN)
    said = (
        Remark((position, f": {theirs}: order {quote_value(order)} {text}"))
        for position, order in shown.iter_rows()
    )
    return Remarks(key, found.height, tuple(said))


def _aggregate_columns(sales: pl.DataFrame, rows: OrderRows, by: str | None) -> "list[pl.Expr]":
    lines = rows is OrderRows.LINE_ITEMS
    columns = [
        pl.col(POSITION).first(),
        pl.len().cast(pl.Int64).alias("lines"),
        pl.col("customer_id").drop_nulls().n_unique().alias(_CUSTOMERS),
        *((pl.lit(1).alias(_TOTALS), pl.lit(1).alias(_TIMES)) if lines else _count_totals(sales)),
    ]
    for name in sales.columns:
        column = pl.col(name)
        if name in ("order_id", "line_id", POSITION, OTHERS):
            continue
        if name == "dated_only":
            columns.append(column.any())
        elif not lines or name == "customer_id":
            columns.append(column.drop_nulls().first())
        elif name == "ordered_at":
            columns.append(column.min())
        elif name in ("revenue", "refunded"):
            columns.append(column.sum())
        else:
            columns.append(column.cast(pl.String).min().cast(pl.Categorical))
    if lines:
        amount = pl.col("revenue")
        columns.append(((amount.min() == amount.max()) & (amount.min() > 0)).alias(_ALIKE))
        at = pl.col("ordered_at")
        apart = at.max() - at.min() > A_DAY
        columns.append(apart.fill_null(value=False).alias(_APART))
        columns.append(_compare_first(operator.eq).alias(_SUMMED))
    first = pl.col("revenue").drop_nulls().first()
    spare = pl.lit(0, pl.Int64) if lines else (pl.col("revenue").sum() - first)
    columns.append(spare.alias("spare"))
    if by is not None:
        columns.append(pl.col(by).drop_nulls().n_unique().alias(_VALUES))
    return columns


def _count_totals(sales: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
    """Return how many different totals an order has, and how many times these are of.

    1 where no order has two rows with one.
    """
    total = pl.col("revenue").is_not_null() & pl.col("ordered_at").is_not_null()
    if not may_repeat(sales.filter(total)["order_id"]):
        return pl.lit(1).alias(_TOTALS), pl.lit(1).alias(_TIMES)
    state = pl.struct(name for name in _STATE if name in sales.columns)
    times = pl.col("ordered_at").filter(total).n_unique()
    # The row of an order has the shipping of all of its lines as well.
    above = _compare_first(operator.le)
    totals = pl.when(above).then(1).otherwise(state.filter(total).n_unique())
    return totals.alias(_TOTALS), times.alias(_TIMES)


def _compare_first(compare: "Callable[[pl.Expr, pl.Expr], pl.Expr]") -> pl.Expr:
    """Tell how the sum of two amounts of an order or more compares to the first, before them.

    Where they are equal, a row for the order stands above those of its lines.
    """
    amounts = pl.col("revenue").drop_nulls()
    first = amounts.first()
    found = (amounts.len() >= LONG) & (first > 0) & compare(amounts.sum() - first, first)
    return found.fill_null(value=False)
