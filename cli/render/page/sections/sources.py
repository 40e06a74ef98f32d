"""What was read: files, ledger, coverage, findings."""

from typing import TYPE_CHECKING, Final

from cli.render.page.data_table import draw_table
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.report import ColumnKind
from cli.settings.secrets import hide_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.page.context import PageContext

_TABLES: Final = ("files", "ledger", "coverage", "findings", "unassigned")


def build_sources(page: "PageContext") -> Section | None:
    """Return the section of the files and of what is odd about them."""
    found = [page.find(name) for name in _TABLES]
    tables = [draw_table(page, table) for table in found if table is not None]
    # The first note is the ledger in one sentence.
    ledger = () if page.find("ledger") else _list_ledger(page)
    notes = [
        *ledger,
        *(tag("li", page.say(hide_credentials(one))) for one in page.report.notes[1:]),
    ]
    if not tables and not notes:
        return None
    listed = tag("ul", *notes, class_="notes") if notes else None
    return Section("read", join(draw_lead(page, "read_lead"), *tables, listed), _TABLES)


def _list_ledger(page: "PageContext") -> "Iterator[Markup]":
    """Yield the lines of the ledger, where no table has them."""
    for line in page.report.ledger:
        rows = page.write_one(line.rows, ColumnKind.COUNT)
        yield tag("li", page.say(line.role), ": ", page.say(line.line), f": {rows}")
