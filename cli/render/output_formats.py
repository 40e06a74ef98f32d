"""What a report can be written as: formats, dialects of CSV, options of rendering."""

from enum import StrEnum
from typing import NamedTuple, Self

from cli.report import NumberStyle


class Format(StrEnum):
    """The forms a report can take, each with what is known of it before it is loaded."""

    renderer: str
    """`module:function` of this room that renders it, imported where it is needed."""
    extensions: tuple[str, ...]
    """Endings of files in it, the usual one first."""
    one_table: bool
    """Whether it holds one table alone."""
    for_people: bool
    """Whether people read it as it is: numbers rounded, of long tables the first rows."""
    captioned: bool
    """Whether it has a place for what stands below a table."""
    uncertain: bool
    """Whether a comparison in it has intervals where nobody says so."""

    TABLE = "table", "terminal:render", (".txt",), False, True, True, True
    CSV = "csv", "csv:render_csv", (".csv",), True, False, False, False
    TSV = "tsv", "csv:render_tsv", (".tsv",), True, False, False, False
    JSON = "json", "json:render", (".json",), False, False, False, True
    MARKDOWN = "markdown", "markdown:render", (".md", ".markdown"), False, True, True, False
    XLSX = "xlsx", "xlsx.workbook:render", (".xlsx",), False, False, True, True
    HTML = "html", "page.document:render", (".html", ".htm"), False, False, True, True
    PARQUET = "parquet", "parquet:render", (".parquet",), True, False, False, False

    def __new__(  # noqa: D102, PLR0913, PLR0917 - the fields say what is given
        cls,
        name: str,
        renderer: str,
        extensions: tuple[str, ...],
        one_table: bool,
        for_people: bool,
        captioned: bool,
        uncertain: bool,
    ) -> Self:
        member = str.__new__(cls, name)
        member._value_ = name
        member.renderer, member.extensions = renderer, extensions
        member.one_table, member.for_people = one_table, for_people
        member.captioned, member.uncertain = captioned, uncertain
        return member


class Dialect(StrEnum):
    """Whose CSV it is."""

    PLAIN = "plain"
    """UTF-8, decimal point, text untouched."""
    EXCEL = "excel"
    """With a byte-order mark, and text that looks like a formula disarmed."""
    EXCEL_EU = "excel-eu"
    """The same with decimal comma, and semicolons between cells."""


class RenderOptions(NamedTuple):
    """How a report is to look, as far as its format leaves a choice."""

    dialect: Dialect = Dialect.PLAIN
    """CSV and TSV."""
    tidy: bool = False
    """CSV, TSV and Parquet: one row a channel and model instead of models side by side."""
    width: int = 80
    """Table: columns of the terminal."""
    height: int | None = None
    """Table: lines of the terminal; None where nobody scrolls, as in a file."""
    color: bool = False
    """Table: whether ANSI colours may be used."""
    numbers: NumberStyle = NumberStyle.EN
    """Formats for people."""
    encoding: str = "utf-8"
    """Table: what the stream can show; the rest is escaped. Other formats are UTF-8."""
