"""Reports turned into bytes, one module a format; nothing here opens a file.

- `text/`: What the terminal's table and Markdown share.
- `csv`: One table as comma- or tab-separated text (contract 3 and 4 of the command line).
- `highlights/`: Highlights as sentences, in each language.
- `json`: A whole report as JSON: rows tidy and at full precision, and the run's facts.
- `localised_report`: A report whose sentences write numbers as its tables do, for whoever reads it.
- `markdown`: A report as Markdown tables: what the terminal shows, for a wiki or an issue.
- `metric_kinds`: What the values of a KPI are, by its metric.
- `number_text`: Values as text: as machines read them (columns at once) and as people do (one by
  one).
- `output_formats`: What a report can be written as: formats, dialects of CSV, options of
  rendering.
- `overview`: A comparison on one screen: a row a channel, with the lowest and highest of its
  models.
- `page/`: A report as one page of HTML that loads nothing: for whoever decides.
- `parquet`: One table as Parquet: the columns of the CSV, at full precision.
- `recognised_reports`: Reports of merito's told by their bytes, so that nobody else's file is
  replaced unasked.
- `side_by_side`: A tidy comparison laid out with its models side by side.
- `terminal`: A report for the terminal: measured first, laid out to the size, nothing cut.
- `xlsx/`: A report as a workbook: a sheet a table, ready to be filtered and forwarded.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from cli.render.output_formats import Format, RenderOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.report import Report


def render(report: "Report", output_format: Format, look: RenderOptions | None = None) -> bytes:
    """Return the report in a format, complete, ending with a newline where it is text.

    CSV, TSV and Parquet hold one table: `SeveralTablesError` where the report has more.
    """
    if output_format.one_table:
        report.refuse_several_tables()
    return find_renderer(output_format)(report, look or RenderOptions())


def find_renderer(output_format: Format) -> "Callable[[Report, RenderOptions], bytes]":
    """Return the function that renders a format.

    Its module is imported here, because --help and usage errors name formats and must load no data
    library, and a report in one format needs no other.
    """
    module, _, name = output_format.renderer.partition(":")
    renderer: Callable[[Report, RenderOptions], bytes]
    renderer = getattr(import_module(f"cli.render.{module}"), name)
    return renderer
