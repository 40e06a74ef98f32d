"""Tables that no section shows."""

from typing import TYPE_CHECKING

from cli.render.page.data_table import draw_table
from cli.render.page.html import Markup, join
from cli.render.page.sections.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.render.page.context import PageContext
    from cli.report import Table


def build_others(page: "PageContext", shown: "Iterable[str]") -> Section | None:
    """Return the tables of the report that are not among those shown, each whole or its start."""
    known = set(shown)
    rest = [table for table in page.report.tables if table.name not in known]
    drawn = [_draw(page, table) for table in rest if table.frame.width]
    return Section("other", join(*drawn)) if drawn else None


def _draw(page: "PageContext", table: "Table") -> Markup:
    return join(draw_table(page, table), page.draw_captions(table))
