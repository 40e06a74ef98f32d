"""What customers are worth: by segment, the forecast beside what came, and by channel."""

from typing import TYPE_CHECKING, Final

import polars as pl

from cli.render.page.bars import BarRow, draw_key, draw_stacked
from cli.render.page.data_table import draw_table
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Table

_COLUMNS: Final = (
    *("segment", "customers", "alive", "p_alive_mean", "clv", "clv_share", "clv_mean"),
    "expected_loss",
)


def build_values(page: "PageContext") -> Section | None:
    """Return the section of values, where customers could be valued."""
    table = page.find("value")
    if table is None or "clv" not in table.frame.columns:
        return None
    holdout, won = page.find("holdout"), page.find("acquisition")
    at_risk = page.find("at_risk")
    content = join(
        draw_lead(page, "value_lead"),
        _draw_values(page, table),
        None if holdout is None else _draw_more(page, holdout, "holdout"),
        None if at_risk is None else _draw_at_risk(page, at_risk),
        None if won is None else _draw_acquisition(page, won, table),
    )
    shown = ("value", "holdout", "acquisition", "at_risk", "parameters", "customer_values")
    return Section("value", content, shown)


def sum_by_segment(at_risk: "Table") -> "Table":
    """Return how many customers of each segment are slipping away, and the value lost with them.

    A page never has a row a customer.
    """
    lost = pl.col("value_lost").sum()
    customers = pl.len().cast(pl.Int64).alias("customers")
    frame = at_risk.frame.group_by("segment").agg(customers, lost)
    frame = frame.sort("value_lost", "segment", descending=[True, False])
    kinds = {name: at_risk.kinds.get(name, ColumnKind.COUNT) for name in frame.columns}
    totals = frame.select(
        pl.lit("Total").alias("segment"), pl.col("customers").sum(), pl.col("value_lost").sum()
    )
    return at_risk._replace(name="at_risk_segments", frame=frame, kinds=kinds, totals=totals)


def _draw_values(page: "PageContext", table: "Table") -> Markup:
    frame = table.frame
    worth, loss = (page.write(frame[name], table.kinds[name]) for name in ("clv", "expected_loss"))
    rows = [
        BarRow(
            name,
            (float(frame["clv"][place]), float(frame["expected_loss"][place])),
            page.words.sentence("value", name=name, clv=worth[place], loss=loss[place]),
            worth[place],
        )
        for place, name in enumerate(frame["segment"])
    ]
    key = draw_key([page.words.column("clv"), page.words.column("expected_loss")])
    return join(
        key, draw_stacked(rows), draw_table(page, table, _COLUMNS), page.draw_captions(table)
    )


def _draw_at_risk(page: "PageContext", table: "Table") -> Markup:
    """Return the values lost by segment, below the days in which they were."""
    title = page.translate(table.title) or page.words.label("at_risk")
    return join(tag("h3", title), draw_table(page, sum_by_segment(table), title=title))


def _draw_acquisition(page: "PageContext", table: "Table", values: "Table") -> Markup:
    """Return what winning customers came to, without columns of costs that nobody knows.

    What the values above it say as well is not said again.
    """
    known = [name for name in table.frame.columns if table.frame[name].count()]
    title = page.words.label("acquisition")
    drawn = draw_table(page, table, known, title=title)
    below = tuple(line for line in table.caption if line not in values.caption)
    return join(tag("h3", title), drawn, page.draw_captions(table._replace(caption=below)))


def _draw_more(page: "PageContext", table: "Table", label: str) -> Markup:
    title = page.words.label(label)
    return join(tag("h3", title), draw_table(page, table, title=title))
