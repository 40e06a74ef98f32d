"""The boundary: every mistake ends in an exit status and a sentence."""

import sys
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest

import cli.main
from tests.conftest import Run


class PanicError(BaseException):
    """As Polars raises it: no Exception."""


def failing(error: BaseException) -> "type[object]":
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail  # type: ignore[return-value]  # stands in for whatever is called


@pytest.mark.parametrize("error", [ValueError("odd"), PanicError("odd")])
def test_an_internal_error_is_one_line(
    sample: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr("cli.reports.comparison.results.attribute", failing(error))
    outcome = sample("compare")
    assert outcome.status == 3
    assert outcome.stdout == b""
    assert outcome.err == (
        f"merito: internal error: {type(error).__name__}: odd; please report it with the command"
        " and the traceback that --debug shows\n"
    )


def test_a_traceback_is_shown_on_demand(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.reports.comparison.results.attribute", failing(ValueError("odd")))
    outcome = sample("compare", "--debug")
    assert outcome.status == 3
    assert "Traceback (most recent call last)" in outcome.err
    assert outcome.err.splitlines()[-1].startswith("merito: internal error: ValueError: odd")


def test_an_expected_mistake_has_no_traceback(sample: Run) -> None:
    outcome = sample("compare", "--by", "nonsense")
    assert outcome.status == 2
    assert outcome.err.startswith("merito: --by nonsense: no such column")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "place",
    [
        "cli.run.load_run",
        "cli.reports.comparison.results.attribute",
        "cli.delivery.render",
        "pathlib.Path.replace",
    ],
)
def test_an_interrupt_leaves_130_and_no_file(
    sample: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    monkeypatch.setattr(place, failing(KeyboardInterrupt()))
    outcome = sample("compare", "-q", "-o", tmp_path / "report.csv")
    assert outcome == type(outcome)(130, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_outside_a_command_is_130_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.main, "app", failing(KeyboardInterrupt()))
    assert cli.main.run_command_line([]) == 130


@pytest.mark.parametrize("place", ["cli.delivery.render", "pathlib.Path.replace"])
def test_a_failure_on_the_way_out_leaves_the_old_file(
    sample: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    target = tmp_path / "report.csv"
    target.write_text("last night's\n", encoding="utf-8")
    monkeypatch.setattr(place, failing(OSError(28, "No space left on device")))
    outcome = sample("compare", "-q", "-o", target)
    assert outcome.status in {2, 3}
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
    assert target.read_text(encoding="utf-8") == "last night's\n"


@pytest.mark.slow
def test_a_folder_of_reports_is_all_or_none(
    sample: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "reports"
    assert sample("report", "-q", "-o", target).status == 0
    # A file of somebody else: the folder cannot be exchanged as one.
    (target / "letter.txt").touch()
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    replace = Path.replace
    calls: list[Path] = []

    def third_fails(path: Path, to: Path) -> Path:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", third_fails)
    outcome = sample("report", "-q", "--lookback", "7d", "-o", target)
    assert outcome.status == 2
    assert "no space left" in outcome.err
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_the_program_leaves_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["merito", "--version"])
    monkeypatch.setattr("signal.signal", failing(ValueError("not the main thread")))
    left: list[int] = []
    monkeypatch.setattr("os._exit", left.append)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: None)
    cli.main.run()
    assert left == [0]


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_the_program_leaves_with_the_status_where_a_stream_takes_no_more(
    monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["merito", "--version"])
    monkeypatch.setattr("signal.signal", failing(ValueError("not the main thread")))
    monkeypatch.setattr(cli.main, "run_command_line", lambda _: 2)
    monkeypatch.setattr(f"sys.{stream}", None)
    done: list[str | int] = []
    monkeypatch.setattr("os._exit", done.append)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: done.append("cleaned up"))
    cli.main.run()
    assert done == ["cleaned up", 2]


def test_a_panic_of_polars_is_no_exception() -> None:
    assert not issubclass(pl.exceptions.PanicException, Exception)


@pytest.mark.parametrize("words", [("-v", "-V"), ("-vV",), ("-Vv",), ("--version", "--verbose")])
def test_the_version_has_details_however_they_are_asked_for(
    words: tuple[str, ...], run: Run
) -> None:
    assert "Python " in run(*words).out
    assert "Python " not in run("-V").out
