"""How channels work together: roles, pairs, paths, lag."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.page.bars import BarRow, draw_key, draw_stacked
from cli.render.page.context import write_for_machines
from cli.render.page.data_table import draw_table
from cli.render.page.heat import HeatCell, draw_heat
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.render.text.paths import is_long, shorten_path
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Table

_PARTS: Final = ("first", "assist", "last")
_ROLES: Final = (
    *("journeys", *_PARTS, "assist_last_ratio", "first_last_ratio", "journeys_revenue", "role"),
)
_PATHS: Final = (
    *("path", "journeys", "journeys_share", "revenue", "conversion_rate", "lag_days_mean"),
)
_FIRST: Final = 12
_USUAL: Final = 0.5
"""Lift from which on pairs are shaded."""
_TABLES: Final = ("roles", "paths", "length", "lag", "summary", "sets", "pairs", "next")


def build_journeys(page: "PageContext") -> Section | None:
    """Return the section of journeys, with what the report has of them."""
    roles = _find(page, "roles")
    if roles is None or not set(_PARTS) <= set(roles.frame.columns):
        return None
    paths, pairs, lag = (_find(page, name) for name in ("paths", "pairs", "lag"))
    content = join(
        draw_lead(page, "journeys_lead"),
        _draw_roles(page, roles),
        None if pairs is None else _draw_pairs(page, pairs),
        None if paths is None else _draw_paths(page, paths),
        None if lag is None else _draw_lag(page, lag),
    )
    return Section("journeys", content, tuple(f"journeys_{name}" for name in _TABLES))


def _find(page: "PageContext", name: str) -> "Table | None":
    return page.find(f"journeys_{name}", name)


def _draw_roles(page: "PageContext", table: "Table") -> Markup:
    frame, channel = table.frame, table.frame.columns[0]
    known = frame.filter(pl.col("first").is_not_null()).head(_FIRST)
    shown = [page.write(known[part], ColumnKind.COUNT) for part in _PARTS]
    rows = [
        BarRow(
            str(name),
            tuple(float(known[part][place]) for part in _PARTS),
            page.words.sentence(
                "roles", name=name, **{part: shown[at][place] for at, part in enumerate(_PARTS)}
            ),
            page.translate(known["role"][place] or "") or "",
        )
        for place, name in enumerate(known[channel])
    ]
    names = [page.words.label(each) for each in ("opens", "assists", "closes")]
    title = page.words.label("roles")
    table_ = draw_table(page, table, (channel, *_ROLES), title=title)
    return join(draw_key(names), draw_stacked(rows), table_)


def _draw_pairs(page: "PageContext", table: "Table") -> Markup:
    """Return a table of the channels by each other, shaded by lift."""
    frame, one = table.frame, table.frame.columns[0]
    both = pl.concat([frame[one], frame["other"]])
    names = (
        both.value_counts(sort=True).sort("count", one, descending=[True, False])[one].head(_FIRST)
    )
    texts = page.write(frame["lift"], ColumnKind.RATIO)
    machine = write_for_machines(frame.select("lift"), table.kinds)["lift"].to_list()
    found = {
        frozenset(pair): HeatCell(text, value or "", (lift or 0) - _USUAL)
        for pair, lift, text, value in zip(
            frame.select(one, "other").iter_rows(), frame["lift"], texts, machine, strict=True
        )
    }
    empty = HeatCell("", "", 0)
    shown = sorted(names)
    rows = [(a, [found.get(frozenset((a, b)), empty) for b in shown]) for a in shown]
    title = page.words.label("pairs")
    return join(
        tag("h3", title),
        draw_lead(page, "pairs_lead"),
        draw_heat(title, page.words.column(one), shown, rows, name="pairs", headed=True),
    )


def _draw_paths(page: "PageContext", table: "Table") -> Markup:
    title = page.words.label("paths")
    paths = table.frame["path"].head(_FIRST)
    shown = [shorten_path(path) if is_long(path) else path for path in paths]
    whole = draw_table(page, table, _PATHS, title=title, most=_FIRST, written={"path": shown})
    between = draw_lead(page, "paths_between") if any(map(is_long, paths)) else None
    return join(tag("h3", title), between, whole)


def _draw_lag(page: "PageContext", table: "Table") -> Markup:
    known = table.frame.filter(pl.col("days").is_not_null())
    shown = page.write(known["journeys"], ColumnKind.COUNT)
    rows = [
        BarRow(
            str(days),
            (float(journeys),),
            page.words.sentence("lag", name=days, journeys=text),
            text,
        )
        for days, journeys, text in zip(known["days"], known["journeys"], shown, strict=True)
    ]
    title = page.words.label("lag")
    return join(tag("h3", title), tag("div", draw_stacked(rows), class_="narrow"))
