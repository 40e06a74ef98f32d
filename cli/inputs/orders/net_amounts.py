"""What is told of refunds that are taken off an amount that may be net of them."""

from typing import TYPE_CHECKING, Final

from cli.inputs.detection.net_amounts import find_net_amount
from cli.inputs.orders.ledger import BY_COLUMN_LINES
from cli.inputs.reading.columns.column_samples import read_first_rows
from cli.inputs.tables.columns import ValueKind
from cli.money import format_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.detection.net_amounts import NetAmount
    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.inputs.tally import Tally

_OURS: Final = ("revenue", "refunded")


def describe_net_amounts(reading: "RoleRows", tallies: "Mapping[str, Tally]") -> tuple[str, ...]:
    """Return the money refunded by a column that is taken off an amount net of it, if any is."""
    money = -sum(tallies[line].amount for line in BY_COLUMN_LINES)
    if not money:
        return ()
    for table in reading.tables:
        found = _find_net(table)
        if found is not None:
            revenue, refunded = (_get_name(table, ours) for ours in _OURS)
            said = f"orders: {format_money(money)} of {refunded} {{}} {revenue}"
            setting = "orders.columns: {refunded: 0}"
            if found.parts:
                twice = said.format("are taken a second time off")
                return (
                    f"{twice}, which is {found.sentence} in {table.source.name}; set {setting}",
                )
            return (f"{said.format('are taken off')}; if that is net of them, set {setting}",)
    return ()


def _find_net(table: "Table") -> "NetAmount | None":
    fields = {field.name: field for field in table.fields if field.kind is ValueKind.AMOUNT}
    names = table.header.names
    plain = [ours in fields and fields[ours].position < len(names) for ours in _OURS]
    if not all(plain):
        return None
    rows = read_first_rows(table, range(len(names)))
    return find_net_amount(names, rows, *(_get_name(table, ours) for ours in _OURS))


def _get_name(table: "Table", ours: str) -> str:
    return next(field.theirs for field in table.fields if field.name == ours)
