import polars as pl
import pytest

from cli.render import render
from cli.render.output_formats import Format, RenderOptions
from cli.report import ColumnKind, Matrix, Table
from tests.cli.render.reports import report


def draw(matrix: Matrix, encoding: str = "utf-8") -> list[str]:
    frame = pl.DataFrame({"n": [1]})
    table = Table("m", "M", frame, {"n": ColumnKind.COUNT}, frame, matrix=matrix)
    look = RenderOptions(encoding=encoding)
    return render(report(table), Format.TABLE, look).decode(encoding).splitlines()


def make_matrix(
    values: list[float | None], *, unfinished: frozenset[tuple[str, str]] = frozenset()
) -> Matrix:
    frame = pl.DataFrame(
        {"name": [f"r{at}" for at in range(len(values))], "to": values},
        schema={"name": pl.String, "to": pl.Float64},
    )
    kinds = {"name": ColumnKind.TEXT, "to": ColumnKind.SHARE}
    headers = ("from [/b]", "to\x1b")
    return Matrix(frame, headers, kinds, frame.head(0), ("to",), unfinished)


@pytest.mark.parametrize(
    ("encoding", "blocks"), [("utf-8", "░░▒▓█"), ("latin-1", "::+=#")], ids=["blocks", "ascii"]
)
def test_shades_are_quarters_of_the_largest_value(encoding: str, blocks: str) -> None:
    drawn = draw(make_matrix([0.001, 0.24, 0.26, 0.5, 1.0, 0.0, -0.5, None]), encoding)
    shown = [line.split() for line in drawn[4:12]]
    assert [cells[3] for cells in shown[:5]] == list(blocks[:3] + blocks[3] + blocks[4])
    assert shown[5:] == [["r5", "0.0", "%"], ["r6", "-50.0", "%"], ["r7"]]
    assert drawn[-1].endswith("quarters of the largest value in the shaded columns")


def test_what_is_not_over_is_marked_and_digits_stand_below_each_other() -> None:
    drawn = draw(make_matrix([0.5, 0.25, None], unfinished=frozenset({("r1", "to"), ("r2", "to")})))
    assert drawn[4:7] == ["r0         50.0 % █", "r1         25.0 % *", "r2                *"]
    assert drawn[-1] == "* this period is not over: amounts so far, no quotients yet"


def test_headers_are_data() -> None:
    assert draw(make_matrix([None]))[2].split() == ["from", "[/b]", r"to\x1b"]


def test_nothing_is_shaded_where_there_is_nothing() -> None:
    assert draw(make_matrix([None, 0.0]))[-1] == "r1          0.0 %"
