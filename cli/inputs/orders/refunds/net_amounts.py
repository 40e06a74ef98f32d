"""What is told of refunds that are taken off an amount that may be net of them."""

from typing import TYPE_CHECKING

from cli.inputs.orders.ledger import BY_COLUMN_LINES
from cli.inputs.reading.columns.net_revenue import find_net_revenue
from cli.money import format_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.inputs.reading.role_rows import RoleRows
    from cli.inputs.tables.table import Table
    from cli.inputs.tally import Tally


def describe_net_amounts(reading: "RoleRows", tallies: "Mapping[str, Tally]") -> tuple[str, ...]:
    """Return the money refunded by a column that is taken off an amount net of it, if any is."""
    money = -sum(tallies[line].amount for line in BY_COLUMN_LINES)
    if not money:
        return ()
    for table in reading.tables:
        refunded = _find_column(table, "refunded")
        found = None if refunded is None else find_net_revenue(table, refunded)
        if found is not None:
            revenue = _find_column(table, "revenue")
            said = f"orders: {format_money(money)} of {refunded} {{}} {revenue}"
            setting = "orders.columns: {refunded: 0}"
            if found.parts:
                twice = said.format("are taken a second time off")
                return (
                    f"{twice}, which is {found.sentence} in {table.source.name}; set {setting}",
                )
            return (f"{said.format('are taken off')}; if that is net of them, set {setting}",)
    return ()


def _find_column(table: "Table", ours: str) -> str | None:
    """Return the column that is read as ours as it stands, None where there is none."""
    columns = len(table.header.names)
    return next(
        (each.theirs for each in table.fields if each.name == ours and each.position < columns),
        None,
    )
