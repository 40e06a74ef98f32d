"""Costs with a column for each month or channel, made a row for each."""

from io import StringIO
from typing import TYPE_CHECKING, Final

from cli.inputs.files.find import Container, Source
from cli.inputs.files.own_text import make_writer
from cli.inputs.formats.budgets.channels import find_channels
from cli.inputs.formats.budgets.months import find_months
from cli.inputs.formats.budgets.period_names import describe_weeks
from cli.inputs.formats.budgets.rows import cut_first_rows, cut_rows, is_total
from cli.inputs.formats.fits import list_mapped_columns
from cli.inputs.formats.totals_marks import choose_total_words
from cli.inputs.tables.planned_costs import refuse_planned_values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cli.inputs.formats.budgets.table import WideTable
    from cli.inputs.formats.header_candidates import HeaderCandidate
    from cli.settings.sections.exports.files import Files

_COST: Final = "cost"


def unpivot_costs(source: Source, section: "Files", head: "HeaderCandidate") -> Source | None:
    """Return costs with a row for each month or channel that has a column, None where none has.

    Blank cells are left out, as are sums over the columns; of rows of sums the sum of all stays,
    with which the rows are compared. Raises `UnevenRowError` and `QuotesError`.
    """
    words = choose_total_words(section.totals)
    total = next((place for place, name in enumerate(head.names) if name.lower() in words), None)
    names = ["" if place == total else name for place, name in enumerate(head.names)]
    columns = list_mapped_columns(section).items()
    mapped = {ours: theirs if isinstance(theirs, str) else "" for ours, theirs in columns}

    def read_rows() -> "Sequence[Sequence[str]]":
        return list(cut_first_rows(source, section, head, words))

    wide = find_months(names, mapped) or find_channels(names, read_rows, mapped)
    if wide is None:
        return None
    for place in {*range(len(names))} - {*wide.wide, *wide.others}:
        texts = [row[place] for row in read_rows()]
        refuse_planned_values(source.name, names[place], texts)
    text, lines = _write_rows(wide, cut_rows(source, section, head), total, words)
    cost = len(wide.others) + len(wide.names)
    return Source(
        f"{source.name}:by {wide.unit}",
        text.encode(),
        Container.TEXT,
        source.details,
        (
            *source.notes,
            _describe(source.name, wide),
            *describe_weeks(source.name, (names[place] for place in wide.wide)),
        ),
        origin=source.origin,
        numbers=frozenset({cost} if wide.wide.keys() <= source.numbers else ()),
        times=frozenset(at for at, place in enumerate(wide.others) if place in source.times),
        lines=[source.find_line(line) for line in lines],
    )


def _describe(name: str, table: "WideTable") -> str:
    has = f"has a column for each {table.unit}, {table.shown}"
    return f"costs: {name} {has}: each is read as a row"


def _write_rows(
    table: "WideTable",
    rows: "Iterable[tuple[int, Sequence[str]]]",
    total: int | None,
    words: "Collection[str]",
) -> tuple[str, list[int]]:
    """Return a row for each cell, and the line of the file that each line is of.

    Of rows of sums the sum in the column `total` alone is one.
    """
    text = StringIO()
    lines = [1]
    written = make_writer(text)
    written.writerow([*table.others.values(), *table.names, _COST])
    for line, row in rows:
        cells = [cell.strip() for cell in row]
        kept = [cells[place] for place in table.others]
        if is_total(kept, words):
            if total is not None:
                written.writerow([*kept, *("" for _ in table.names), cells[total]])
                lines.append(line)
            continue
        for place, values in table.wide.items():
            if cost := cells[place]:
                written.writerow([*kept, *values, cost])
                lines.append(line)
    return text.getvalue(), lines
