"""Which module renders which format."""

from typing import TYPE_CHECKING, assert_never

from cli.render import csv, json, markdown, parquet, terminal
from cli.render.output_formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.render.output_formats import RenderOptions
    from cli.report import Report


def find_renderer(output_format: Format) -> "Callable[[Report, RenderOptions], bytes]":
    """Return the function that renders a format."""
    match output_format:
        case Format.TABLE:
            return terminal.render
        case Format.CSV:
            return csv.render_csv
        case Format.TSV:
            return csv.render_tsv
        case Format.JSON:
            return json.render
        case Format.MARKDOWN:
            return markdown.render
        case Format.PARQUET:
            return parquet.render
        case _:
            assert_never(output_format)
