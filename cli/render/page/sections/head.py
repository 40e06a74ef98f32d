"""Title, period, money, coverage: what stands above everything else."""

from typing import TYPE_CHECKING

from cli.ledger import ALONE, JOURNEYS, TOUCHED
from cli.render.page.html import Markup, tag
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import LedgerLine


def find_title(page: "PageContext") -> str:
    """Return what stands above the page: as set, else what the report is called."""
    title = page.report.configuration.get("title")
    return str(title) if title else f"merito {page.report.name}"


def draw_head(page: "PageContext") -> Markup:
    """Return the title and the figures of the whole shop."""
    figures = _list_figures(page)
    facts = (tag("div", tag("dd", value), tag("dt", name)) for value, name in figures)
    return tag(
        "header",
        tag("h1", find_title(page)),
        tag("p", f"{page.words.label('as_of')} {page.report.as_of}", class_="lead")
        if page.report.as_of
        else None,
        tag("dl", *facts, class_="figures") if figures else None,
    )


def _list_figures(page: "PageContext") -> list[tuple[str, str]]:
    """Return value and name of orders, money and coverage, nothing where no order is told."""
    lines = {line.line: line for line in page.report.ledger if line.role == JOURNEYS}
    known = [lines[name] for name in (TOUCHED, ALONE) if name in lines]
    if len(known) < 2:
        return []
    money = sum(map(_find_amount, known))
    unit = f" {page.report.currency}" if page.report.currency else ""
    covered = _find_amount(known[0]) / money if money > 0 else None
    return [
        (
            page.write_one(sum(line.rows for line in known), ColumnKind.COUNT),
            page.words.label("orders"),
        ),
        (page.write_one(money / 100, ColumnKind.MONEY) + unit, page.words.label("money")),
        (page.write_one(covered, ColumnKind.SHARE), page.words.label("coverage")),
    ]


def _find_amount(line: "LedgerLine") -> int:
    return line.amount or 0
