"""Tables with their values as CSV has them beside what people read."""

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.page.context import write_for_machines
from cli.render.page.html import Markup, join, tag
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cli.render.page.context import PageContext
    from cli.report import Table

_DATE: Final = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|W\d\d|Q\d)")
_OURS: Final = frozenset(
    ("role", "line", "severity", "message", "remedy", "verdict", "metric", "quantity")
)
"""Columns that hold words of ours."""
MOST: Final = 30
"""Rows of a table on the page."""


def draw_table(  # noqa: PLR0913 - which part of a table, and what stands for its cells
    page: "PageContext",
    table: "Table",
    columns: "Sequence[str]" = (),
    *,
    title: str = "",
    most: int = MOST,
    written: "Mapping[str, Sequence[str]] | None" = None,
) -> Markup:
    """Return the first rows of a table, all columns or some of them, and its totals.

    Each number has its text in CSV beside it, by which it is sorted and copied. `written` has what
    people read of columns whose rows hold values of several kinds.
    """
    shown = [name for name in columns or table.frame.columns if name in table.frame.columns]
    kinds = {name: table.kinds[name] for name in shown}
    rows = _draw_rows(page, table.frame.select(shown).head(most), kinds, written or {})
    totals = None
    if table.totals is not None and set(shown) <= set(table.totals.columns):
        totals = tag("tfoot", *_draw_totals(page, table.totals.select(shown), kinds))
    rest = table.frame.height - most
    caption = (
        page.words.label(
            "first_rows",
            shown=page.write_one(most, ColumnKind.COUNT),
            rows=page.write_one(table.frame.height, ColumnKind.COUNT),
        )
        if rest > 0
        else None
    )
    return frame_table(
        title or page.find_title(table, shown),
        _draw_head(page, table.name, kinds),
        tag("tbody", *rows),
        totals,
        name=table.name,
        note=caption,
        headed=bool(title),
    )


def frame_table(
    title: str, *parts: Markup | None, name: str, note: str | None = None, headed: bool = False
) -> Markup:
    """Return a table that can be moved sideways by itself, with what stands below it.

    Where it is `headed`, a heading above it says what its caption says: only readers of screens
    are told again.
    """
    caption = tag("caption", title, class_="seen" if headed else None)
    whole = tag("table", caption, *parts, data_table=name)
    region = tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=title)
    return join(region, None if note is None else tag("p", note, class_="note"))


def choose_class(text: str) -> str | None:
    """Return the class of a text: days and months are never folded at their hyphens."""
    return "d" if _DATE.fullmatch(text) else None


def _draw_head(page: "PageContext", table: str, kinds: "dict[str, ColumnKind]") -> Markup:
    heads = (
        tag(
            "th",
            page.words.column(name, table),
            scope="col",
            class_=None if kind is ColumnKind.TEXT else "n",
            data_column=name,
        )
        for name, kind in kinds.items()
    )
    return tag("thead", tag("tr", *heads))


def _draw_totals(
    page: "PageContext", totals: "pl.DataFrame", kinds: "dict[str, ColumnKind]"
) -> list[Markup]:
    """Return the rows of totals, whose names are words of ours."""
    first, *_ = kinds
    names = [page.translate(name) or name for name in totals[first].to_list()]
    return _draw_rows(page, totals.with_columns(pl.Series(first, names)), kinds, {})


def _draw_rows(
    page: "PageContext",
    frame: "pl.DataFrame",
    kinds: "dict[str, ColumnKind]",
    written: "Mapping[str, Sequence[str]]",
) -> list[Markup]:
    machine = write_for_machines(frame, kinds)
    shown = {
        name: written[name][: frame.height]
        if name in written
        else _show_cells(page, frame[name], kind)
        for name, kind in kinds.items()
    }
    columns = [
        _draw_cells(shown[name], machine[name].to_list(), kind, first=not place)
        for place, (name, kind) in enumerate(kinds.items())
    ]
    return [tag("tr", *cells) for cells in zip(*columns, strict=True)]


def _show_cells(page: "PageContext", column: "pl.Series", kind: ColumnKind) -> "Sequence[str]":
    """Return what people read; words of ours, not those of data, in the page's language."""
    shown = page.write(column, kind)
    if column.name == "action":
        # Of segments of one's own it is data.
        return [page.translate(text) or text for text in shown]
    return [page.say(text) for text in shown] if column.name in _OURS else shown


def _draw_cells(
    shown: "Sequence[str]", values: list[str | None], kind: ColumnKind, *, first: bool
) -> list[Markup]:
    if first:
        return [tag("th", text, scope="row", class_=choose_class(text)) for text in shown]
    if kind is ColumnKind.TEXT:
        return [tag("td", text, class_=choose_class(text)) for text in shown]
    return [
        tag("td", text, class_="n", data_v=value or "")
        for text, value in zip(shown, values, strict=True)
    ]
