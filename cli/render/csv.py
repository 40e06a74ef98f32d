"""One table as comma- or tab-separated text (contract 3 and 4 of the command line)."""

from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from cli.render.number_text import format_for_machine
from cli.render.output_formats import Dialect
from cli.render.side_by_side import widen_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.render.output_formats import RenderOptions
    from cli.report import ColumnKind, Report, Table

_FORMULA = r"\A[=+\-@\t\r\n]"
"""Text that a spreadsheet would run instead of showing (OWASP, CSV injection)."""


def render_csv(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report's one table as CSV, semicolons between the cells in excel-eu."""
    return _render_separated(report, look, ";" if look.dialect is Dialect.EXCEL_EU else ",")


def render_tsv(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report's one table with tabs between the cells, quoted as CSV is."""
    return _render_separated(report, look, "\t")


def lay_out_table(report: "Report", look: "RenderOptions") -> "Table":
    """Return the report's one table, a comparison side by side unless it is to be tidy."""
    table = report.get_single_table()
    return widen_table(table) if table.models and not look.tidy else table


def _render_separated(report: "Report", look: "RenderOptions", separator: str) -> bytes:
    table = lay_out_table(report, look)
    return encode_rows(table.frame, table.kinds, separator, look.dialect)


def encode_rows(
    rows: pl.DataFrame,
    kinds: "Mapping[str, ColumnKind]",
    separator: str,
    dialect: Dialect,
    *,
    header: bool = True,
) -> bytes:
    """Return rows as separated text; without a header they go on below others."""
    decimal_comma = dialect is Dialect.EXCEL_EU
    excel = dialect is not Dialect.PLAIN
    frame = format_for_machine(rows, kinds, decimal="," if decimal_comma else ".")
    frame = _disarm_formulas(frame, rows.schema) if excel else frame
    return _write_separated(
        frame, separator, excel=excel, decimal_comma=decimal_comma, header=header
    )


def write_dialect(frame: pl.DataFrame, dialect: Dialect) -> bytes:
    """Return texts and whole numbers as CSV of a dialect; for Excel, formulas are disarmed."""
    excel = dialect is not Dialect.PLAIN
    european = dialect is Dialect.EXCEL_EU
    frame = _disarm_formulas(frame, frame.schema) if excel else frame
    return _write_separated(frame, ";" if european else ",", excel=excel, decimal_comma=european)


def _write_separated(
    frame: pl.DataFrame,
    separator: str,
    *,
    excel: bool,
    decimal_comma: bool,
    header: bool = True,
) -> bytes:
    buffer = BytesIO()
    frame.write_csv(
        buffer,
        include_bom=excel and header,
        include_header=header,
        separator=separator,
        decimal_comma=decimal_comma,
        float_precision=6,
    )
    return buffer.getvalue()


def _disarm_formulas(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Put an apostrophe before text that looks like a formula; numbers made text are left alone."""
    texts = [pl.col(name) for name, dtype in schema.items() if dtype == pl.String]
    guarded = frame.with_columns(
        pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text).name.keep()
        for text in texts
    )
    return guarded.rename(lambda name: f"'{name}" if name[:1] in set("=+-@\t\r\n") else name)
