"""The file that bad rows are saved to, as they were and with what is wrong with them."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cli.outputs.destinations import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from cli.render.output_formats import Dialect

_ROLES = ("touchpoints", "orders", "costs", "identities")


@dataclass(frozen=True, slots=True)
class BadRows:
    """Bad rows on their way to a file."""

    target: "Path"
    dialect: "Dialect"
    found: "dict[str, pl.DataFrame]" = field(default_factory=dict)
    """By role: `file`, `line`, `column`, `reason`, `text`."""

    @contextmanager
    def save_on_exit(self) -> "Iterator[None]":
        """Save what was kept in the meantime, also where reading ends because of bad rows.

        The file has a header and no rows where none is bad. Raises UnwritableError.
        """
        from cli.inputs.reading.problems import BadRowsError  # noqa: PLC0415 - not for --help

        try:
            yield
        except BadRowsError:
            self._write()
            raise
        self._write()

    def _write(self) -> None:
        import polars as pl  # noqa: PLC0415 - as above

        from cli.inputs.reading.bad_rows import COLUMNS  # noqa: PLC0415 - as above
        from cli.render.csv import write_dialect  # noqa: PLC0415 - as above

        parts = [self.found[role] for role in _ROLES if role in self.found]
        rows = pl.concat([pl.DataFrame(schema=COLUMNS), *parts])
        write_file(write_dialect(rows, self.dialect), self.target)
