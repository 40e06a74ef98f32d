"""Cost reports of several levels, ads and their campaigns, which hold the same money."""

from itertools import combinations
from typing import TYPE_CHECKING

import polars as pl

from cli.inputs.cost_columns import NAMES
from cli.inputs.errors import OverlappingReportsError
from cli.inputs.formats.names import found
from cli.inputs.spans import DAY, UNTIL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.reading import Reading
    from cli.settings.files import Costs


def refuse_overlaps(
    files: "Sequence[Recognised[Costs]]", reading: "Reading", dated: "pl.DataFrame"
) -> None:
    """Raise `OverlappingReportsError` for files of one format, several levels and the same days."""
    ends = [*reading.starts[1:], dated.height]
    parts = [dated[start:end] for start, end in zip(reading.starts, ends, strict=True)]
    for one, other in combinations(range(len(files)), 2):
        levels = _level(files[one], reading, one), _level(files[other], reading, other)
        if files[one].named != files[other].named or levels[0] == levels[1]:
            continue
        shared = set(_days(parts[one])) & set(_days(parts[other]))
        if shared:
            raise OverlappingReportsError(
                files[one].source.name,
                files[other].source.name,
                levels[0] or levels[1] or "",
                (min(shared), max(shared)),
            )


def shared_notes(
    files: "Sequence[Recognised[Costs]]", reading: "Reading", dated: "pl.DataFrame"
) -> tuple[str, ...]:
    """Return a warning where files of one format have the same days and campaigns."""
    places = pl.Series("position", range(dated.height))
    names = pl.Series([file.named.name for file in files])
    of_file = reading.file_rows(places)["file"]
    key = [DAY, UNTIL, *(name for name in NAMES if name in dated.columns)]
    again = (
        dated.select(key)
        .with_columns(of_file, names.gather(of_file).alias("format"))
        .group_by(*key, "format")
        .agg(pl.col("file").unique())
        .filter(pl.col("file").list.len() > 1)
    )
    if not again.height:
        return ()
    several = sorted(again["file"].explode().unique())
    shown = " and ".join(files[place].source.name for place in several)
    count = "1 day" if again.height == 1 else f"{again.height:,} days"
    said = (
        f"costs: {shown} both hold {count} of the same campaign, added up: right for two accounts, "
        "twice the money for one account exported twice; leave one out then"
    )
    return (said,)


def _level(file: "Recognised[Costs]", reading: "Reading", place: int) -> str | None:
    """Return the column that tells the finest level of a report, None for the coarsest."""
    header = reading.tables[place].header.names
    form = file.named.form
    columns = (found(names, header) for names in form.levels) if form else ()
    return next((column for column in columns if column is not None), None)


def _days(part: "pl.DataFrame") -> "list[date]":
    spans = part.select(DAY, UNTIL).unique()
    return spans.select(pl.date_ranges(DAY, UNTIL).explode()).to_series().to_list()
