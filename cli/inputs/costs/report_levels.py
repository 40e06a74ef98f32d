"""Cost reports of several levels, ads and their campaigns, which hold the same money."""

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import polars as pl

from cli.errors import DataError
from cli.inputs.costs.columns import NAMES
from cli.inputs.costs.daily import DAY, DAYS, UNTIL
from cli.inputs.formats.columns.column_names import find_column
from cli.money import format_money
from cli.wording import format_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cli.inputs.formats.recognise import RecognisedFile
    from cli.inputs.reading.role_rows import RoleRows
    from cli.settings.sections.exports.files import Costs


class OverlappingReportsError(DataError):
    """Cost reports of several levels hold the same money."""

    def __init__(self, first: str, second: str, level: str, days: tuple[object, object]) -> None:
        super().__init__(
            f"{first} and {second} are reports of different levels (one has the column {level}) "
            f"for days from {days[0]} to {days[1]}: they hold the same costs; leave one out"
        )


class OverlappingSpansError(DataError):
    """Cost reports of one campaign stand for the same days, one by day and one by several."""

    def __init__(self, files: "Sequence[str]", days: tuple[object, object], money: int) -> None:
        first, second = files[:2]
        super().__init__(
            f"{first} and {second} hold the same campaign for days from {days[0]} to {days[1]}, "
            f"one by day and one by longer spans ({money / 10_000:,.2f} together): they hold "
            "the same costs; leave one out"
        )


def refuse_overlapping_spans(
    files: "Sequence[RecognisedFile[Costs]]", reading: "RoleRows", dated: "pl.DataFrame"
) -> None:
    """Raise `OverlappingSpansError` for files of one format whose rows of a campaign overlap.

    Rows of equal spans may be those of two accounts, see `find_shared_days`.
    """
    if len(files) == 1 or not (dated[DAYS] > 1).any():
        return
    places = pl.Series("position", range(dated.height))
    of_file = reading.find_file_rows(places)["file"]
    forms = pl.Series([file.named.name for file in files]).gather(of_file).alias("format")
    names = [name for name in NAMES if name in dated.columns]
    days = pl.date_ranges(DAY, UNTIL).alias("day")
    held = dated.with_columns(places, of_file, forms, days).explode("day")
    both = (
        held.group_by("day", *names, "format")
        .agg(pl.col("file").unique(), pl.col(DAYS).n_unique().alias("spans"))
        .filter((pl.col("file").list.len() > 1) & (pl.col("spans") > 1))
    )
    if both.height:
        several = [files[place].source.name for place in sorted(both["file"].explode().unique())]
        shared = held.join(both, on=["day", *names, "format"], how="semi", nulls_equal=True)
        money = shared.unique("position")["cost"].sum()
        raise OverlappingSpansError(several, (both["day"].min(), both["day"].max()), int(money))


def refuse_overlaps(
    files: "Sequence[RecognisedFile[Costs]]", reading: "RoleRows", dated: "pl.DataFrame"
) -> None:
    """Raise `OverlappingReportsError` for files of one format, several levels and the same days."""
    ends = [*reading.starts[1:], dated.height]
    parts = [dated[start:end] for start, end in zip(reading.starts, ends, strict=True)]
    for one, other in combinations(range(len(files)), 2):
        levels = _find_level(files[one], reading, one), _find_level(files[other], reading, other)
        if files[one].named != files[other].named or levels[0] == levels[1]:
            continue
        shared = set(_list_days(parts[one])) & set(_list_days(parts[other]))
        if shared:
            raise OverlappingReportsError(
                files[one].source.name,
                files[other].source.name,
                levels[0] or levels[1] or "",
                (min(shared), max(shared)),
            )


@dataclass(frozen=True, slots=True)
class SharedDays:
    """Days and campaigns that several files of one format hold alike, which are added up."""

    files: tuple[str, ...]
    days: int
    """Pairs of day and campaign."""
    cost: int
    """Money of all these rows, in 1/10 000."""

    def __str__(self) -> str:
        """Return the sentence that says so, with the money."""
        return (
            f"{' and '.join(self.files)} both hold {format_count(self.days, 'day')} of the same"
            f" campaign ({format_money(self.cost)} together), added up: right for two accounts,"
            " twice the money for one account exported twice"
        )


def find_shared_days(
    files: "Sequence[RecognisedFile[Costs]]", reading: "RoleRows", dated: "pl.DataFrame"
) -> SharedDays | None:
    """Return the days and campaigns that files of one format share, None where they share none."""
    places = pl.Series("position", range(dated.height))
    names = pl.Series([file.named.name for file in files])
    of_file = reading.find_file_rows(places)["file"]
    key = [DAY, UNTIL, *(name for name in NAMES if name in dated.columns)]
    again = (
        dated.select(*key, "cost")
        .with_columns(of_file, names.gather(of_file).alias("format"))
        .group_by(*key, "format")
        .agg(pl.col("file").unique(), pl.col("cost").sum())
        .filter(pl.col("file").list.len() > 1)
    )
    if not again.height:
        return None
    several = sorted(again["file"].explode().unique())
    shown = tuple(files[place].source.name for place in several)
    return SharedDays(shown, again.height, int(again["cost"].sum()))


def _find_level(file: "RecognisedFile[Costs]", reading: "RoleRows", place: int) -> str | None:
    """Return the column that tells the finest level of a report, None for the coarsest."""
    header = reading.tables[place].header.names
    form = file.named.form
    columns = (find_column(names, header) for names in form.levels) if form else ()
    return next((column for column in columns if column is not None), None)


def _list_days(part: "pl.DataFrame") -> "list[date]":
    spans = part.select(DAY, UNTIL).unique()
    return spans.select(pl.date_ranges(DAY, UNTIL).explode()).to_series().to_list()
