"""What holds for the files of a role besides their section of the settings."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    import polars as pl

    from cli.settings.sections.tolerance import Tolerance


@dataclass(frozen=True, slots=True)
class ReadContext:
    """Where and how the files of a role are read."""

    timezone: str
    """The report's: local times are read in it unless the section has one of its own."""
    tolerance: "Tolerance"
    """How many rows may be bad."""
    folder: "Path | None" = None
    """What paths are relative to, None: the working folder."""
    home: "Path | None" = None
    """The folder of merito.yaml, where formats of the user's own are."""
    by: str | None = None
    """A further attribute that the report asks for; source_medium puts two together."""
    rates: "Mapping[str, Decimal]" = field(default_factory=dict)
    """What one unit of another currency is worth in the report's."""
    currency: str | None = None
    """The report's currency."""
    keep: "dict[str, pl.DataFrame] | None" = None
    """Where bad rows are put by role before they are refused, see `bad_rows.bad_rows_table`."""
