"""The models held against what experiments measured."""

from typing import TYPE_CHECKING, Final

from cli.render.page.data_table import draw_table
from cli.render.page.html import join
from cli.render.page.sections.section import Section

if TYPE_CHECKING:
    from cli.render.page.context import PageContext

_NAME: Final = "experiments"


def build_experiments(page: "PageContext") -> Section | None:
    """Return the section of experiments, where the settings list some."""
    table = page.find(_NAME)
    if table is None:
        return None
    return Section(_NAME, join(draw_table(page, table), page.draw_captions(table)), (_NAME,))
