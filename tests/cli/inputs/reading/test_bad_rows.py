"""Bad rows saved as they were, each once, whatever holds them."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.context import ReadContext
from cli.inputs.orders.read import read_orders
from cli.inputs.reading.problems import BadRowsError
from cli.inputs.touchpoints.read import read_touchpoints
from cli.settings.sections.exports.files import Orders, Touchpoints
from cli.settings.sections.root import Settings

HEADER = "order_id,customer_id,ordered_at,revenue"
GOOD = "1,anna,2026-01-01 10:00:00,5"
NONE, ALL = (Settings.model_validate({"max_bad_rows": each}).max_bad_rows for each in (0, "100%"))


def saved(folder: Path, name: str, **section: object) -> list[tuple[object, ...]]:
    keep: dict[str, pl.DataFrame] = {}
    given = Orders.model_validate({"files": name, **section})
    read_orders(given, ReadContext("UTC", ALL, folder, keep=keep))
    frame = keep["orders"]
    assert frame.columns == ["file", "line", "column", "reason", "text"]
    return frame.select("line", "column", "text").rows()


def test_a_row_over_several_lines_is_saved_whole(tmp_path: Path) -> None:
    rows = f'{HEADER}\n{GOOD}\n"2\nb",anna,soon,"5"\n\n3,"an\n\nna",,x\n'
    (tmp_path / "o.csv").write_text(rows, encoding="utf-8")
    assert saved(tmp_path, "o.csv") == [
        (3, "ordered_at", '"2\nb",anna,soon,"5"'),
        (6, "ordered_at, revenue", '3,"an\n\nna",,x'),
    ]


def test_lines_count_from_the_top_of_the_file(tmp_path: Path) -> None:
    text = f"exported today\n{HEADER};x\n".replace(",", ";") + "1;anna;soon;5;\n"
    (tmp_path / "o.csv.gz").write_bytes(gzip.compress(text.encode()))
    assert saved(tmp_path, "o.csv.gz", skip_rows=1) == [(3, "ordered_at", "1;anna;soon;5;")]


def test_rows_of_parquet_are_values(tmp_path: Path) -> None:
    frame = pl.read_csv(f'{HEADER}\n{GOOD}\n2,"a,b",soon,5\n'.encode(), infer_schema=False)
    frame.write_parquet(tmp_path / "o.parquet")
    assert saved(tmp_path, "o.parquet") == [(2, "ordered_at", '2,"a,b",soon,5')]


def test_theirs_is_the_columns_name(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(f"{HEADER}\n1,anna,2026-01-01,x\n".replace("revenue", "Total"))
    columns = {"revenue": "Total"}
    assert saved(tmp_path, "o.csv", columns=columns) == [(2, "Total", "1,anna,2026-01-01,x")]


def test_rows_that_cleaning_rejects_are_saved(tmp_path: Path) -> None:
    rows = ["1,anna,2026-01-01,1", "2,anna,2026-01-01,", "1,bea,2026-01-01,1", "3,anna,,2"]
    (tmp_path / "o.csv").write_text("\n".join([HEADER, *rows, GOOD[1:], ""]), encoding="utf-8")
    assert saved(tmp_path, "o.csv", rows="totals_on_first_row") == [
        (2, "customer_id", rows[0]),
        (3, "revenue", rows[1]),
        (4, "customer_id", rows[2]),
        (5, "ordered_at", rows[3]),
        (6, "order_id", GOOD[1:]),
    ]


def test_what_is_refused_is_kept_as_well(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("customer_id,touched_at,channel\na,b\n", encoding="utf-8")
    keep: dict[str, pl.DataFrame] = {}
    section = Touchpoints.model_validate({"files": "t.csv"})
    with pytest.raises(BadRowsError):
        read_touchpoints(section, ReadContext("UTC", NONE, tmp_path, keep=keep))
    assert keep["touchpoints"].rows() == [
        (
            str(tmp_path / "t.csv"),
            2,
            None,
            "2 values, but the header has 3 columns; the row is cut off, or lacks a delimiter",
            "a,b",
        )
    ]


LINES = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", ""]),
        st.sampled_from(["a", "b", ""]),
        st.sampled_from(["2026-01-01", "soon", ""]),
        st.sampled_from(["1", "2", "x", ""]),
    ).map(",".join)
    | st.sampled_from(["", "1,a", "1,2,3,4,5"]),
    min_size=1,
    max_size=12,
)


@given(LINES, st.sampled_from(["one_per_order", "line_items", "totals_on_first_row"]))
def test_as_many_rows_are_saved_as_the_ledger_leaves_out(lines: list[str], rows: str) -> None:
    keep: dict[str, pl.DataFrame] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "o.csv"
        path.write_text(
            "\n".join([HEADER, GOOD.replace("1", "9", 1), *lines, ""]), encoding="utf-8"
        )
        section = Orders.model_validate({"files": "o.csv", "rows": rows})
        read = read_orders(section, ReadContext("UTC", ALL, Path(folder), keep=keep))
    left_out = sum(line.rows for line in read.lines if line.line == "bad rows")
    found = keep["orders"]
    assert found.height == left_out
    assert found["text"].to_list() == [lines[line - 3] for line in found["line"]]
    assert found["reason"].str.len_chars().min() != 0
