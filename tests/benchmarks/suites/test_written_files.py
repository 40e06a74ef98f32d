from pathlib import Path

import polars as pl
import pytest

from benchmarks.measuring.process import FailedError
from benchmarks.measuring.race import Race
from benchmarks.suites import suite, written_files
from benchmarks.suites.agreement import DifferentError
from benchmarks.suites.row_differences import compare_rows, read_rows
from benchmarks.suites.written_files import OtherFileError, SameFiles, SameRows

KEYS = ("order_id", "position")
ROWS = "order_id,position,channel,linear\n7,1,Email,0.5\n7,2,Store,0.5\n8,,(unattributed),1\n"
OTHERS = (
    "order_id,position,channel,linear\n8,,(unattributed),1\n7,2,Store,0.5000001\n7,1,Email,0.5\n"
)


def compare(folder: Path, first: str, second: str) -> list[str]:
    (folder / "first.csv").write_text(first, encoding="utf-8")
    (folder / "second.csv").write_text(second, encoding="utf-8")
    mine, other = (read_rows(str(folder / name), KEYS) for name in ("first.csv", "second.csv"))
    return compare_rows(mine, other, KEYS)


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    assert compare(tmp_path, ROWS, OTHERS) == ["12", "0"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Email,0.5", "Email,0.50001", "7, 1, linear: 0.5 and 0.50001"),
        ("Email,0.5", "Email,", "7, 1, linear: 0.5 and None"),
        ("7,1", "6,1", "7, 1, order_id: 7 and 6"),
        ("7,2,Store,0.5000001\n", "", "rows and columns: (3, 4) and (2, 4)"),
    ],
)
def test_differences_of_rows_are_told(tmp_path: Path, old: str, new: str, line: str) -> None:
    _, number, *lines = compare(tmp_path, ROWS, OTHERS.replace(old, new))
    assert (number, lines) == (str(len(lines)), [*lines[:-1], line])


def test_texts_are_the_same_to_the_letter(tmp_path: Path) -> None:
    _, number, _ = compare(tmp_path, ROWS, OTHERS.replace("Email", "email"))
    assert number == "1"


def test_only_the_first_differences_are_told() -> None:
    first = pl.DataFrame({"order_id": range(9), "position": 1, "linear": 0.5})
    compared, number, *lines = compare_rows(first, first.with_columns(linear=0.4), KEYS)
    assert (compared, number, lines[0]) == ("27", "9", "0, 1, linear: 0.5 and 0.4")
    assert len(lines) == 5


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs are the path and the text that they write; rows are compared as one text."""

    def run(command: tuple[str, ...], folder: Path) -> tuple[None, str]:
        if "row_differences" in command[1]:
            first, second = ((folder / name).read_text(encoding="utf-8") for name in command[2:4])
            return None, "3\n0\n" if first == second else "3\n1\n1, linear: 1 and 2\n"
        path = folder / command[0]
        path.parent.mkdir(exist_ok=True)
        path.write_text(command[1], encoding="utf-8")
        return None, ""

    monkeypatch.setattr(written_files, "run", run)


def test_rows_are_compared_by_another_process(tmp_path: Path) -> None:
    names = ("a.csv", "b.csv")
    assert SameRows((("a.csv", "1"), ("b.csv", "1")), names, KEYS).check(tmp_path) == 3
    with pytest.raises(DifferentError, match=r"^1 numbers differ.*\n1, linear: 1 and 2$"):
        SameRows((("a.csv", "1"), ("b.csv", "2")), names, KEYS).check(tmp_path)


def test_files_of_one_name_must_be_the_same_bytes(tmp_path: Path) -> None:
    first, folders = ("a/rfm.csv", "1"), ("a", "b")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "alone.csv").write_text("5", encoding="utf-8")
    assert SameFiles((first, ("b/rfm.csv", "1")), folders).check(tmp_path) == 1
    with pytest.raises(OtherFileError) as raised:
        SameFiles((first, ("b/rfm.csv", "2")), folders).check(tmp_path)
    names = [str(tmp_path / name / "rfm.csv") for name in folders]
    assert str(raised.value) == f"{names[0]} is not the same as {names[1]}"


def test_what_is_written_is_removed_however_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_: object, folder: Path, rounds: int) -> Race:
        (folder / "reports").mkdir()
        for name in ("reports/rfm.csv", "credits.csv", "orders.csv"):
            (folder / name).write_text("1", encoding="utf-8")
        if rounds > 1:
            raise FailedError(["merito"], 3, "")
        return Race(())

    monkeypatch.setattr(suite, "run_race", write)
    made = suite.Suite("all", (), (), written=("reports", "credits.csv", "never.csv"))
    made.run(tmp_path, 1)
    with pytest.raises(FailedError):
        made.run(tmp_path, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]
