import errno
import io
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from cli.outputs.destinations import (
    UnknownExtensionError,
    UnknownFormatError,
    UnwritableError,
    choose_format,
    measure_width,
    wants_color,
    write_file,
    write_folder,
    write_stdout,
    write_with_folder,
)
from cli.outputs.temporary_files import hold
from cli.render.output_formats import Format


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("wanted", "output", "is_tty", "chosen"),
    [
        (None, None, True, Format.TABLE),
        ("auto", None, False, Format.CSV),
        ("json", None, True, Format.JSON),
        ("json", "x.csv", True, Format.JSON),
        (None, "x.CSV", True, Format.CSV),
        (None, "x.tsv", True, Format.TSV),
        ("auto", "a.b/x.json", False, Format.JSON),
        (None, "x.md", True, Format.MARKDOWN),
        (None, "x.parquet", True, Format.PARQUET),
        (None, "x.txt", False, Format.TABLE),
    ],
)
def test_the_format_is_said_or_follows(
    wanted: str | None, output: str | None, is_tty: bool, chosen: Format
) -> None:
    assert choose_format(wanted, Path(output) if output else None, is_tty=is_tty) is chosen


def test_an_unknown_extension_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownExtensionError, match=r'x\.doc: the extension "\.doc" .* \.csv, '):
        choose_format(None, Path("x.doc"), is_tty=True)
    with pytest.raises(UnknownExtensionError, match=r"a missing extension .* --format table"):
        choose_format("auto", Path("x"), is_tty=True)


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormatError, match=r'"jsn"; did you mean json[?] Formats: auto, '):
        choose_format("jsn", None, is_tty=True)
    with pytest.raises(UnknownFormatError, match=r'"docx"\. Formats: auto, table') as caught:
        choose_format("docx", None, is_tty=True)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("environ", "no_color", "wanted"),
    [
        ({}, False, True),
        ({"NO_COLOR": ""}, False, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "xterm"}, False, True),
        ({}, True, False),
    ],
)
def test_a_terminal_is_coloured_unless_somebody_says_no(
    environ: dict[str, str], no_color: bool, wanted: bool
) -> None:
    assert wants_color(Terminal(), environ, no_color=no_color) is wanted


def test_a_pipe_is_never_coloured() -> None:
    assert not wants_color(io.StringIO(), {"FORCE_COLOR": "1"})


@pytest.mark.parametrize(
    ("columns", "width"),
    [("132", 132), ("0", 80), ("-5", 80), ("wide", 80), ("", 80), ("1", 1)],
)
def test_the_width_is_said_or_80(columns: str, width: int) -> None:
    assert measure_width(io.StringIO(), {"COLUMNS": columns}) == width


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as stream:
        assert measure_width(stream, {}) == 80
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((57, 9)))
        assert measure_width(stream, {}) == 57
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
        assert measure_width(stream, {}) == 80


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_file_is_written_whole_with_the_umasks_mode(tmp_path: Path, umask: int) -> None:
    target = tmp_path / "report.csv"
    before = os.umask(umask)
    try:
        write_file(b"new", target)
    finally:
        os.umask(before)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask
    assert names(tmp_path) == ["report.csv"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"a longer old one")
    write_file(b"new", target)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["report.csv"]


def test_a_link_keeps_pointing_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "report.csv"
    link.symlink_to(tmp_path / "real" / "report.csv")
    write_file(b"new", link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "report.csv").read_bytes() == b"new"


def test_a_device_is_written_to_and_stays_one() -> None:
    write_file(b"x", Path(os.devnull))
    assert Path(os.devnull).is_char_device()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="it is a folder; name a file in it"):
        write_file(b"x", tmp_path)
    assert names(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    target = tmp_path / "none" / "report.csv"
    with pytest.raises(UnwritableError, match=r"report\.csv: its folder does not exist") as caught:
        write_file(b"x", target)
    assert caught.value.exit_status == 2
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError, match="its folder is a file"):
        write_file(b"x", tmp_path / "file" / "report.csv")
    with pytest.raises(UnwritableError, match="the name is too long"):
        write_file(b"x", tmp_path / ("x" * 300))


