"""Which engine a run takes: the one that is named, else by size."""

import gzip
import io
from pathlib import Path

import polars as pl
import pytest

from cli.engines.choice import EngineKind, UnknownEngineError, choose_engine, parse_engine
from cli.engines.memory_need import estimate_memory, estimate_text_size
from cli.inputs.files.find import Container, Source, find_sources
from cli.options import Options
from cli.settings import Settings
from tests.conftest import Run

TEXT = b"customer_id,touched_at,channel\n" + b"".join(
    b"C%06d,2026-01-%02d,Email\n" % (number, number % 28 + 1) for number in range(20_000)
)


def source(folder: Path, name: str, content: bytes) -> Source:
    (folder / name).write_bytes(content)
    (found,) = find_sources((name,), "touchpoints", folder)
    return found


def zstd(text: bytes) -> bytes:
    """Return a frame of zstd whose blocks say what they come to: stored ones, as they are."""
    blocks = [text[at : at + 100_000] for at in range(0, len(text), 100_000)]
    frame = b"\x28\xb5\x2f\xfd\x00\x58"
    for place, block in enumerate(blocks):
        last = place == len(blocks) - 1
        frame += (len(block) << 3 | last).to_bytes(3, "little") + block
    return frame


def test_a_text_is_as_large_as_it_is(tmp_path: Path) -> None:
    assert estimate_text_size(source(tmp_path, "t.csv", TEXT)) == len(TEXT)
    assert estimate_text_size(Source("-", TEXT, Container.TEXT)) == len(TEXT)


@pytest.mark.parametrize("pieces", [1, 5])
def test_gzip_is_believed_to_go_on_as_it_begins(tmp_path: Path, pieces: int) -> None:
    size = len(TEXT) // pieces + 1
    packed = b"".join(gzip.compress(TEXT[at : at + size]) for at in range(0, len(TEXT), size))
    assert len(TEXT) < estimate_text_size(source(tmp_path, "t.csv.gz", packed)) < 2 * len(TEXT)


@pytest.mark.slow
def test_a_bomb_is_no_trouble(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(300_000_000), 1)
    assert estimate_text_size(source(tmp_path, "t.csv.gz", packed)) > 300_000_000


def test_broken_gzip_is_left_to_the_reader(tmp_path: Path) -> None:
    assert estimate_text_size(source(tmp_path, "t.csv.gz", b"\x1f\x8b broken, not gzip")) == 0


def test_zstd_says_what_its_blocks_come_to(tmp_path: Path) -> None:
    assert estimate_text_size(source(tmp_path, "t.csv.zst", zstd(TEXT))) == len(TEXT)


def parquet(rows: int, columns: int) -> bytes:
    numbers = pl.int_range(rows, eager=True)
    file = io.BytesIO()
    pl.DataFrame({f"c{place}": numbers for place in range(columns)}).write_parquet(file)
    return file.getvalue()


@pytest.mark.parametrize(("columns", "read"), [(3, 3), (50, 10)])
def test_parquet_is_told_by_rows_and_columns(tmp_path: Path, columns: int, read: int) -> None:
    content = parquet(1_000, columns)
    assert estimate_text_size(source(tmp_path, "t.parquet", content)) == 1_000 * read * 16
    assert estimate_text_size(Source("-", content, Container.PARQUET)) == 1_000 * read * 16


def test_damaged_parquet_is_left_to_the_reader(tmp_path: Path) -> None:
    assert estimate_text_size(source(tmp_path, "t.parquet", b"PAR1" + bytes(100))) == 104


def test_memory_that_is_needed_grows_with_the_files(tmp_path: Path) -> None:
    one = source(tmp_path, "t.csv", TEXT)
    assert estimate_memory([]) == 300_000_000
    assert estimate_memory([one, one]) == 300_000_000 + 8 * len(TEXT)


def test_a_named_engine_is_taken() -> None:
    for kind in EngineKind:
        assert choose_engine(Options(engine=kind.value), Settings(), []) is kind
    assert parse_engine(None) is None


@pytest.mark.parametrize(
    ("memory", "kind"), [("300MB", EngineKind.MEMORY), ("299MB", EngineKind.SPILL)]
)
def test_else_what_may_not_fit_is_spilled(memory: str, kind: EngineKind) -> None:
    assert choose_engine(Options(), Settings.model_validate({"memory": memory}), []) is kind


def test_half_of_what_is_free_is_the_run_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.engines.memory_budget.measure_free", lambda: 600_000_000)
    assert choose_engine(Options(), Settings(), []) is EngineKind.MEMORY
    monkeypatch.setattr("cli.engines.memory_budget.measure_free", lambda: 599_999_999)
    assert choose_engine(Options(), Settings(), []) is EngineKind.SPILL


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sparc", 'no engine named "sparc"; did you mean spark? Engines: memory, spill, spark'),
        ("disk", 'no engine named "disk". Engines: memory, spill, spark'),
    ],
)
def test_an_unknown_engine_is_told(name: str, said: str) -> None:
    with pytest.raises(UnknownEngineError) as caught:
        parse_engine(name)
    assert str(caught.value) == said
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("command", ["compare", "rfm", "sensitivity", "check", "report"])
def test_it_is_told_before_anything_is_read(run: Run, command: str) -> None:
    said = 'merito: no engine named "Spil"; did you mean spill? Engines: memory, spill, spark\n'
    assert run(command, "--engine", "Spil").err == said
    assert run(command, env={"MERITO_ENGINE": "Spil"}).err == said


@pytest.mark.parametrize("command", ["init", "demo"])
def test_commands_without_parts_take_none(run: Run, command: str) -> None:
    assert f"{command} has no option --engine" in run(command, "--engine", "spill").err
