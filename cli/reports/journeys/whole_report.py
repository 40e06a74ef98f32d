"""The tables of journeys in the report of everything."""

from typing import TYPE_CHECKING, Final

from attribution.paths.tables import PathTable, PathTables
from cli.reports.journeys.report import build_shown_table, group_journeys
from cli.reports.journeys.request import JourneysRequest, build_path_plan
from cli.reports.journeys.tables import RESERVED

if TYPE_CHECKING:
    from attribution.paths.plan import PathPlan
    from cli.dataset.dataset import Dataset
    from cli.dataset.run import Run
    from cli.options import Options
    from cli.report import Table
    from cli.reports.comparison.tables import ComparisonResult
    from cli.reports.journeys.tables import JourneyTables

_PREFIX: Final = "journeys_"
"""Before the names of the tables, which say little beside those of other reports."""
_EXCERPT: Final = (PathTable.ROLES, PathTable.PATHS)
"""What people see where they ask for no other."""
_MOST: Final = 1_000_000
"""Rows of a table that may have many, fewer than a sheet of a workbook holds."""
_MORE: Final = "merito journeys --show {table} has more"


class ReportJourneys:
    """The journeys that a report of everything counts together with its comparison."""

    def __init__(
        self, run: "Run", options: "Options", *, brief: bool, whole: bool, intervals: bool
    ) -> None:
        """Choose the tables: all, and where it is `brief` some, or that which is asked for.

        Where it is `whole`, each is to fit into a sheet; with `intervals` they end with these.
        """
        named = tuple(each for each in PathTable if options.show == f"{_PREFIX}{each}")
        tables = (named or _EXCERPT) if brief else tuple(PathTable)
        self._run, self._brief = run, brief
        self._most = _MOST if whole else None
        asked = JourneysRequest(tables, top=options.top, intervals=intervals)
        self._request = None if options.by in RESERVED else asked
        self.notes = () if self._request else (_describe_left_out(options.by or ""),)
        """What is amiss."""

    def plan(self, shop: "Dataset") -> "PathPlan | None":
        """Return what is counted of the journeys of a shop."""
        if self._request is None:
            return None
        return build_path_plan(self._run.settings, shop, self._request)

    def build_tables(self, found: "JourneyTables | None") -> "tuple[Table, ...]":
        """Return the tables, none where a column of theirs has the name of the breakdown."""
        if found is None:
            return ()
        tables = (
            build_shown_table(found, table, _MORE)
            if self._brief
            else found.build(table, found.asked.top or self._most)
            for table in found.asked.tables
        )
        return tuple(table._replace(name=f"{_PREFIX}{table.name}") for table in tables)

    def build_roles(self, found: "JourneyTables | None") -> "tuple[Table, ...]":
        """Return the roles with all of their columns, where they are among the tables."""
        if found is None or PathTable.ROLES not in found.asked.tables:
            return ()
        return (found.build(PathTable.ROLES, None),)

    def group(self, shop: "Dataset", made: "ComparisonResult") -> "JourneyTables | None":
        """Return what the tables are made of, None where there are to be none."""
        findings = made.findings
        if self._request is None or findings.paths is None:
            return None
        sums = PathTables(findings.paths, findings.values.names)
        return group_journeys(self._run, shop, self._request, sums, findings.blocks)


def _describe_left_out(name: str) -> str:
    return f"journeys: left out, their tables have a column {name} of their own; rename yours"
