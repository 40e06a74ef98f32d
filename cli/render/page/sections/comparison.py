"""Where the models disagree: a dot plot of each metric, and the table behind it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.page.context import write_for_machines
from cli.render.page.data_table import frame_table
from cli.render.page.dots import Dot, DotRow, draw_dots
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead, draw_model_switches
from cli.render.side_by_side import find_axes
from cli.render.text.interval_text import is_within_noise
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Table

METRICS: Final = {
    "revenue": ("revenue", ColumnKind.MONEY),
    "conversions": ("conversions", ColumnKind.CREDIT),
    "share": ("revenue_share", ColumnKind.SHARE),
}
"""Label, column and kind of what can be plotted."""
_DASH: Final = "\u2013"
_CHANGE: Final = "revenue_change"
_PLOTTED: Final = 8
"""Models that have a colour."""


@dataclass(frozen=True, slots=True)
class ComparedRows:
    """The rows of a comparison's first window and of all orders, by channel and model."""

    table: "Table"
    frame: pl.DataFrame
    channel: str
    channels: tuple[str, ...]
    models: tuple[str, ...]

    @classmethod
    def of(cls, table: "Table") -> "ComparedRows":
        """Return the rows, channels in the comparison's order."""
        frame, by = table.frame, find_axes(table.frame)
        for key in by.keys[:-1]:
            frame = frame.filter(pl.col(key) == frame[key].first())
        names = frame[by.channel].unique(maintain_order=True).cast(pl.String).to_list()
        return cls(table, frame, by.channel, tuple(names), table.models)

    def list_dots(
        self, page: "PageContext", column: str, kind: ColumnKind
    ) -> "dict[str, dict[int, Dot]]":
        """Return by channel the dots of the models that have a value."""
        found: dict[str, dict[int, Dot]] = {name: {} for name in self.channels}
        shown = page.write(self.frame[column], kind)
        ends = [
            self.frame[f"{column}_{end}"].to_list()
            if f"{column}_{end}" in self.frame.columns
            else [None] * self.frame.height
            for end in ("low", "high")
        ]
        columns = (self.frame[self.channel], self.frame["model"], self.frame[column])
        for name, model, value, low, high, text in zip(*columns, *ends, shown, strict=True):
            if value is not None:
                place = self.models.index(model)
                found[str(name)][place] = Dot(value, low, high, f"{model} {text}")
        return found


def build_comparison(page: "PageContext") -> Section | None:
    """Return the section of a comparison of models."""
    table = page.find("compare")
    if table is None or not table.models:
        return None
    rows = ComparedRows.of(table)
    content = join(
        draw_lead(page, "disagreement_lead"),
        _draw_plots(page, rows),
        draw_credit_table(page, rows, "revenue", ColumnKind.MONEY),
    )
    return Section("disagreement", content, ("compare",))


def _draw_plots(page: "PageContext", rows: ComparedRows) -> Markup:
    """Return a plot a metric; the one that is chosen is shown."""
    choices = (
        tag(
            "label",
            tag("input", type="radio", name="metric", class_=f"choose {label}", checked=not place),
            page.words.label(label),
        )
        for place, label in enumerate(METRICS)
    )
    metric = tag("fieldset", tag("legend", page.words.label("metric")), *choices)
    plots = (
        tag("div", draw_plot(page, rows, column, kind), class_=f"metric {label}")
        for label, (column, kind) in METRICS.items()
    )
    return tag(
        "div", draw_model_switches(page, rows.models[:_PLOTTED]), metric, *plots, class_="plot"
    )


def draw_plot(
    page: "PageContext",
    rows: ComparedRows,
    column: str,
    kind: ColumnKind,
    target: float | None = None,
) -> Markup:
    """Return the dot plot of a column, the channels by how far the models are apart."""
    roles = find_roles(page)
    drawn = []
    for name, dots in rows.list_dots(page, column, kind).items():
        few = {place: dot for place, dot in dots.items() if place < _PLOTTED}
        if few:
            values = ", ".join(dot.shown for dot in dots.values())
            sentence = page.words.sentence("dots", name=name, values=values)
            drawn.append(DotRow(name, roles.get(name, ""), few, sentence))
    drawn.sort(key=lambda row: (row.name.startswith("("), -_measure_spread(row)))
    write = partial(_write_mark, page, kind)
    return draw_dots(drawn, min(len(rows.models), _PLOTTED), write, target)


