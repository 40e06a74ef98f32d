"""Reports turned into bytes, one module a format; nothing here opens a file."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.report import Report


class Format(StrEnum):
    """The forms a report can take."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "markdown"
    PARQUET = "parquet"


class Dialect(StrEnum):
    """Whose CSV it is."""

    PLAIN = "plain"
    """UTF-8, decimal point, text untouched."""
    EXCEL = "excel"
    """With a byte-order mark, and text that looks like a formula disarmed."""
    EXCEL_EU = "excel-eu"
    """The same with decimal comma, and semicolons between cells."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is to look, as far as its format leaves a choice."""

    dialect: Dialect = Dialect.PLAIN
    """CSV and TSV."""
    tidy: bool = False
    """CSV, TSV and Parquet: one row a channel and model instead of models side by side."""
    width: int = 80
    """Table: columns of the terminal."""
    color: bool = False
    """Table: whether ANSI colours may be used."""
    encoding: str = "utf-8"
    """Table: what the stream can show; the rest is escaped. Other formats are UTF-8."""


def render(report: "Report", output_format: Format, look: Look | None = None) -> bytes:
    """Return the report in a format, complete, ending with a newline where it is text.

    CSV, TSV and Parquet hold one table: `SeveralTablesError` where the report has more.
    """
    # Here, because --help and usage errors name formats and must load no data library.
    from cli.render.dispatch import renderer  # noqa: PLC0415

    return renderer(output_format)(report, look or Look())
