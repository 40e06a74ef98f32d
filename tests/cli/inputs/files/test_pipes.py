"""Files that are none, and files that unpack to too much: an error, never a wait."""

import gzip
import os
import threading
from pathlib import Path

import polars as pl
import pytest

from cli.errors import MeritoError
from cli.inputs.files import pipes
from cli.inputs.files.compression import choose_limit
from cli.inputs.files.errors import (
    DeviceError,
    EmptyFileError,
    NoWriterError,
    TooLargeError,
    UnreadableError,
)
from cli.inputs.files.find import Container, Source
from cli.inputs.files.panics import refuse_panics
from tests.cli.inputs.small_files import ORDERS, orders, revenues

ROWS = f"{ORDERS}\nA1,c1,2025-01-02 10:00:00,10.50\nA2,,2025-01-03 11:00:00,20\n"
MANY = f"{ORDERS}\n" + "".join(f"A{i},c1,2025-01-02 10:00:00,10.50\n" for i in range(20_000))


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/random"])
def test_devices_are_refused(device: str, tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="a device, not a file"):
        orders(tmp_path, "", files=device)


def test_the_null_device_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyFileError):
        orders(tmp_path, "", files="/dev/null")


def test_a_file_of_the_system_without_a_size(tmp_path: Path) -> None:
    with pytest.raises(MeritoError, match="the header is that of no known export"):
        orders(tmp_path, "", files="/proc/self/status")


def test_a_pipe_without_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "_PATIENCE", 0.1)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(NoWriterError, match=r"pipe.csv: a pipe that nothing writes to; start"):
        orders(tmp_path, "", files="pipe.csv")


def test_a_pipe_with_a_writer_that_takes_its_time(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("w", encoding="utf-8") as stream:
            stream.flush()
            threading.Event().wait(0.2)
            for part in (MANY[:100_000], MANY[100_000:]):
                stream.write(part)
                stream.flush()

    writer = threading.Thread(target=write)
    writer.start()
    read = orders(tmp_path, "", files="pipe.csv")
    writer.join()
    assert read.rows == 20_000
    assert orders(tmp_path, "", files="pipe.csv").rows == 20_000


def test_a_ring_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    with pytest.raises(UnreadableError, match="too many levels of symbolic links"):
        orders(tmp_path, "", files="a.csv")
    (tmp_path / "c.csv").symlink_to("orders.csv")
    assert orders(tmp_path, ROWS, files="c.csv").rows == 2


def test_names_with_spaces_and_letters_of_all_kinds(tmp_path: Path) -> None:
    folder = tmp_path / "Esportazioni di città ☂"
    folder.mkdir()
    read = orders(folder, ROWS, name="ordini però [2026] 注文 'x'.csv")
    assert revenues(read) == {"A1": 105_000, "A2": 200_000}


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_what_unpacks_to_more_than_the_setting(kind: str, tmp_path: Path) -> None:
    name = packed(tmp_path, kind)
    assert orders(tmp_path, "", files=name, max_size="1MB").rows == 20_000
    with pytest.raises(TooLargeError, match=r"unpacks to more than 100,000 bytes"):
        orders(tmp_path, "", files=name, max_size="100KB")


def packed(folder: Path, kind: str) -> str:
    if kind == "gzip":
        (folder / "o.csv.gz").write_bytes(gzip.compress(MANY.encode()))
        return "o.csv.gz"
    rows = [line.split(",") for line in MANY.splitlines()]
    frame = pl.DataFrame(rows[1:], schema=rows[0], orient="row")
    frame.lazy().sink_csv(folder / "o.csv.zst", compression="zstd")
    return "o.csv.zst"


def test_the_limit_goes_by_the_size_of_the_file() -> None:
    small = Source("a", b"\x1f\x8b", Container.COMPRESSED)
    assert choose_limit(small, None) == 10**9
    assert choose_limit(small, 7) == 7
    large = Source("a", b"\x1f\x8b" * 4 * 10**6, Container.COMPRESSED)
    assert choose_limit(large, None) == 250 * 8 * 10**6


def test_gzip_in_several_parts_and_broken(tmp_path: Path) -> None:
    head, tail = ROWS[:60], ROWS[60:]
    content = gzip.compress(head.encode()) + gzip.compress(tail.encode())
    (tmp_path / "o.csv.gz").write_bytes(content)
    assert orders(tmp_path, "", files="o.csv.gz").rows == 2
    (tmp_path / "o.csv.gz").write_bytes(gzip.compress(ROWS.encode())[:-12])
    with pytest.raises(UnreadableError, match="unexpected end of file"):
        orders(tmp_path, "", files="o.csv.gz")
    (tmp_path / "o.csv.gz").write_bytes(b"\x1f\x8b\x08\x00" + b"x" * 50)
    with pytest.raises(UnreadableError, match="broken gzip"):
        orders(tmp_path, "", files="o.csv.gz")


def test_a_reader_that_panics_is_an_error() -> None:
    def panic() -> None:
        with refuse_panics("a.parquet"):
            raise pl.exceptions.PanicException

    with pytest.raises(UnreadableError, match=r"a.parquet: cannot be read: the file is damaged"):
        panic()
