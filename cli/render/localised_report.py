"""A report whose sentences write numbers as its tables do, for whoever reads it."""

from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.number_text import localise_sentence
from cli.report import ColumnKind, NumberStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cli.report import Report, Table

_MARKED: Final = r"[0-9][.,][0-9]"
"""Names without it have no number that a style writes otherwise."""
_OF_CUSTOMERS: Final = frozenset({"facts"})
"""Tables whose title is somebody's id."""


def localise_report(report: "Report", style: NumberStyle, encoding: str = "utf-8") -> "Report":
    """Return a report with the numbers of its titles, captions, notes and sentences in a style.

    Names that are in its tables, what is quoted, and lines to paste stay as they are.
    """
    if style is NumberStyle.EN:
        return report
    names = {name for table in report.tables for name in _list_names(table)}
    names.update(file.path for file in report.files)
    write = partial(localise_sentence, style=style, encoding=encoding, names=names)
    return report._replace(
        tables=tuple(_localise_table(table, write) for table in report.tables),
        notes=tuple(map(write, report.notes)),
        summary=write(report.summary),
        head=tuple(map(write, report.head)),
    )


def _list_names(table: "Table") -> "Iterator[str]":
    """Yield the data of a table in which a number could be mistaken for one of ours."""
    texts = (name for name, dtype in table.frame.schema.items() if dtype == pl.String)
    for name in texts:
        if table.kinds.get(name) is ColumnKind.TEXT and name not in table.sentences:
            yield from table.frame.filter(pl.col(name).str.contains(_MARKED))[name]


def _localise_table(table: "Table", write: "Callable[[str], str]") -> "Table":
    told = table.overview
    overview = told and told._replace(
        title=write(told.title), line=write(told.line), roles=write(told.roles)
    )
    return table._replace(
        title=table.title if table.name in _OF_CUSTOMERS else write(table.title),
        caption=tuple(map(write, table.caption)),
        overview=overview,
        frame=table.frame.with_columns(
            pl.Series(name, [text and write(text) for text in table.frame[name]], dtype=pl.String)
            for name in table.sentences
            if name in table.frame.columns
        ),
    )
