"""Columns of costs that tell what was planned from what was spent, which count twice together."""

from typing import TYPE_CHECKING

from cli.inputs.reading.columns.column_samples import list_unused, read_column_sample
from cli.inputs.tables.planned_costs import refuse_planned_values
from cli.settings.sections.exports.files import Role

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table


def refuse_planned_costs(table: "Table") -> None:
    """Raise `PlannedCostsError` where an unread column of costs has planned rows and spent ones."""
    if table.role != Role.COSTS or table.parquet:
        return
    for name in list_unused(table):
        texts = read_column_sample(table, table.header.names.index(name)).unique()
        refuse_planned_values(table.source.name, name, texts)
