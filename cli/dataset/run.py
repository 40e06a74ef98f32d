"""A run: its settings, where its files and bad rows go, and how their rows are read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.settings.loading.load import LoadedSettings

if TYPE_CHECKING:
    import polars as pl

    from cli.dataset.bad_rows_file import BadRows
    from cli.engines.chunk_reader import ChunkReader


@dataclass(frozen=True, slots=True)
class Run(LoadedSettings):
    """The settings of a run, and what it was asked to do with the rows of its files."""

    bad_rows: "BadRows | None" = None
    """Where bad rows are saved to, None where nobody asks for them."""
    reader: "ChunkReader | None" = None
    """How rows get into a store, None where they are read into memory."""

    @classmethod
    def of(cls, loaded: LoadedSettings, bad_rows: "BadRows | None" = None) -> "Run":
        """Return a run with these settings that is read into memory."""
        return cls(loaded.settings, loaded.path, loaded.origins, bad_rows)

    @property
    def keep(self) -> "dict[str, pl.DataFrame] | None":
        """Where the readers put bad rows, by role; None where nobody asks for them."""
        return None if self.bad_rows is None else self.bad_rows.found
