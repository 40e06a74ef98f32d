"""Revenue by month, a small chart a channel, all on one scale."""

from typing import TYPE_CHECKING, Final

from attribution.comparison.row_names import NOT_CAUSED, UNATTRIBUTED
from cli.render.page.context import write_for_machines
from cli.render.page.heat import HeatCell, draw_heat
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.render.side_by_side import has_months_across, select_months
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Table

_HIGH: Final = 64
_NAME: Final = "months"
_MOST: Final = 12
"""Channels that have a chart; the table has all of them."""


def build_months(page: "PageContext") -> Section | None:
    """Return the section of months: of each channel bars, then the numbers."""
    table = page.find(_NAME) or _find_comparison(page)
    if table is None:
        return None
    frame = table.frame
    months = sorted(dict.fromkeys(frame["month"]))
    names = list(dict.fromkeys(frame["channel"]))
    texts = page.write(frame["revenue"], ColumnKind.MONEY)
    machine = write_for_machines(frame.select("revenue"), table.kinds)["revenue"].to_list()
    most = max((value or 0 for value in frame["revenue"]), default=0) or 1
    keys = frame.select("channel", "month").iter_rows()
    cells = {
        key: HeatCell(text, raw or "", max(value or 0, 0) / most)
        for key, value, text, raw in zip(keys, frame["revenue"], texts, machine, strict=True)
    }
    empty = HeatCell("", "", 0)
    rows = [(name, [cells.get((name, month), empty) for month in months]) for name in names]
    charts = (_draw_chart(page, name, months, own) for name, own in rows[:_MOST])
    content = join(
        draw_lead(page, "time_lead", model=table.baseline),
        tag("div", *charts, class_="multiples"),
        _tell_rest(page, sum(name not in {UNATTRIBUTED, NOT_CAUSED} for name in names)),
        draw_heat(page.find_title(table), page.words.column("channel"), months, rows, name=_NAME),
    )
    return Section("time", content, (_NAME,))


def _tell_rest(page: "PageContext", channels: int) -> Markup | None:
    """Return how many of the channels have a chart, None where all of them do."""
    if channels <= _MOST:
        return None
    count = page.write_one(channels, ColumnKind.COUNT)
    return tag("p", page.words.label("first_charts", shown=_MOST, channels=count), class_="note")


def _find_comparison(page: "PageContext") -> "Table | None":
    """Return the months of a comparison of one model by month, None where there is no such."""
    table = page.find("compare")
    if table is None or not has_months_across(table):
        return None
    [model] = table.models
    return table._replace(frame=select_months(table.frame), baseline=model)


def _draw_chart(
    page: "PageContext", name: str, months: list[str], cells: "list[HeatCell]"
) -> Markup:
    values = ", ".join(f"{month} {cell.shown}" for month, cell in zip(months, cells, strict=True))
    wide = 100 / len(months)
    bars = (
        tag(
            "rect",
            x=f"{place * wide:.4g}%",
            y=f"{_HIGH * (1 - cell.strength):.4g}",
            width=f"{wide * 0.8:.4g}%",
            height=f"{_HIGH * cell.strength:.4g}",
            class_="c0",
        )
        for place, cell in enumerate(cells)
    )
    ends = tag("p", tag("span", months[0]), tag("span", months[-1]), class_="ends")
    sentence = page.words.sentence("month", name=name, values=values)
    picture = tag("svg", *bars, width="100%", height=_HIGH, role="img", aria_label=sentence)
    return tag("figure", tag("figcaption", name), picture, ends)
