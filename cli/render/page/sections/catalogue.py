"""The sections, in their order."""

from typing import TYPE_CHECKING, Final

from cli.render.page.sections.cohorts import build_cohorts
from cli.render.page.sections.comparison import build_comparison
from cli.render.page.sections.customers import build_customers
from cli.render.page.sections.experiments import build_experiments
from cli.render.page.sections.highlights import build_highlights
from cli.render.page.sections.journeys import build_journeys
from cli.render.page.sections.kpis import build_kpis
from cli.render.page.sections.method import build_method
from cli.render.page.sections.months import build_months
from cli.render.page.sections.others import build_others
from cli.render.page.sections.returns import build_returns
from cli.render.page.sections.sources import build_sources
from cli.render.page.sections.values import build_values

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.render.page.sections.section import Section

_FIRST: Final = (
    build_highlights,
    build_kpis,
    build_comparison,
    build_returns,
    build_experiments,
    build_journeys,
    build_customers,
    build_months,
    build_cohorts,
    build_values,
)
_LAST: Final = (build_sources, build_method)


def build_sections(page: "PageContext") -> "list[Section]":
    """Return the sections that the report has tables for."""
    first = [found for build in _FIRST if (found := build(page))]
    last = [found for build in _LAST if (found := build(page))]
    others = build_others(page, (name for each in (*first, *last) for name in each.tables))
    return [*first, *([others] if others else []), *last]
