"""Totals rows of cost reports, compared with the sum of the rows that they total."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.amounts import lenient_amount
from cli.inputs.number_marks import whole_marks
from cli.inputs.shape import shape
from cli.inputs.table import ROW

if TYPE_CHECKING:
    from cli.inputs.reading import Reading

_CENT: Final = 100


def total_notes(files: int, reading: "Reading") -> tuple[str, ...]:
    """Return a warning for each file none of whose totals rows is the sum of its rows.

    Each row is rounded to the cent, a total is not its rows' sum but rounded itself: they may
    differ by half a cent a row.
    """
    said = []
    for place in range(files):
        found = _totals(reading, place)
        end = reading.starts[place + 1] if place + 1 < len(reading.starts) else None
        own = reading.rows.frame["cost"][reading.starts[place] : end]
        total, most = int(own.sum()), (len(own) + 1) * _CENT // 2
        if found and not any(abs(amount - total) <= most for _, amount in found):
            line, amount = found[-1]
            said.append(
                f"{line}: the totals row says {amount / 10_000:,.2f}, but the rows add up to "
                f"{total / 10_000:,.2f}: the file is cut off, or holds a part of the campaigns"
            )
    return tuple(said)


def _totals(reading: "Reading", place: int) -> list[tuple[str, int]]:
    """Return FILE:LINE and amount of the totals rows of a file that have one."""
    table = reading.tables[place]
    if table.total is None:
        return []
    cost = next(field for field in table.fields if field.name == "cost")
    marks = whole_marks(table, reading.plans[place], cost)
    amount = lenient_amount(pl.col(str(cost.position)), marks).alias("cost")
    rows = table.totals().select(ROW, amount).drop_nulls()
    form = shape(table)
    return [
        (f"{table.source.name}:{form.line(row)}", value)
        for row, value in rows.iter_rows()
        if value is not None
    ]
