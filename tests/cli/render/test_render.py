import subprocess
import sys

import pytest

from cli.render import render
from cli.render.output_formats import Format, RenderOptions
from cli.report import UnknownTableError
from tests.cli.render.reports import large, report, segments


def test_naming_formats_loads_no_library() -> None:
    code = (
        "import sys, cli.outputs.destinations, cli.render, cli.report; "
        "sys.exit(bool({'polars', 'numpy', 'rich', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("output_format", Format)
def test_every_format_gives_the_same_bytes_again(output_format: Format) -> None:
    first, second = (
        render(report(large()), output_format, RenderOptions(width=100)) for _ in range(2)
    )
    assert first == second
    assert first


@pytest.mark.parametrize("output_format", sorted(set(Format) - {Format.PARQUET, Format.XLSX}))
def test_text_ends_with_one_newline(output_format: Format) -> None:
    content = render(report(segments()), output_format)
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    assert b"\r" not in content


def test_a_table_is_chosen_by_name() -> None:
    both = report(large(), segments())
    assert both.select_table(None) is both
    assert both.select_table("rfm").get_single_table().name == "rfm"
    with pytest.raises(UnknownTableError, match=r"did you mean compare\? It has: compare, rfm"):
        both.select_table("compar")
    with pytest.raises(UnknownTableError, match=r'"zzz" in this report. It has'):
        both.select_table("zzz")
