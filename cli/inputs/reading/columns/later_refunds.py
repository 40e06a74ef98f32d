"""What was refunded, in a column that the first file of orders does not have."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cli.inputs.detection.number_format import count_amounts
from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.tables.name_forms import simplify_name
from cli.inputs.tables.usual_names import rank_name
from cli.settings.sections.exports.files import OrderColumn, Role

if TYPE_CHECKING:
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.table import Table

_OURS: Final = OrderColumn.REFUNDED.value
_FLAGS: Final = {"0", "1"}
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
    new = [name for name in list_unused(table) if name not in first.header.names]
    named = [(rank, name) for name in new if (rank := rank_name(_OURS, name)) is not None]
    money = (name for _, name in sorted(named) if _may_be_money(name) and _holds(table, name))
    theirs = next(money, None)
    return None if theirs is None else LaterRefunds(theirs, first.source.name)


def _may_be_money(name: str) -> bool:
    return _NO_MONEY.isdisjoint(simplify_name(name).split())


def _holds(table: "Table", name: str) -> bool:
    texts = read_column_sample(table, table.header.names.index(name))
    marks = "1" in texts and {*texts} <= _FLAGS
    return bool(len(texts)) and not marks and count_amounts(texts) == len(texts)
