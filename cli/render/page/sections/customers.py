"""Who the customers are, and who moved."""

from typing import TYPE_CHECKING, Final

from cli.render.page.bars import BarRow, draw_beside, draw_key
from cli.render.page.context import write_for_machines
from cli.render.page.data_table import draw_table
from cli.render.page.heat import HeatCell, draw_heat
from cli.render.page.html import Markup, join, tag
from cli.render.page.sections.section import Section, draw_lead
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext
    from cli.report import Table

_COLUMNS: Final = (
    *("segment", "customers", "customers_share", "orders", "revenue", "revenue_share"),
    *("average_order_value", "recency_days_mean", "action"),
)
_GRID: Final = "rfm_grid"


def build_customers(page: "PageContext") -> Section | None:
    """Return the section of segments, with the grid of scores and the moves where there are any."""
    segments = page.find("rfm")
    if segments is None or "segment" not in segments.frame.columns:
        return None
    own, grid, moves = page.find("own"), page.find(_GRID), page.find("migration")
    content = join(
        draw_lead(page, "customers_lead"),
        _draw_segments(page, segments),
        None if own is None else _draw_own(page, own),
        None if grid is None else _draw_grid(page, grid),
        None if moves is None else _draw_moves(page, moves),
    )
    return Section("customers", content, ("rfm", "own", _GRID, "migration", "customers"))


def _draw_segments(page: "PageContext", table: "Table") -> Markup:
    frame = table.frame
    shown = {
        name: page.write(frame[name], table.kinds[name])
        for name in ("customers", "customers_share", "revenue", "revenue_share")
    }
    rows = [
        BarRow(
            name,
            (frame["customers_share"][place] or 0, frame["revenue_share"][place] or 0),
            page.words.sentence(
                "segment", name=name, **{key: texts[place] for key, texts in shown.items()}
            ),
            f"{shown['customers_share'][place]} · {shown['revenue_share'][place]}",
        )
        for place, name in enumerate(frame["segment"])
    ]
    key = draw_key([page.words.column("customers"), page.words.column("revenue")])
    return join(key, draw_beside(rows), draw_table(page, table, _COLUMNS))


def _draw_own(page: "PageContext", table: "Table") -> Markup:
    title = page.words.label("own")
    drawn = draw_table(page, table, _COLUMNS, title=title)
    return join(tag("h3", title), drawn, page.draw_captions(table))


def _draw_grid(page: "PageContext", table: "Table") -> Markup:
    """Return customers and money by recency across and frequency-money down."""
    frame = table.frame
    machine = write_for_machines(frame, table.kinds)
    money = page.write(frame["revenue"], ColumnKind.MONEY)
    most = max(frame["revenue"].to_list(), default=0) or 1
    found = {
        (r, fm): HeatCell(
            page.write_one(customers, ColumnKind.COUNT),
            machine["customers"][place] or "",
            revenue / most,
            tag("small", money[place], data_money=machine["revenue"][place]),
        )
        for place, (r, fm, customers, revenue) in enumerate(
            frame.select("r", "fm", "customers", "revenue").iter_rows()
        )
    }
    bins = range(1, max([*frame["r"], *frame["fm"]]) + 1)
    empty = HeatCell("", "", 0)
    rows = [(f"FM {fm}", [found.get((r, fm), empty) for r in bins]) for fm in reversed(bins)]
    title = page.words.label("grid")
    across = [f"R {r}" for r in bins]
    return join(
        tag("h3", title),
        draw_lead(page, "grid_lead"),
        draw_heat(title, "FM / R", across, rows, name=_GRID, headed=True),
    )


def _draw_moves(page: "PageContext", table: "Table") -> Markup:
    frame = table.frame
    across = list(dict.fromkeys(frame["to_segment"]))
    order = list(dict.fromkeys(frame["from_segment"]))
    across.sort(key=lambda name: order.index(name) if name in order else len(order))
    most = max(frame["customers"].to_list(), default=0) or 1
    texts = page.write(frame["customers"], ColumnKind.COUNT)
    cells = {
        (was, became): HeatCell(text, str(count), count / most)
        for (was, became, count), text in zip(
            frame.select("from_segment", "to_segment", "customers").iter_rows(), texts, strict=True
        )
    }
    empty = HeatCell("", "", 0)
    rows = [(was, [cells.get((was, became), empty) for became in across]) for was in order]
    title = page.words.label("moves")
    return join(
        tag("h3", title),
        draw_lead(page, "moves_lead"),
        draw_heat(
            page.find_title(table, ["customers"]),
            page.words.label("from"),
            across,
            rows,
            name="migration",
        ),
    )
