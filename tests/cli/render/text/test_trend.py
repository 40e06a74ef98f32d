import polars as pl
import pytest

from cli.render import render
from cli.render.output_formats import Format, RenderOptions
from cli.report import ColumnKind, NumberStyle, Table
from tests.cli.render.reports import report


@pytest.mark.parametrize(
    ("encoding", "trend"),
    [("utf-8", "▁▂▃▄▅▆▇█·"), ("ascii", "12345678.")],
    ids=["blocks", "digits"],
)
def test_levels_are_blocks_and_written_numbers_have_the_marks_of_the_style(
    encoding: str, trend: str
) -> None:
    frame = pl.DataFrame({"kpi": ["1,5"], "usual": ["1,234.5 to 2,000"], "trend": ["12345678."]})
    kinds = {"kpi": ColumnKind.TEXT, "usual": ColumnKind.WRITTEN, "trend": ColumnKind.TREND}
    look = RenderOptions(encoding=encoding, numbers=NumberStyle.IT)
    drawn = render(report(Table("w", "W", frame, kinds, frame)), Format.TABLE, look)
    row = drawn.decode(encoding).splitlines()[4]
    assert row.split("  ") == ["1,5", "1.234,5 to 2.000", trend]
