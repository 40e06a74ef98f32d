"""What tells how the values of a file are written, gathered from its pieces."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.inputs.detection.day_order import find_signs
from cli.inputs.detection.detect import read_sample
from cli.inputs.detection.number_format import find_telling_texts
from cli.inputs.detection.time_formats import reduce_to_form
from cli.inputs.tables.columns import ValueKind
from cli.inputs.values.month_names import find_month_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cli.inputs.tables.table import Table

_TEXT: Final = "text"
_FORM: Final = "form"
_ROWS: Final = "rows"
_MONTH: Final = "month"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts of a piece that tell how the values of its file are written."""

    amounts: "Mapping[str, pl.Series]"
    """By position of the column, the different texts that tell marks."""
    times: pl.DataFrame | None
    """One row a form, what it tells of the order of day and month, and the month's name: an
    example, and how many rows are like it; None without a column of texts."""


def gather_evidence(table: "Table") -> Evidence:
    """Gather the texts of a piece; see `extract_evidence`."""
    fields = [] if table.parquet else [f for f in table.fields if f.kind is ValueKind.AMOUNT]
    moment = _find_time_column(table)
    return Evidence(
        find_telling_texts(table, fields),
        None if moment is None else _extract_times(table, moment),
    )


def extract_evidence(table: "Table", found: "Iterable[Evidence]") -> "Table":
    """Return a file of which only rows are looked at that tell how its values are written.

    They are the first ones, which `table` has, and from all pieces every text of an amount that is
    more than digits, and an example of each form of time.
    """
    pieces = list(found)
    columns: dict[str, pl.Series] = {}
    for place in {place for piece in pieces for place in piece.amounts}:
        texts = pl.concat([piece.amounts[place] for piece in pieces if place in piece.amounts])
        columns[place] = texts.unique(maintain_order=True)
    times = [piece.times for piece in pieces if piece.times is not None]
    if times:
        columns[str(_find_time_column(table))] = _choose_examples(pl.concat(times))
    first = read_sample(table)
    height = max((len(texts) for texts in columns.values()), default=0)
    padded = {
        place: texts.extend_constant(None, height - len(texts)) for place, texts in columns.items()
    }
    rows = pl.concat([first, pl.DataFrame(padded)], how="diagonal") if padded else first
    return table._replace(excerpt=rows)


def _find_time_column(table: "Table") -> int | None:
    """Return the position of the column of times that are texts."""
    moments = (field for field in table.fields if field.kind is ValueKind.TIME)
    return next((each.position for each in moments if table.get_type(each) == pl.String), None)


def _extract_times(table: "Table", moment: int) -> pl.DataFrame:
    text = pl.col(_TEXT)
    flags = [*find_signs(text), find_month_name(text).alias(_MONTH)]
    return (
        table.scan_texts(truncate=True)
        .select(pl.col(str(moment)).str.strip_chars().alias(_TEXT))
        .filter(text != "")
        .with_columns(reduce_to_form(text).alias(_FORM), *flags)
        .group_by(_FORM, *(flag.meta.output_name() for flag in flags), maintain_order=True)
        .agg(text.first(), pl.len().cast(pl.Int64).alias(_ROWS))
        .collect()
    )


def _choose_examples(times: pl.DataFrame) -> pl.Series:
    """Return an example of each form, sign and month, those of the commonest form first."""
    keys = [name for name in times.columns if name not in (_TEXT, _ROWS)]
    known = times.group_by(keys, maintain_order=True).agg(
        pl.col(_TEXT).first(), pl.col(_ROWS).sum()
    )
    common = pl.col(_ROWS).sum().over(_FORM)
    return known.sort(common, descending=True, maintain_order=True)[_TEXT]
