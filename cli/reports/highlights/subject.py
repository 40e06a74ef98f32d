"""What the rules look at: the tables of the other reports, and what the settings say of them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cli.reports.highlights.credit import list_credits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cli.report import Table
    from cli.reports.highlights.credit import ChannelCredit
    from cli.settings import Settings
    from rfm.concentration import Concentration


@dataclass(frozen=True)
class HighlightSubject:
    """A shop in tables."""

    tables: "Mapping[str, Table]"
    """By their names those that there are: compare, roles, coverage, findings, migration, …"""
    settings: "Settings"
    concentration: "Concentration"
    since: "date"
    """The earlier day of the migration."""
    as_of: "date"

    @property
    def has_touches(self) -> bool:
        """Whether models were compared, which orders alone do not allow."""
        return "compare" in self.tables

    @property
    def comparison(self) -> "Table":
        """The comparison, which every report with touches has."""
        return self.tables["compare"]

    @cached_property
    def credits(self) -> "tuple[ChannelCredit, ...]":
        """What each channel gets under each model."""
        return tuple(list_credits(self.comparison))

    @cached_property
    def additive(self) -> tuple[str, ...]:
        """The models that part all orders among the channels."""
        totals = self.comparison.totals
        if totals is None:
            return ()
        defined = set(totals.filter(totals["revenue"].is_not_null())["model"].to_list())
        return tuple(name for name in self.comparison.models if name in defined)

    def find_model(self, kind: str) -> str | None:
        """Return the name of the first additive model of a kind, None where there is none."""
        models = self.settings.models
        return next(
            (one.name for one in models if one.kind == kind and one.name in self.additive), None
        )

    @cached_property
    def roles(self) -> "Mapping[str, Mapping[str, object]]":
        """By channel its row of the table of roles; none where there is no such table."""
        table = self.tables.get("roles")
        if table is None:
            return {}
        channel = self.comparison.frame.columns[self.comparison.frame.columns.index("model") + 1]
        return {str(row[channel]): row for row in table.frame.iter_rows(named=True)}
