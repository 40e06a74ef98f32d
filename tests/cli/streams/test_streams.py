"""Streams are the same bytes whatever the pieces they come in."""

import io
from collections.abc import Iterator

import polars as pl
import pytest

from cli.render.output_formats import Dialect, Format
from cli.report import ColumnKind
from cli.streams import parquet
from cli.streams.row_stream import RowStream
from cli.streams.separated import write_separated

ROWS = pl.DataFrame(
    {
        "order_id": [f"o{row % 7}" for row in range(50)],
        "revenue": [row * 12_345 - 100_000 for row in range(50)],
        "share": [1 / (row + 1) for row in range(50)],
    }
)
KINDS = {
    "order_id": ColumnKind.TEXT,
    "revenue": ColumnKind.AMOUNT,
    "share": ColumnKind.EXACT,
}


def cut(size: int) -> Iterator[pl.DataFrame]:
    yield ROWS.head(0)
    yield from ROWS.iter_slices(size)


@pytest.mark.parametrize("size", [1, 8, 13, 50])
def test_parquet(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 16)
    found = []
    for each in (7, size):
        file = io.BytesIO()
        parquet.write_parquet(RowStream(KINDS, cut(each)), file)
        found.append(file.getvalue())
    assert found[0] == found[1]
    exact = ROWS.with_columns(pl.Series("revenue", [cell / 10_000 for cell in ROWS["revenue"]]))
    assert pl.read_parquet(io.BytesIO(found[0])).equals(exact)


@pytest.mark.parametrize("size", [1, 8, 50])
def test_separated(size: int) -> None:
    file = io.BytesIO()
    write_separated(RowStream(KINDS, cut(size)), Format.TSV, Dialect.PLAIN, file)
    lines = file.getvalue().decode().splitlines()
    assert lines[:3] == ["order_id\trevenue\tshare", "o0\t-10.00\t1", "o1\t-8.7655\t0.5"]
    assert lines[9:11] == ["o1\t-0.124\t0.1111111111111111", "o2\t1.1105\t0.1"]
    assert len(lines) == 51


@pytest.mark.parametrize("form", [Format.CSV, Format.PARQUET])
def test_no_rows(form: Format) -> None:
    file, stream = io.BytesIO(), RowStream(KINDS, iter([ROWS.head(0)]))
    if form is Format.PARQUET:
        parquet.write_parquet(stream, file)
        assert pl.read_parquet(io.BytesIO(file.getvalue())).columns == ROWS.columns
    else:
        write_separated(stream, form, Dialect.PLAIN, file)
        assert file.getvalue() == b"order_id,revenue,share\n"
