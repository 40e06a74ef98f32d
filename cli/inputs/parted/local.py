"""Files of this machine, read piece by piece."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cli.inputs.collecting import piece_by_piece
from cli.inputs.formats.recognise import recognised
from cli.inputs.panics import refusing_panics
from cli.inputs.parted.intake import FileRows
from cli.inputs.recheck import rechecked
from cli.inputs.scan import fast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.engines.spill import SpilledStore, SpillEngine
    from cli.engines.store import Spread, Store
    from cli.inputs.formats.recognise import Recognised
    from cli.inputs.parted.intake import Section
    from cli.inputs.table import Plan, Table
    from cli.settings.files import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LocalIntake:
    """Files of this machine, whose rows go into a temporary folder."""

    engine: "SpillEngine"

    @property
    def buckets(self) -> int:
        """See `Intake.buckets`."""
        return self.engine.buckets

    def recognised(
        self, section: "Section", role: "Role", folder: "Path | None", home: "Path | None"
    ) -> "list[Recognised[Section]]":
        """See `Intake.recognised`."""
        return recognised(section, role, folder, home)

    def read(
        self,
        table: "Table",
        plan: "Plan",
        function: "Callable[[FileRows], Spread[T]]",
        *,
        careful: bool,
    ) -> "tuple[SpilledStore, list[T]]":
        """See `Intake.read`."""
        with refusing_panics(table.source.name):
            return self.engine.spread(_pieces(table, plan, careful=careful), function)

    def placed(self, table: "Table") -> "Table":
        """See `Intake.placed`."""
        return table

    def notes(self, _store: "Store", _table: str) -> tuple[str, ...]:
        """See `Intake.notes`: this machine takes what there is."""
        return ()


def _pieces(table: "Table", plan: "Plan", *, careful: bool) -> "Iterator[FileRows]":
    start = 0
    way = rechecked if careful else fast
    for rows in way(table, plan, None, piece_by_piece):
        yield FileRows(rows, start)
        start += rows.read
