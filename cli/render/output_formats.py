"""What a report can be written as: formats, dialects of CSV, options of rendering."""

from dataclasses import dataclass
from enum import StrEnum


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
class RenderOptions:
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
