"""What advertising returned: the dot plot of ROAS with the target, and the table."""

from typing import TYPE_CHECKING

import polars as pl

from cli.render.page.html import join, tag
from cli.render.page.sections.comparison import ComparedRows, draw_credit_table, draw_plot
from cli.render.page.sections.section import Section, draw_lead, draw_model_switches
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext


def build_returns(page: "PageContext") -> Section | None:
    """Return the section of a comparison that has costs."""
    table = page.find("compare")
    if table is None or "roas" not in table.frame.columns:
        return None
    rows = ComparedRows.of(table)
    paid = rows.frame.filter(pl.col("roas").is_not_null())[rows.channel].cast(pl.String).unique()
    some = ComparedRows(
        table,
        rows.frame.filter(pl.col(rows.channel).cast(pl.String).is_in(paid.to_list())),
        rows.channel,
        tuple(name for name in rows.channels if name in set(paid)),
        rows.models,
    )
    if not some.channels:
        return None
    plot = draw_plot(page, some, "roas", ColumnKind.RATIO, _find_target(page))
    switches = draw_model_switches(page, rows.models[:8])
    content = join(
        draw_lead(page, "returns_lead"),
        tag("div", switches, plot, class_="plot"),
        draw_credit_table(page, some, "roas", ColumnKind.RATIO),
    )
    return Section("returns", content, ("compare",))


def _find_target(page: "PageContext") -> float:
    """Return the ROAS that is needed: as set, else that at which cost is earned back."""
    settings = page.report.configuration.get("returns")
    known = settings if isinstance(settings, dict) else {}
    if known.get("target_roas"):
        return float(known["target_roas"])
    return 1 / float(known.get("margin") or 1)
