"""What is told of refunds of orders that the files do not hold, and which column names their sales.

Refunds of a till often have numbers of their own; the first rows show whether a column that is not
read tells their sales.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from cli.inputs.reading.columns.column_samples import list_unused, read_first_rows
from cli.inputs.tables.name_forms import quote_name
from cli.money import format_money
from cli.wording import format_count, format_examples

if TYPE_CHECKING:
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.inputs.tally import Tally

_MINUS: Final = r"^[^0-9]*[-\x{2212}(]|[-\x{2212}]\s*$"
"""Amounts below 0, as written: in brackets, or with a minus before or behind the number."""
_FEWEST: Final = 3
"""Refunds of which it can be said that a column does not tell them apart."""


class _Refunds(NamedTuple):
    """The refunds among the first rows of a file."""

    rows: int
    telling: tuple[str, ...]
    """Columns that are not read and tell most refunds apart, so that they may name sales, and that
    of the ids where it names those of some refunds."""
    naming: str | None
    """One of them that holds numbers of other orders."""


def describe_unknown_refunds(refunds: "Tally", reading: "RoleRows") -> tuple[str, ...]:
    """Return the warning about refunds of orders that the files do not hold, if there are any."""
    if not refunds.rows:
        return ()
    refunded = f"{format_count(refunds.rows, 'refund')} ({format_money(refunds.amount)})"
    said = f"orders: {refunded} of orders that the files do not hold; they lower no revenue"
    what = propose_for_unknown_refunds(refunds, reading)
    return (f"{said}; {what}" if what else said,)


def propose_for_unknown_refunds(refunds: "Tally", reading: "RoleRows") -> str:
    """Return which column names the orders of such refunds, or that none does.

    Nothing is to be said where there are none, or where the settings name one.
    """
    if not refunds.rows or "refund_of" in reading.fields:
        return ""
    found = {table.source.name: _find_refunds(table) for table in reading.tables}
    held = {name: each for name, each in found.items() if each.rows}
    naming = next((each.naming for each in held.values() if each.naming is not None), None)
    if naming is not None and len(found) == 1:
        ours = f"orders.columns: {{refund_of: {quote_name(naming)}}}"
        return f"if {naming} names the orders, set {ours}"
    seen = sum(each.rows for each in held.values())
    if seen < _FEWEST or any(each.telling for each in held.values()):
        return "if a column names the orders, set orders.columns: {refund_of: NAME}"
    money = format_money(abs(refunds.amount))
    where = f"no column of {format_examples(list(held))} names their sales"
    return f"{where}, so that where the files hold these, revenue is {money} too high"


def _find_refunds(table: "Table") -> _Refunds:
    """Return the refunds among the first rows, none where revenue or ids are in no column."""
    by_name = {field.name: field for field in table.fields}
    money, order = by_name.get("revenue"), by_name.get("order_id")
    if money is None or money.formula is not None or order is None:
        return _Refunds(0, (), None)
    free = {name: table.header.names.index(name) for name in list_unused(table) if name}
    places = dict.fromkeys([money.position, order.position, *free.values()])
    rows = read_first_rows(table, [*places])
    below = pl.col(str(money.position)).str.contains(_MINUS).fill_null(value=False)
    refunds, sales = rows.filter(below), rows.filter(~below)
    telling = tuple(name for name, place in free.items() if _tells_apart(refunds, place))
    naming = (name for name in telling if _names(sales, refunds, free[name], order.position))
    own = _list_values(refunds, order.position)
    if own.is_in(_list_values(sales, order.position).implode()).any():
        telling = (*telling, order.theirs)
    return _Refunds(refunds.height, telling, next(naming, None))


def _list_values(rows: pl.DataFrame, place: int) -> pl.Series:
    texts = rows[str(place)].str.strip_chars()
    return texts.filter((texts != "").fill_null(value=False))


def _tells_apart(refunds: pl.DataFrame, place: int) -> bool:
    """Tell whether most refunds have a value of their own in a column."""
    return _list_values(refunds, place).n_unique() * 2 > refunds.height


def _names(sales: pl.DataFrame, refunds: pl.DataFrame, place: int, order: int) -> bool:
    """Tell whether a column of the refunds holds numbers of sales.

    Most sales have none in it or their own, so that pieces sold are no numbers of orders.
    """
    own = sales[str(order)].str.strip_chars().fill_null("")
    value = sales[str(place)].str.strip_chars().fill_null("")
    others = ((value != "") & (value != own)).sum()
    named = _list_values(refunds, place).is_in(own.implode()).any()
    return bool(named) and others * 2 < sales.height
