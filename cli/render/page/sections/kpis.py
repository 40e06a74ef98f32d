"""KPIs against their targets and their own past."""

from typing import TYPE_CHECKING, Final

from cli.render.page.data_table import draw_table
from cli.render.page.html import join
from cli.render.page.sections.section import Section

if TYPE_CHECKING:
    from cli.render.page.context import PageContext

_NAME: Final = "watch"
_COLUMNS: Final = (
    *("kpi", "period", "value", "target", "previous", "change", "expected", "expected_low"),
    *("expected_high", "verdict"),
)


def build_kpis(page: "PageContext") -> Section | None:
    """Return the section of KPIs, where the settings list some."""
    table = page.find(_NAME)
    if table is None:
        return None
    return Section(
        "kpis", join(draw_table(page, table, _COLUMNS), page.draw_captions(table)), (_NAME,)
    )
