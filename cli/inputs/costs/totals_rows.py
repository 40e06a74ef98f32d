"""Totals rows of cost reports, compared with the sum of the rows that they total."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.number_format import detect_number_format
from cli.inputs.tables.row_shape import examine_rows, locate_line
from cli.inputs.tables.table import ROW
from cli.inputs.values.amounts import parse_lenient_amount
from cli.money import format_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.reading.role_rows import RoleRows

_CENT: Final = 100
_DOUBT: Final = ", or these are no totals, in which case set costs.totals: []"


def describe_totals(files: int, reading: "RoleRows") -> tuple[str, ...]:
    """Return a warning for each file none of whose totals rows is the sum of its rows.

    Rows of totals of days or campaigns are that sum together. Each row is rounded to the cent, a
    total is not its rows' sum but rounded itself: they may differ by half a cent a row.
    """
    said = []
    # Most files have none, and need not be read again to know it.
    for place in range(files if reading.rows.totals else 0):
        found = _list_totals(reading, place)
        end = reading.starts[place + 1] if place + 1 < len(reading.starts) else None
        own = reading.rows.frame["cost"][reading.starts[place] : end]
        total, most = int(own.sum()), (len(own) + 1) * _CENT // 2
        amounts = [amount for _, amount in found]
        if found and not any(abs(each - total) <= most for each in (*amounts, sum(amounts))):
            said.append(
                f"{_tell_amounts(found)}, but the rows add up to {format_money(total)}: the file is"
                f" cut off, or holds a part of the campaigns{_DOUBT if len(found) > 1 else ''}"
            )
    return tuple(said)


def _tell_amounts(found: "Sequence[tuple[str, int]]") -> str:
    """Say what totals rows hold; FILE:LINE is that of the last."""
    line, amount = found[-1]
    if len(found) == 1:
        return f"{line}: the totals row says {format_money(amount)}"
    together = format_money(sum(each for _, each in found))
    return (
        f"{line}: the last of {len(found)} totals rows ({together} together) says"
        f" {format_money(amount)}"
    )


def _list_totals(reading: "RoleRows", place: int) -> list[tuple[str, int]]:
    """Return FILE:LINE and amount of the totals rows of a file that have one."""
    table = reading.tables[place]
    if table.total is None:
        return []
    cost = next(field for field in table.fields if field.name == "cost")
    if cost.formula is not None:
        return []
    marks = detect_number_format(table, reading.plans[place], cost)
    amount = parse_lenient_amount(pl.col(str(cost.position)), marks).alias("cost")
    rows = table.read_totals().select(ROW, amount).drop_nulls()
    form = examine_rows(table)
    return [
        (locate_line(table, form.find_line(row)), value)
        for row, value in rows.iter_rows()
        if value is not None
    ]