def _measure_spread(row: DotRow) -> float:
    values = [dot.value for dot in row.dots.values()]
    return max(values) - min(values)


def _write_mark(page: "PageContext", kind: ColumnKind, value: float) -> str:
    """Return a value of the scale, money without its cents."""
    if kind is ColumnKind.MONEY:
        return page.write_one(value / 100, ColumnKind.COUNT)
    return page.write_one(value, kind)


def find_roles(page: "PageContext") -> "dict[str, str]":
    """Return the role of each channel, where the report tells roles."""
    table = page.find("journeys_roles", "roles")
    if table is None or "role" not in table.frame.columns:
        return {}
    names = table.frame.to_series(0).cast(pl.String).to_list()
    roles = table.frame["role"].to_list()
    shown = (page.translate(role) or role if role else "" for role in roles)
    return {name: role for name, role in zip(names, shown, strict=True) if role}


def draw_credit_table(
    page: "PageContext", rows: ComparedRows, column: str, kind: ColumnKind
) -> Markup:
    """Return a column of each model side by side, its interval below it, and the totals."""
    roles = find_roles(page)
    cells = _list_cells(page, rows, column, kind)
    role = [tag("th", page.words.column("role"), scope="col")] if roles else []
    heads = (
        tag("th", model, scope="col", class_="n", data_column=f"{model}_{column}")
        for model in rows.models
    )
    first = tag("th", page.words.column(rows.channel), scope="col", data_column=rows.channel)
    body = (
        tag(
            "tr",
            tag("th", name, scope="row"),
            tag("td", roles.get(name, "")) if roles else None,
            *(cells.get((name, model), tag("td")) for model in rows.models),
        )
        for name in rows.channels
    )
    returned = column == "roas"
    unit = f", {page.report.currency}" if page.report.currency and not returned else ""
    title = page.words.label(column) + unit
    noisy = any("~" in cell for cell in cells.values())
    return frame_table(
        title,
        tag("thead", tag("tr", first, *role, *heads)),
        tag("tbody", *body),
        None if returned else _draw_totals(page, rows, column, kind, roles=bool(roles)),
        name=f"compare-{column}",
        note=page.words.label("noise", model=rows.table.baseline) if noisy else None,
    )


def _list_cells(
    page: "PageContext", rows: ComparedRows, column: str, kind: ColumnKind
) -> "dict[tuple[str, str], Markup]":
    ends = [f"{column}_low", f"{column}_high"]
    names = [column, *(name for name in ends if name in rows.frame.columns)]
    machine = write_for_machines(rows.frame.select(names), rows.table.kinds)
    shown = [page.write(rows.frame[name], kind) for name in names]
    noise = _list_noise(rows)
    cells = {}
    keys = zip(rows.frame[rows.channel].cast(pl.String), rows.frame["model"], strict=True)
    for place, (name, model) in enumerate(keys):
        value, *limits = (machine[each][place] or "" for each in names)
        interval = None
        if limits and all(limits):
            low, high = (each[place] for each in shown[1:])
            interval = tag(
                "small", f"{low} {_DASH} {high}", data_low=limits[0], data_high=limits[1]
            )
        mark = "~ " if noise[place] and value else ""
        cells[name, model] = tag(
            "td", f"{mark}{shown[0][place]}", interval, class_="n", data_v=value
        )
    return cells


def _list_noise(rows: ComparedRows) -> list[bool]:
    """Return by row whether its difference to the baseline may be noise; too few cannot tell."""
    if f"{_CHANGE}_low" not in rows.frame.columns:
        return [False] * rows.frame.height
    return is_within_noise(rows.frame, _CHANGE)


def _draw_totals(
    page: "PageContext", rows: ComparedRows, column: str, kind: ColumnKind, *, roles: bool
) -> Markup | None:
    totals = rows.table.totals
    if totals is None or column not in totals.columns:
        return None
    first = totals.unique("model", keep="first", maintain_order=True)
    machine = write_for_machines(first.select(column), {column: kind})[column].to_list()
    shown = dict(
        zip(first["model"], zip(page.write(first[column], kind), machine, strict=True), strict=True)
    )
    found = [shown.get(model, ("", "")) for model in rows.models]
    cells = (tag("td", text, class_="n", data_v=value or "") for text, value in found)
    empty = tag("td") if roles else None
    return tag("tfoot", tag("tr", tag("th", page.words.label("total"), scope="row"), empty, *cells))
