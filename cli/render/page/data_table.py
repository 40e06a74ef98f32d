"""Tables with their values as CSV has them beside what people read."""

from typing import TYPE_CHECKING, Final

from cli.render.page.context import write_for_machines
from cli.render.page.html import Markup, join, tag
from cli.report import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from cli.render.page.context import PageContext
    from cli.report import Table

MOST: Final = 30
"""Rows of a table on the page."""


def draw_table(
    page: "PageContext",
    table: "Table",
    columns: "Sequence[str]" = (),
    *,
    title: str = "",
    most: int = MOST,
) -> Markup:
    """Return the first rows of a table, all columns or some of them, and its totals.

    Each number has its text in CSV beside it, by which it is sorted and copied.
    """
    shown = [name for name in columns or table.frame.columns if name in table.frame.columns]
    kinds = {name: table.kinds[name] for name in shown}
    rows = _draw_rows(page, table.frame.select(shown).head(most), kinds)
    totals = None
    if table.totals is not None and set(shown) <= set(table.totals.columns):
        totals = tag("tfoot", *_draw_rows(page, table.totals.select(shown), kinds))
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
        title or table.title,
        tag("thead", tag("tr", *(_draw_header(page, name, kinds[name]) for name in shown))),
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


def _draw_header(page: "PageContext", name: str, kind: ColumnKind) -> Markup:
    number = None if kind is ColumnKind.TEXT else "n"
    return tag("th", page.words.column(name), scope="col", class_=number, data_column=name)


def _draw_rows(
    page: "PageContext", frame: "pl.DataFrame", kinds: "dict[str, ColumnKind]"
) -> list[Markup]:
    machine = write_for_machines(frame, kinds)
    columns = [
        _draw_cells(page.write(frame[name], kind), machine[name].to_list(), kind, first=not place)
        for place, (name, kind) in enumerate(kinds.items())
    ]
    return [tag("tr", *cells) for cells in zip(*columns, strict=True)]


def _draw_cells(
    shown: list[str], values: list[str | None], kind: ColumnKind, *, first: bool
) -> list[Markup]:
    if first:
        return [tag("th", text, scope="row") for text in shown]
    if kind is ColumnKind.TEXT:
        return [tag("td", text) for text in shown]
    return [
        tag("td", text, class_="n", data_v=value or "")
        for text, value in zip(shown, values, strict=True)
    ]
