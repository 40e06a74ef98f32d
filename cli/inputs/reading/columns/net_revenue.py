"""Whether the amounts of orders are net of a column of refunds, as the first rows tell."""

from typing import TYPE_CHECKING

from cli.inputs.detection.net_amounts import find_net_amount
from cli.inputs.reading.columns.column_samples import read_first_rows
from cli.inputs.tables.columns import ValueKind

if TYPE_CHECKING:
    from cli.inputs.detection.net_amounts import NetAmount
    from cli.inputs.tables.table import Table


def find_net_revenue(table: "Table", refunded: str) -> "NetAmount | None":
    """Return what the revenue is where refunds are taken off it, see `find_net_amount`.

    None as well where the revenue or these are no columns of the file as they stand.
    """
    names = table.header.names
    revenue = next((field for field in table.fields if field.name == "revenue"), None)
    if revenue is None or revenue.kind is not ValueKind.AMOUNT or refunded not in names:
        return None
    if revenue.position >= len(names):
        return None
    return find_net_amount(
        names, read_first_rows(table, range(len(names))), revenue.theirs, refunded
    )
