"""One table as comma- or tab-separated text (contract 3 and 4 of the command line)."""

from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from cli.render import Dialect
from cli.render.values import machine
from cli.render.wide import wide

if TYPE_CHECKING:
    from cli.render import Look
    from cli.report import Report, Table

_FORMULA = r"\A[=+\-@\t\r\n]"
"""Text that a spreadsheet would run instead of showing (OWASP, CSV injection)."""


def render_csv(report: "Report", look: "Look") -> bytes:
    """Return the report's one table as CSV, semicolons between the cells in excel-eu."""
    return _separated(report, look, ";" if look.dialect is Dialect.EXCEL_EU else ",")


def render_tsv(report: "Report", look: "Look") -> bytes:
    """Return the report's one table with tabs between the cells, quoted as CSV is."""
    return _separated(report, look, "\t")


def laid_out(report: "Report", look: "Look") -> "Table":
    """Return the report's one table, a comparison side by side unless it is to be tidy."""
    table = report.single()
    return wide(table) if table.models and not look.tidy else table


def _separated(report: "Report", look: "Look", separator: str) -> bytes:
    table = laid_out(report, look)
    decimal_comma = look.dialect is Dialect.EXCEL_EU
    excel = look.dialect is not Dialect.PLAIN
    frame = machine(table.frame, table.kinds, decimal="," if decimal_comma else ".")
    buffer = BytesIO()
    (_disarmed(frame, table.frame.schema) if excel else frame).write_csv(
        buffer,
        include_bom=excel,
        separator=separator,
        decimal_comma=decimal_comma,
        float_precision=6,
    )
    return buffer.getvalue()


def _disarmed(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Put an apostrophe before text that looks like a formula; numbers made text are left alone."""
    texts = [pl.col(name) for name, dtype in schema.items() if dtype == pl.String]
    guarded = frame.with_columns(
        pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text).name.keep()
        for text in texts
    )
    return guarded.rename(lambda name: f"'{name}" if name[:1] in set("=+-@\t\r\n") else name)
