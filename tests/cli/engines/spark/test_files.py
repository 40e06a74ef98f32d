"""Files in many parts and blocks say on Spark what they say in memory: notes, lines, mistakes."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from tests.cli.engines.conftest import Same, Shop
from tests.cli.engines.spark.conftest import Cut
from tests.cli.engines.test_oddities import (
    BAD,
    CONFIG,
    GOOD,
    NONE,
    ORDER,
    ORDERS,
    TOUCH,
    TOUCHES,
    orders,
    touches,
    written,
)
from tests.running import inside

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

ENGINES = ("memory", "spark")
ODD = (
    "nobody",
    "purchases that a server reports",
    "currencies beside amounts",
    "JSON",
    "a file without rows",
    "dates late in a file",
    "ids of several kinds",
    "apostrophes before some numbers",
    "days before months late in a file",
    "letters",
)
MISTAKES = ("bad rows", "orders of two amounts", "currencies", "no rows", "an open quote")
MANY = f"{CONFIG}max_bad_rows: 10%\n"


@pytest.mark.parametrize("name", ODD)
def test_odd_files(same: Same, cut: Cut, tmp_path: Path, name: str) -> None:
    cut(900, 300)
    outcome = same(written(tmp_path, GOOD[name]), "report --format json -v")
    assert outcome.status == 0, outcome.err


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(same: Same, cut: Cut, tmp_path: Path, name: str) -> None:
    cut(900, 300)
    outcome = same(written(tmp_path, BAD[name]), "compare")
    assert outcome.status in {1, 2}


def test_no_orders(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(900, 300)
    assert same(written(tmp_path, NONE["nothing"]), "compare").status == 1


def test_more_bad_rows_than_are_allowed(same: Same, cut: Cut, shop: Shop, tmp_path: Path) -> None:
    cut(200_000, 30_000)
    config = (
        (shop("plain", 20_000) / "merito.yaml").read_text(encoding="utf-8").replace("10%", "3", 1)
    )
    for file in shop("plain", 20_000).glob("*.*v*"):
        (tmp_path / file.name).symlink_to(file)
    outcome = same(written(tmp_path, {}, config), "compare")
    assert outcome.status == 1
    assert "more than max_bad_rows: 3 allows" in outcome.err


def test_lines_of_late_blocks(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(20_000, 3_000)
    late = touches(2_000) + "c1,soon,Email\n" + touches(3_000) + "c1,2026-01-01\n" + touches(50)
    comment = touches(1_000) + "# a comment\n"
    late += comment + TOUCHES + comment + TOUCHES
    sold = orders(1_000) + "x,c1,2026-02-03 10:00:00,free\n" + "y,c1,2026-02-03 10:00:00,8.25\n"
    folder = written(tmp_path, {"t": TOUCHES + late, "o": ORDERS + sold}, MANY)
    outcome = same(folder, "compare -v")
    assert outcome.status == 0, outcome.err
    for place in ("t.csv:2002: ", "t.csv:5003: ", "o.csv:1002: "):
        assert place in outcome.err
    for text in ("2 lines repeat the header", "2 lines are comments"):
        assert f"t.csv: {text}, left out; the first one is line " in outcome.err


def test_values_over_several_lines(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(3_000, 500)
    form = 'c{n},2026-01-{day:02} 10:00:00,"Paid\nSearch"\n'
    files = {"t": TOUCHES + TOUCH + touches(400, form=form) + "c,soon,Email\n", "o": ORDERS + ORDER}
    outcome = same(written(tmp_path, files, MANY), "compare -v")
    assert "t.csv:862: " in outcome.err


def test_packed_files_and_windows_letters(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(3_000, 500)
    form = "c{n},2026-01-{day:02} 10:00:00,Café\n"
    said = (TOUCHES + touches(500, form=form) + "c,soon,Email\n").encode("cp1252")
    folder = written(tmp_path, {"o": ORDERS + ORDER}, MANY)
    (folder / "t1.csv").write_bytes(said)
    (folder / "t2.csv.gz").write_bytes(gzip.compress(said))
    outcome = same(folder, "compare -v")
    assert "was read as Windows-1252" in outcome.err
    assert "t1.csv:502: " in outcome.err
    assert "t2.csv.gz:502: " in outcome.err


def test_parquet_of_several_row_groups(same: Same, cut: Cut, tmp_path: Path) -> None:
    cut(5_000, 500)
    rows = pl.DataFrame({"n": range(30_000)}).with_columns(day=1 + pl.col("n") % 28)
    frame = rows.select(
        customer_id=pl.format("c{}", pl.col("n") % 900),
        touched_at=pl.format("2026-01-{}", pl.col("day").cast(pl.String).str.zfill(2)),
        channel=pl.format("Channel {}", pl.col("n") % 4),
    )
    late = pl.col("n") == 25_000
    bad = pl.when(late).then(pl.lit("soon")).otherwise("touched_at").alias("touched_at")
    folder = written(tmp_path, {"o": ORDERS + ORDER}, MANY)
    made = frame.with_columns(rows["n"]).with_columns(bad).drop("n")
    made.write_parquet(folder / "t.parquet", row_group_size=4_000)
    outcome = same(folder, "compare -v")
    assert outcome.status == 0, outcome.err
    assert "t.parquet:25001: " in outcome.err


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_folders_of_files(same: Same, cut: Cut, tmp_path: Path, kind: str) -> None:
    cut(900, 300)
    for place, role in enumerate((TOUCHES + TOUCH, ORDERS + ORDER)):
        folder = tmp_path / "to"[place]
        folder.mkdir()
        frame = pl.read_csv(role.encode(), infer_schema=False)
        for number, part in enumerate(frame.iter_slices(25)):
            if kind == "csv":
                part.write_csv(folder / f"part-{number}.csv")
            else:
                part.write_parquet(folder / f"part-{number}.parquet")
        (folder / "_SUCCESS").touch()
    config = CONFIG.replace("'t*'", "t").replace("'o*'", "o")
    globs = CONFIG.replace("'t*'", f"t/*.{kind}").replace("'o*'", f"o/*.{kind}")
    (tmp_path / "merito.yaml").write_text(globs, encoding="utf-8")
    globbed = same(tmp_path, "compare --format csv")
    assert globbed.status == 0, globbed.err
    (tmp_path / "merito.yaml").write_text(config, encoding="utf-8")
    whole = inside("compare", "--engine", "spark", "--format", "csv", cwd=tmp_path)
    assert whole == globbed


TELLING = {
    "the order of day and month": (
        touches(2_500, form="c{n},01/01/2026 10:00,Email\n")
        + touches(900, form="c{n},{day:02}/01/2026 10:00,Ads\n"),
        ORDER,
    ),
    "decimal commas": (
        TOUCH,
        orders(2_500, form="{row},c{n},2026-02-03,{row}\n")
        + orders(50, form='x{row},c{n},2026-02-03,"{row},25"\n'),
    ),
    "a row that goes on below the beginning": (
        touches(1_998)
        + touches(300, form='c{n},2026-01-{day:02} 10:00:00,"Paid\nSearch"\n')
        + touches(20),
        ORDER,
    ),
}


@pytest.mark.parametrize("name", TELLING)
def test_what_only_comes_below_the_beginning(
    same: Same, cut: Cut, tmp_path: Path, name: str
) -> None:
    cut(40_000, 9_000)
    touched, sold = TELLING[name]
    outcome = same(written(tmp_path, {"t": TOUCHES + touched, "o": ORDERS + sold}), "compare -v")
    assert outcome.status == 0, outcome.err


@pytest.mark.usefixtures("same")  # Spark is the one of the tests
def test_days_that_no_piece_tells_are_refused_without_a_line(cut: Cut, tmp_path: Path) -> None:
    cut(40_000, 9_000)
    touched = touches(2_500, form="c{n},01/01/2026,Email\n") + "c1,02/01/2026,Ads\n"
    folder = written(tmp_path, {"t": TOUCHES + touched, "o": ORDERS + ORDER})
    memory, spark = (inside("compare", "--engine", each, cwd=folder) for each in ENGINES)
    assert (spark.status, spark.stdout) == (memory.status, memory.stdout) == (1, b"")
    assert spark.err == memory.err.replace("t.csv:2502:", "t.csv:")
    assert spark.err != memory.err


def test_parquet_without_rows(same: Same, tmp_path: Path) -> None:
    folder = written(tmp_path, {"t1": TOUCHES + TOUCH, "o": ORDERS + ORDER})
    none = pl.read_csv((TOUCHES + TOUCH).encode(), infer_schema=False).clear()
    none.write_parquet(folder / "t2.parquet")
    assert same(folder, "compare -v").status == 0
