"""Columns of amounts that could be read in two ways."""

import polars as pl

from cli.inputs.errors import AmbiguousAmountsError
from cli.inputs.shape import shape
from cli.inputs.table import ROW, Plan, Table


def refuse_ambiguous(table: "Table", plan: "Plan", sample: pl.DataFrame) -> None:
    """Refuse a column whose every amount could have a mark between thousands."""
    column = next((field for field in table.fields if field.name == "revenue"), None)
    if column is None or table.parquet or plan.marks.decimal or plan.marks.thousands:
        return
    text = pl.col(str(column.position))
    known = pl.col(str(column.position)).str.strip_chars() != ""
    values = sample.filter(known)
    if not values.select(plan.marks.ambiguous(text).all()).item() or not values.height:
        return
    decided = table.texts().filter(known & ~plan.marks.ambiguous(text)).head(1)
    if not decided.collect(engine="streaming").height:
        row = sample.with_row_index(ROW).filter(known).row(0, named=True)
        place = f"{table.source.name}:{shape(table).line(row[ROW])}: {column.theirs}"
        raise AmbiguousAmountsError(place, row[str(column.position)])
