"""The first rows of a file, which its first bytes mostly hold."""

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cli.inputs.files.find import find_sources
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.reading.open import open_table
from cli.inputs.tables import table as tables
from cli.inputs.tables.first_rows import FirstRows
from cli.inputs.touchpoints.read import choose_touchpoint_columns
from cli.settings.sections.exports.files import Role, Touchpoints
from tests.cli.inputs.small_files import TOUCHES

if TYPE_CHECKING:
    from cli.inputs.tables.table import Table

COUNT = 40
ROWS = [f"c{place},2025-01-02 10:00:{place:02},Email" for place in range(60)]
QUOTED = [f'c{place},2025-01-02 10:00:00,"Paid, {place}"' for place in range(60)]


def open_touches(folder: Path, content: bytes, **keys: object) -> "Table":
    path = folder / "touches.csv"
    path.write_bytes(content)
    section = Touchpoints.model_validate({"files": str(path), **keys})
    [source] = find_sources(section.files, "touchpoints", None)
    file = recognise_source(section, Role.TOUCHPOINTS, source, None)
    table, _ = open_table(file, choose_touchpoint_columns(section), "UTC", last_instant=False)
    return table


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ([TOUCHES, *ROWS], {}),
        ([TOUCHES, *ROWS[:3]], {}),
        (["\ufeff" + TOUCHES, *ROWS], {}),
        (["made on Monday", "", TOUCHES, *ROWS], {}),
        (["x,y", "1,2", TOUCHES, *ROWS], {"skip_rows": 2}),
        ([TOUCHES, *QUOTED], {}),
        ([TOUCHES, *ROWS[:50], *QUOTED], {}),
        ([TOUCHES, ROWS[0] + ",more,and more", "c1", "", *ROWS], {}),
        ([TOUCHES, f"{'c' * 500},2025-01-02 10:00:00,Émail", *ROWS], {}),
    ],
)
def test_the_beginning_tells_the_first_rows(
    lines: list[str], keys: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = "\r\n" if len(lines) % 2 else "\n"
    table = open_touches(tmp_path, end.join(lines).encode(), **keys)
    expected = table.scan_texts(truncate=True).head(COUNT).collect()
    for size in (1 << 18, 2_000, 300, 1):
        monkeypatch.setattr(tables, "_BEGINNING", size)
        table = table._replace(first=None)
        assert table.read_first_rows(COUNT).equals(expected)


def test_the_rest_of_a_text_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = open_touches(tmp_path, "\n".join([TOUCHES, *ROWS]).encode())
    monkeypatch.setattr(tables, "_BEGINNING", 2_000)
    with (tmp_path / "touches.csv").open("r+b") as file:
        file.seek(2_000)
        file.write(b'"\xff\0')
    assert table.read_first_rows(COUNT)["0"].to_list() == [f"c{n}" for n in range(COUNT)]


def test_tables_made_of_one_read_the_first_rows_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = open_touches(tmp_path, "\n".join([TOUCHES, *ROWS]).encode())
    rows = table.read_first_rows(COUNT)
    monkeypatch.setattr(tables, "_read_beginning", None)
    marked = table._replace(made=(pl.lit("x").alias("3"),), ignored=pl.col("0") == "c0")
    others = table._replace(ignored=pl.col("0") == "none")
    assert others.read_first_rows(COUNT).equals(rows)
    assert marked._replace(ignored=None).read_first_rows(COUNT).drop("3").equals(rows)
    assert marked.read_first_rows(COUNT)["0"].to_list() == [f"c{n}" for n in range(1, COUNT + 1)]


def test_other_rows_are_read_anew(tmp_path: Path) -> None:
    table = open_touches(tmp_path, "\n".join([TOUCHES, *ROWS]).encode())
    table.read_first_rows(COUNT)
    for other in (table._replace(end=5), table._replace(blank=("c7",)), table):
        expected = other.scan_texts(truncate=True).head(COUNT).collect()
        assert other.read_first_rows(COUNT).equals(expected)
        assert other.read_first_rows(3).equals(expected.head(3))


def test_rows_stay_where_a_table_goes_to_another_process() -> None:
    first = FirstRows()
    assert first.read((1,), lambda: pl.DataFrame({"0": ["a"]})).height == 1
    assert first.read((1,), pl.DataFrame).height == 1
    assert deepcopy(first).read((1,), pl.DataFrame).is_empty()
