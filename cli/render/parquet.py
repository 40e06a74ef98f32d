"""One table as Parquet: the columns of the CSV, at full precision."""

from io import BytesIO
from typing import TYPE_CHECKING

from cli.render.csv import laid_out

if TYPE_CHECKING:
    from cli.render import Look
    from cli.report import Report


def render(report: "Report", look: "Look") -> bytes:
    """Return the report's one table as Parquet, money as Float64 in currency units."""
    buffer = BytesIO()
    laid_out(report, look).exact.write_parquet(buffer)
    return buffer.getvalue()
