"""One table as Parquet: the columns of the CSV, at full precision."""

from io import BytesIO
from typing import TYPE_CHECKING

from cli.render.csv import lay_out_table
from cli.render.recognised_reports import PARQUET_MARK

if TYPE_CHECKING:
    from cli.render.output_formats import RenderOptions
    from cli.report import Report


def render(report: "Report", look: "RenderOptions") -> bytes:
    """Return the report's one table as Parquet, money as Float64 in currency units."""
    buffer = BytesIO()
    lay_out_table(report, look).exact.write_parquet(buffer, metadata=PARQUET_MARK)
    return buffer.getvalue()
