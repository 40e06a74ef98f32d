"""Tables whose cells are shaded by their values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.render.page.data_table import choose_class, frame_table
from cli.render.page.html import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHADES = 6


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What a cell shows, its text in CSV, and how strong it is, from 0 to 1."""

    shown: str
    value: str
    strength: float
    more: Markup | None = None


def draw_heat(  # noqa: PLR0913 - the names around the cells, and of the table
    title: str,
    corner: str,
    across: "Sequence[str]",
    down: "Sequence[tuple[str, Sequence[HeatCell]]]",
    *,
    name: str,
    headed: bool = False,
) -> Markup:
    """Return a table of names across and down."""
    head = tag(
        "tr",
        tag("th", corner, scope="col"),
        *(
            tag("th", each, scope="col", class_=" ".join(filter(None, ("n", choose_class(each)))))
            for each in across
        ),
    )
    rows = (
        tag(
            "tr", tag("th", label, scope="row", class_=choose_class(label)), *map(_draw_cell, cells)
        )
        for label, cells in down
    )
    return frame_table(title, tag("thead", head), tag("tbody", *rows), name=name, headed=headed)


def _draw_cell(cell: HeatCell) -> Markup:
    shade = round(min(max(cell.strength, 0), 1) * _SHADES)
    return tag("td", cell.shown, cell.more, class_=f"n h{shade}", data_v=cell.value)
