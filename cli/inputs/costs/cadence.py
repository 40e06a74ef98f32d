"""Days of costs that lie weeks or months apart, though each of them counts as one day."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.costs.daily import DAY, DAYS
from cli.money import format_money
from cli.settings.sections.exports.files import CostPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.settings.sections.exports.files import Costs

_FEW: Final = 4
"""Days of a file that lie apart by chance."""
_WEEK: Final = 7


def describe_cadence(
    files: "Sequence[RecognisedFile[Costs]]", reading: "RoleRows", dated: pl.DataFrame
) -> tuple[str, ...]:
    """Tell of files whose days are those of weeks or months, by their money, and what spreads it.

    `dated` are the rows of the reading with `DAY` and `DAYS`. Nothing where the settings say what
    a row is of, or where a row has several days.
    """
    starts = [*reading.starts, dated.height]
    said = []
    for file, start, end in zip(files, starts, starts[1:], strict=False):
        rows = dated[start:end]
        period = None if file.section.period else _find_period(rows)
        if period is not None:
            money = format_money(int(rows["cost"].sum()))
            said.append(
                f"costs: {file.source.name}: its days lie {period}s apart, and {money} counts on"
                f" these days alone; if a row is of the {period} that its day begins,"
                f" costs.period: {period} spreads it"
            )
    return tuple(said)


def _find_period(rows: pl.DataFrame) -> CostPeriod | None:
    """Return what days of single-day rows are apart, None where they are not, or are few."""
    if (rows[DAYS] > 1).any():
        return None
    days = rows[DAY].unique().sort()
    if len(days) < _FEW:
        return None
    if (days.dt.day() == 1).all():
        return CostPeriod.MONTH
    apart = days.diff().drop_nulls().dt.total_days()
    return CostPeriod.WEEK if (apart % _WEEK == 0).all() else None
