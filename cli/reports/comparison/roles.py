"""Which role each channel plays, told below a comparison."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from attribution.paths.tables import PathTable, PathTables
from cli.reports.journeys.request import JourneysRequest, build_path_plan
from cli.wording import format_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribution.paths.plan import PathPlan
    from attribution.results import AttributionResults
    from cli.dataset.dataset import Dataset
    from cli.report import Table
    from cli.settings import Settings

_VERBS: Final = {
    "opener": ("opens journeys", "open journeys"),
    "assistant": ("assists", "assist"),
    "closer": ("closes", "close"),
}
"""What one that has a role does, and several."""
_MOST: Final = 4
"""Names of a role, the others are counted."""


def plan_roles(settings: "Settings", shop: "Dataset") -> "PathPlan":
    """Return what is counted of journeys so that roles are known: those that end in an order."""
    asked = build_path_plan(settings, shop, JourneysRequest((PathTable.ROLES,)))
    return replace(asked, plan=replace(asked.plan, nonconverting=False))


def with_roles(table: "Table", findings: "AttributionResults") -> "Table":
    """Return a comparison that says below it who opens, assists and closes, where it is known."""
    if findings.paths is None:
        return table
    sums = PathTables(findings.paths, findings.values.names)
    said = describe_roles(sums.build(PathTable.ROLES, None).select("value", "role").iter_rows())
    if not said:
        return table
    overview = None if table.overview is None else table.overview._replace(roles=said)
    return table._replace(caption=(*table.caption, said), overview=overview)


def describe_roles(roles: "Iterable[tuple[str, str | None]]") -> str:
    """Return in one sentence who plays which role more often than others; else nothing."""
    players: dict[str, list[str]] = {role: [] for role in _VERBS}
    for name, role in roles:
        if role in players:
            players[role].append(name)
    told = [_describe_role(names, role) for role, names in players.items() if names]
    if not told:
        return ""
    return f"more often than the whole shop: {'; '.join(told)} (merito journeys)"


def _describe_role(names: list[str], role: str) -> str:
    one, several = _VERBS[role]
    shown, rest = names[:_MOST], len(names) - _MOST
    listed = format_list([*shown, f"{rest:,} more"] if rest > 0 else shown)
    return f"{listed} {one if len(names) == 1 else several}"
