"""What was refunded, in a column that is not read: of a later file, or of one that says so."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.detection.number_format import count_amounts, sum_amounts
from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.reading.columns.net_revenue import find_net_revenue
from cli.inputs.tables.name_forms import quote_name, simplify_name
from cli.inputs.tables.usual_names.ranking import rank_name
from cli.money import format_money
from cli.settings.sections.exports.files import OrderColumn, Role
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.table import Table

_OURS: Final = OrderColumn.REFUNDED.value
_FLAGS: Final = {"0", "1"}
_LIST: Final = "[{"
"""Begins the JSON of a list of records."""
_NO_MONEY: Final = frozenset({"quantity", "qty", "items", "units", "count", "fee", "fees", "tax"})


class LaterRefunds(NamedTuple):
    """A column of amounts refunded that settings cannot name, since the first file has none."""

    theirs: str
    first: str
    """The name of the first file."""

    def add_to(self, wanted: "RoleColumns") -> "RoleColumns":
        """Return what is read from the file, with the amounts refunded."""
        return replace(wanted, columns={**wanted.columns, _OURS: self.theirs})

    def describe(self, table: "Table") -> str:
        """Return what was done, and what says the contrary in the settings."""
        return (
            f"orders: {table.source.name}: {self.theirs}, which {self.first} has not,"
            " is read as what was refunded; if revenue is net of it, set orders.columns:"
            f" {{{_OURS}: 0}}"
        )


def find_later_refunds(table: "Table", first: "Table | None") -> LaterRefunds | None:
    """Return the column, not read, of amounts refunded that the first file does not have.

    It is called so, and the first values are amounts and not mere marks of refunded orders.
    """
    if first is None or table.role != Role.ORDERS or first.role != table.role:
        return None
    known = {field.name for each in (table, first) for field in each.fields}
    if _OURS in known:
        return None
    theirs = _find_unread(table, first.header.names)
    return None if theirs is None else LaterRefunds(theirs, first.source.name)


def describe_unread_refunds(table: "Table") -> str | None:
    """Return that amounts refunded are not read, None where they are or where no column has some.

    The money is that of the first rows. Nothing is told where these show that the revenue is net
    of it.
    """
    if table.role != Role.ORDERS or any(field.name == _OURS for field in table.fields):
        return None
    name = _find_unread(table)
    if name is None:
        return _describe_lists(table)
    amount = sum_amounts(read_column_sample(table, table.header.names.index(name)))
    net = find_net_revenue(table, name)
    if not amount or (net is not None and net.parts):
        return None
    return (
        f"orders: {table.source.name}: {name} is not read, {format_money(abs(amount))} in the first"
        f" rows; if it was given back, set orders.columns: {{{_OURS}: {quote_name(name)}}}, or"
        f" {{{_OURS}: 0}} if revenue is net of it"
    )


def _describe_lists(table: "Table") -> str | None:
    """Return that refunds stand in lists within records, which no column of ours is read from."""
    for name in list_unused(table):
        if rank_name(_OURS, name) is None:
            continue
        texts = read_column_sample(table, table.header.names.index(name))
        lists = int(texts.str.starts_with(_LIST).sum())
        if lists:
            count = format_count(lists, "order")
            return (
                f"orders: {table.source.name}: {name} lists the refunds of {count} of the first"
                " rows, which are not read; add up what was given back in a value of its own and"
                f" set orders.columns: {{{_OURS}: NAME}}, or {{{_OURS}: 0}} if revenue is net of it"
            )
    return None


def _find_unread(table: "Table", known: "Sequence[str]" = ()) -> str | None:
    """Return the column, not read and not among those known, of amounts refunded by its name."""
    new = [name for name in list_unused(table) if name and name not in known]
    named = [(rank, name) for name in new if (rank := rank_name(_OURS, name)) is not None]
    money = (name for _, name in sorted(named) if _may_be_money(name) and _holds(table, name))
    return next(money, None)


def _may_be_money(name: str) -> bool:
    return _NO_MONEY.isdisjoint(simplify_name(name).split())


def _holds(table: "Table", name: str) -> bool:
    texts = read_column_sample(table, table.header.names.index(name))
    marks = "1" in texts and {*texts} <= _FLAGS
    return bool(len(texts)) and not marks and count_amounts(texts) == len(texts)