def failing(number: int) -> object:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "no space left on the disk"),
        (errno.EACCES, "permission denied; choose a place"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_names_file_and_remedy_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(number))
    with pytest.raises(UnwritableError, match=rf"cannot write .*report\.csv: {remedy}"):
        write_file(b"new", target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.csv"]


def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_folder({"a.csv": b"a", "b.csv": b"b"}, tmp_path / "reports")
    assert names(tmp_path) == []


def test_a_folder_is_made_and_other_files_stay(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "reports"
    write_folder({"a.csv": b"a"}, folder)
    write_folder({"a.csv": b"A", "b.csv": b"B"}, folder)
    (folder / "mine.txt").touch()
    write_folder({"b.csv": b"2"}, folder)
    assert names(folder) == ["a.csv", "b.csv", "mine.txt"]
    assert [(folder / name).read_bytes() for name in ("a.csv", "b.csv")] == [b"A", b"2"]


def test_a_folder_gets_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(UnwritableError, match=r"b\.csv: it is a folder"):
        write_folder({"a.csv": b"new", "b.csv": b"new"}, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv", "b.csv"]


@pytest.mark.parametrize("links", [True, False])
def test_files_already_renamed_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "mine.txt").touch()
    rename = Path.replace

    def fail_at_c(self: Path, target: Path) -> Path:
        if target.name == "c.csv":
            raise OSError(errno.ENOSPC, "full")
        return rename(self, target)

    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(Path, "replace", fail_at_c)
    with pytest.raises(UnwritableError, match=r"c\.csv: no space left"):
        write_folder({"a.csv": b"new", "b.csv": b"new", "c.csv": b"new"}, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv", "mine.txt"]


def test_a_folder_made_for_files_goes_where_another_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "merito.yaml").mkdir()
    texts = {tmp_path / "formats/a.yaml": b"a", tmp_path / "merito.yaml": b"settings"}
    with pytest.raises(UnwritableError, match=r"merito\.yaml: it is a folder"):
        write_with_folder(texts, tmp_path / "formats")
    assert names(tmp_path) == ["merito.yaml"]
    texts = {tmp_path / "formats/a.yaml": b"a", tmp_path / "other.yaml": b"settings"}
    write_with_folder(texts, tmp_path / "formats")
    assert names(tmp_path) == ["formats", "merito.yaml", "other.yaml"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"mine")
    with pytest.raises(UnwritableError, match="reports: "):
        write_folder({"a.csv": b"a"}, tmp_path / "reports")
    assert (tmp_path / "reports").read_bytes() == b"mine"


def test_standard_output_gets_the_bytes(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_stdout(b"\xef\xbb\xbfa\r\n")
    assert capsysbinary.readouterr().out == b"\xef\xbb\xbfa\r\n"


def test_a_closed_standard_output_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UnwritableError, match="cannot write standard output: it is closed"):
        write_stdout(b"x")


CODE = (
    "import sys\nfrom cli.errors import MeritoError\n"
    "from cli.outputs.destinations import write_stdout\n"
    "try: write_stdout(b'x' * 1_000_000)\n"
    "except MeritoError as error: print(error, file=sys.stderr); sys.exit(error.exit_status)"
)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", CODE], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"cannot write standard output: no space left")
    assert ended.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_folder_of_our_files_is_replaced_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_folder({"a.csv": b"a", "b.csv": b"b"}, folder)
    folder.chmod(0o750)
    before = folder.stat().st_ino
    write_folder({"a.csv": b"A", "b.csv": b"B"}, folder)
    assert folder.stat().st_ino != before
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert [(folder / name).read_bytes() for name in ("a.csv", "b.csv")] == [b"A", b"B"]
    assert names(tmp_path) == ["reports"]


def test_a_folder_that_somebody_works_in_stays_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder({"a.csv": b"a"}, tmp_path / "reports")
    monkeypatch.chdir(tmp_path / "reports")
    before = Path.cwd().stat().st_ino
    write_folder({"a.csv": b"A"}, tmp_path / "reports")
    assert Path.cwd().stat().st_ino == before
    assert Path("a.csv").read_bytes() == b"A"


def test_what_a_killed_writer_left_is_removed_and_what_is_held_stays(tmp_path: Path) -> None:
    left, held = (tmp_path / f".merito-{letter * 12}.tmp" for letter in "ab")
    mine = tmp_path / ".merito-mine.tmp"
    for path in (left, held, mine):
        path.touch()
    (tmp_path / f".merito-{'c' * 12}.tmp").mkdir()
    lock = hold(held)
    assert lock is not None
    write_file(b"new", tmp_path / "a.csv")
    assert names(tmp_path) == sorted([held.name, mine.name, "a.csv"])
    os.close(lock)
    write_file(b"new", tmp_path / "a.csv")
    assert names(tmp_path) == [mine.name, "a.csv"]
