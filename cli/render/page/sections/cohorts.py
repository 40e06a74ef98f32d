"""Who comes back: the triangle of the cohorts."""

from typing import TYPE_CHECKING

from cli.render.page.context import write_for_machines
from cli.render.page.heat import HeatCell, draw_heat
from cli.render.page.html import join
from cli.render.page.sections.section import Section, draw_lead
from cli.report import ColumnKind

if TYPE_CHECKING:
    from cli.render.page.context import PageContext


def build_cohorts(page: "PageContext") -> Section | None:
    """Return the section of cohorts: how many, then retention by period, open ones with a star."""
    table = page.find("cohorts")
    if table is None:
        return None
    frame = table.frame.filter(table.frame["k"] > 0)
    if frame.is_empty():
        return None
    machine = write_for_machines(frame.select("retention"), table.kinds)["retention"].to_list()
    shares = page.write(frame["retention"], ColumnKind.SHARE)
    most = max((value for value in frame["retention"] if value is not None), default=1) or 1
    cells = {
        (cohort, k): HeatCell(text if value is not None else "*", raw or "", (value or 0) / most)
        for cohort, k, value, text, raw in zip(
            frame["cohort"], frame["k"], frame["retention"], shares, machine, strict=True
        )
    }
    periods = range(1, max(frame["k"]) + 1)
    empty = HeatCell("", "", 0)
    sizes = dict(table.frame.select("cohort", "customers").iter_rows())
    counts = {
        name: HeatCell(page.write_one(size, ColumnKind.COUNT), str(size), 0)
        for name, size in sizes.items()
    }
    rows = [
        (name, [counts[name], *(cells.get((name, k), empty) for k in periods)]) for name in sizes
    ]
    heat = draw_heat(
        page.find_title(table, ["retention"]),
        page.words.column("cohort"),
        [page.words.column("customers"), *map(str, periods)],
        rows,
        name="cohorts",
    )
    return Section("cohorts", join(draw_lead(page, "cohorts_lead"), heat), ("cohorts",))
