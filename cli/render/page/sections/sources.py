"""What was read: files, ledger, coverage, findings."""

from typing import TYPE_CHECKING, Final

from cli.render.page.data_table import draw_table
from cli.render.page.html import join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.settings.secrets import hide_credentials

if TYPE_CHECKING:
    from cli.render.page.context import PageContext

_TABLES: Final = ("files", "ledger", "coverage", "findings", "unassigned")


def build_sources(page: "PageContext") -> Section | None:
    """Return the section of the files and of what is odd about them."""
    found = [page.find(name) for name in _TABLES]
    tables = [draw_table(page, table) for table in found if table is not None]
    notes = [tag("li", hide_credentials(note)) for note in page.report.notes]
    if not tables and not notes:
        return None
    listed = tag("ul", *notes, class_="notes") if notes else None
    return Section("read", join(draw_lead(page, "read_lead"), *tables, listed), _TABLES)
