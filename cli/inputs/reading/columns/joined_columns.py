"""Columns of ours that are made of several of a file's."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.inputs.tables.columns import RoleColumns
    from cli.inputs.tables.table import Table


def join_columns(wanted: "RoleColumns", ours: str, theirs: tuple[str, ...]) -> "RoleColumns":
    """Return what is read from a file, with a column of ours made of some of theirs."""
    columns = {name: column for name, column in wanted.columns.items() if name != ours}
    return replace(wanted, columns=columns, sources={**wanted.sources, ours: theirs})


def name_columns(wanted: "RoleColumns", table: "Table") -> "RoleColumns":
    """Return what is read from a file, with the names that its header has for columns of ours."""
    width = len(table.header.names)
    plain = (each for each in table.fields if each.position < width and not each.operand)
    found = {each.name: each.theirs for each in plain if each.theirs != each.name}
    return replace(wanted, columns={**found, **wanted.columns})
