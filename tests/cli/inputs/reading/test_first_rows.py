"""The first rows of a file, which its first bytes mostly hold."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.inputs.files.find import find_sources
from cli.inputs.formats.recognise import recognise_source
from cli.inputs.reading.open import open_table
from cli.inputs.tables import table as tables
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
