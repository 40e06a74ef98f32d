"""Reports turned into bytes, one module a format; nothing here opens a file."""

from typing import TYPE_CHECKING

from cli.render.output_formats import Format, RenderOptions

if TYPE_CHECKING:
    from cli.report import Report


def render(report: "Report", output_format: Format, look: RenderOptions | None = None) -> bytes:
    """Return the report in a format, complete, ending with a newline where it is text.

    CSV, TSV and Parquet hold one table: `SeveralTablesError` where the report has more.
    """
    # Here, because --help and usage errors name formats and must load no data library.
    from cli.render.dispatch import find_renderer  # noqa: PLC0415

    return find_renderer(output_format)(report, look or RenderOptions())
