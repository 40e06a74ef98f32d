"""Files as Spark finds them: names, beginnings, blocks in order, to the byte."""

import gzip
import io
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cli.engines.bucket_store import Bucketed
from cli.inputs.files.errors import EmptyFileError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from cli.engines.spark.files.blocks import Block
    from cli.engines.spark.store import SparkEngine

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

from cli.engines.spark.errors import PathError  # noqa: E402 - needs PySpark
from cli.engines.spark.files.find_files import find_files, read_blocks, read_heads  # noqa: E402

HEADER = b"id,name\r\n"
FILES = {
    "b 1.csv": HEADER + b"1,a\r\n2,b\r\n",
    "a[1].csv": b"id,name\n3,caf\xe9\n4,z",
    "c.csv.gz": gzip.compress(b"id,name\n5,y\n"),
}


@pytest.fixture
def folder_of_files(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "_SUCCESS").write_bytes(b"")
    return tmp_path


def seen(block: "Block") -> Bucketed["Block"]:
    return Bucketed((), block)


def test_files_of_a_folder_and_a_pattern_by_name(
    session: "SparkSession", folder_of_files: Path
) -> None:
    names = [str(folder_of_files / name) for name in ("a[1].csv", "b 1.csv", "c.csv.gz")]
    assert [file.name for file in find_files(session, str(folder_of_files))] == names
    assert [file.name for file in find_files(session, f"{folder_of_files}/*.csv")] == names[:2]
    assert [file.size for file in find_files(session, f"file:{folder_of_files}/b*")] == [19]


def test_a_path_that_is_not_there_is_told(session: "SparkSession", tmp_path: Path) -> None:
    with pytest.raises(PathError) as caught:
        find_files(session, str(tmp_path / "none" / "*.csv"))
    assert str(caught.value) == (
        f"{tmp_path}/none/*.csv: Spark finds no such file or folder, or nothing in it; check the"
        " path, and that the workers can reach it"
    )


def test_beginnings_of_text_are_its_bytes(session: "SparkSession", folder_of_files: Path) -> None:
    found = read_heads(session, find_files(session, str(folder_of_files)))
    assert [text for _, text in found] == [
        FILES["a[1].csv"] + b"\n",
        FILES["b 1.csv"],
        b"id,name\n5,y\n",
    ]


def test_the_beginning_of_a_long_file_is_some_of_its_lines(
    session: "SparkSession", tmp_path: Path
) -> None:
    line = b"x" * 99 + b"\n"
    (tmp_path / "long.csv").write_bytes(line * 5_000)
    [(_, head)] = read_heads(session, find_files(session, str(tmp_path)))
    assert head == line * 2_000


def test_files_without_a_byte_are_none(session: "SparkSession", tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_bytes(b"")
    with pytest.raises(PathError, match="or nothing in it"):
        find_files(session, str(tmp_path))
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(b""))
    with pytest.raises(EmptyFileError, match=r"packed.csv.gz: the file is empty"):
        read_heads(session, find_files(session, str(tmp_path)))


def test_blocks_of_text_begin_with_the_header(engine: "SparkEngine", folder_of_files: Path) -> None:
    made = {}
    for file in find_files(engine.session, str(folder_of_files)):
        head = HEADER if file.name.endswith("b 1.csv") else b"id,name\n"
        [block] = engine.spread(read_blocks(engine.session, file, head), seen)[1]
        made[Path(file.name).name] = (block.file, block.start, block.content)
    assert made == {
        "a[1].csv": (f"{folder_of_files}/a[1].csv", 0, FILES["a[1].csv"] + b"\n"),
        "b 1.csv": (f"{folder_of_files}/b 1.csv", 0, FILES["b 1.csv"]),
        "c.csv.gz": (f"{folder_of_files}/c.csv.gz", 0, b"id,name\n5,y\n"),
    }


def test_parts_of_a_file_come_in_order_and_nothing_is_lost(
    engine: "SparkEngine", tmp_path: Path
) -> None:
    rows = [f"{number},é{number}\r\n".encode() for number in range(40_000)]
    (tmp_path / "t.csv").write_bytes(HEADER + b"".join(rows))
    key = "spark.sql.files.maxPartitionBytes"
    before = engine.session.conf.get(key)
    engine.session.conf.set(key, "100000")
    try:
        [file] = find_files(engine.session, str(tmp_path))
        pieces = read_blocks(engine.session, file, HEADER)
        _, made = engine.spread(pieces, seen)
    finally:
        engine.session.conf.set(key, str(before))
    assert len(made) > 3
    assert [block.start for block in made] == sorted(block.start for block in made)
    texts = [bytes(block.content) for block in made if isinstance(block.content, bytes)]
    assert all(text.startswith(HEADER) for text in texts)
    assert b"".join(text.removeprefix(HEADER) for text in texts) == b"".join(rows)


def test_files_with_values_over_several_lines_are_read_whole(
    engine: "SparkEngine", folder_of_files: Path
) -> None:
    text = b'id,name\n1,"a\nb"\n'
    (folder_of_files / "d.csv.gz").write_bytes(gzip.compress(text))
    [file] = find_files(engine.session, str(folder_of_files / "d.csv.gz"))
    _, made = engine.spread(read_blocks(engine.session, file, b"", whole=True), seen)
    assert [block.content for block in made] == [text]


def test_parquet_comes_as_rows_in_order(engine: "SparkEngine", tmp_path: Path) -> None:
    for name, first in (("b", 30_000), ("a", 0)):
        rows = pl.DataFrame({"number": range(first, first + 30_000)})
        rows.write_parquet(tmp_path / f"{name}.parquet", row_group_size=7_000)
    found = find_files(engine.session, str(tmp_path))
    made = [
        block
        for file in found
        for block in engine.spread(read_blocks(engine.session, file, b""), seen)[1]
    ]
    frames = [block.content for block in made if isinstance(block.content, pl.DataFrame)]
    assert len(frames) == len(made)
    assert pl.concat(frames)["number"].to_list() == list(range(60_000))
    (_, head), _ = read_heads(engine.session, found)
    assert pl.read_parquet(io.BytesIO(head))["number"].to_list() == list(range(1_000))
