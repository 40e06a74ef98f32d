"""Costs whose rows name a month, a week, a quarter or a half-year in place of a day."""

import re
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING, Final

from cli.inputs.files.own_text import make_writer
from cli.inputs.formats.budgets.period_names import describe_weeks, parse_period
from cli.inputs.formats.budgets.rows import cut_first_rows, cut_rows
from cli.inputs.formats.errors import UnevenRowError
from cli.inputs.formats.fits import list_mapped_columns
from cli.inputs.formats.totals_marks import choose_total_words
from cli.inputs.tables.errors import QuotesError
from cli.inputs.tables.span_names import find_last_day_column
from cli.inputs.tables.usual_names.ranking import rank_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.inputs.files.find import Source
    from cli.inputs.formats.header_candidates import HeaderCandidate
    from cli.settings.sections.exports.files import Files

_DATE, _UNTIL = "date", "until"
_FULL_YEAR: Final = re.compile("[0-9]{4}")


def date_periods(source: "Source", section: "Files", head: "HeaderCandidate") -> "Source | None":
    """Return costs with the first and the last day of each row whose day is named as a period.

    None where the first rows name days, or a column holds last days; a row that names no period
    stays as it is. Raises `UnevenRowError` and `QuotesError`.
    """
    place = _find_day(head.names, section)
    if place is None or not _names_periods(source, section, head, place):
        return None
    text, lines, texts = StringIO(), [1], []
    written = make_writer(text)
    written.writerow([*head.names, _UNTIL])
    for line, row in cut_rows(source, section, head):
        days = parse_period(row[place])
        first, last = map(str, days) if days is not None else (row[place], "")
        written.writerow([*row[:place], first, *row[place + 1 : len(head.names)], last])
        lines.append(source.find_line(line))
        texts.append(row[place])
    column = head.names[place]
    said = f"costs: {source.name}: {column} names months, weeks, quarters or half-years"
    note = f"{said}: each row is of all their days"
    return source._replace(
        data=text.getvalue().encode(),
        notes=(*source.notes, note, *describe_weeks(source.name, texts)),
        lines=lines,
        made=frozenset({_UNTIL}),
    )


def _find_day(names: "Sequence[str]", section: "Files") -> int | None:
    """Return the place of the column of days, None where there is none, or one of last days."""
    mapped = list_mapped_columns(section)
    if _UNTIL in mapped or any(rank_name(_UNTIL, name) for name in names if name):
        return None
    said = mapped.get(_DATE)
    ranks = {name: rank for name in names if name and (rank := rank_name(_DATE, name)) is not None}
    day = said if isinstance(said, str) else min(ranks, key=ranks.__getitem__, default=None)
    if day is None or day not in names or find_last_day_column(day, names) is not None:
        return None
    return list(names).index(day)


def _names_periods(source: "Source", section: "Files", head: "HeaderCandidate", place: int) -> bool:
    """Tell whether the first rows name periods.

    Those of one month in many years of two digits are days that say no year: Feb-26, Feb-27.
    """
    words = choose_total_words(section.totals)
    rows: list[list[str]] = []
    # What is wrong with a later row is told where all of them are read.
    with suppress(UnevenRowError, QuotesError):
        rows.extend(cut_first_rows(source, section, head, words))
    texts = [row[place] for row in rows if row[place].strip()]
    found = [days for text in texts if (days := parse_period(text)) is not None]
    if not found or len(found) < len(texts):
        return False
    years, months = {first.year for first, _ in found}, {first.month for first, _ in found}
    return len(years) <= len(months) or all(_FULL_YEAR.search(text) for text in texts)
