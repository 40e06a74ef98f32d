"""Signals: each ends the program, cleaned up, with the status that says which."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

import cli.main
from cli.engines.threads import threads
from cli.interrupts import TerminatedError, listen, undisturbed
from tests.cli.test_main import failing
from tests.conftest import Run
from tests.running import PROGRAM, ROOT, SAMPLE, environment

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals handled as the program does, in the tests' own process."""
    before = {number: signal.getsignal(number) for number in NUMBERS}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listen()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_its_status_and_no_file(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    pipe, target = tmp_path / "orders.csv", tmp_path / "out" / "report.csv"
    target.parent.mkdir()
    os.mkfifo(pipe)
    command = [*PROGRAM, "compare", "--orders", str(pipe), "-o", str(target)]
    with (
        subprocess.Popen(command, cwd=SAMPLE, env=environment(), stderr=subprocess.PIPE) as running,
        # Opening it waits until the program reads, so that the signal finds it at work.
        pipe.open("wb"),
    ):
        running.send_signal(number)
        _, told = running.communicate(timeout=60)
    assert running.returncode == status
    assert told == b""
    assert list(target.parent.iterdir()) == []


def test_what_nohup_silences_stays_silent() -> None:
    says = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from cli.interrupts import"
        " listen; listen(); signal.raise_signal(signal.SIGHUP); print('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    assert done.stdout == b"alive\n"


@pytest.mark.parametrize(
    "place", ["cli.configured.configured", "cli.delivery.render", "pathlib.Path.replace"]
)
def test_being_ended_leaves_no_file(
    sample: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    monkeypatch.setattr(place, failing(TerminatedError(signal.SIGTERM)))
    outcome = sample("compare", "-q", "-o", tmp_path / "report.csv")
    assert outcome == type(outcome)(143, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_ends_the_process_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(sys, "argv", ["merito"])
    monkeypatch.setattr(cli.main, "listen", lambda: None)
    monkeypatch.setattr("signal.signal", failing(ValueError("not the main thread")))
    monkeypatch.setattr(cli.main, "app", failing(TerminatedError(signal.SIGHUP)))
    monkeypatch.setattr("os._exit", left.append)
    with pytest.raises(SystemExit):
        cli.main.run()
    assert left == [129]


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_is_raised_in_the_program(number: signal.Signals) -> None:
    kind = KeyboardInterrupt if number == signal.SIGINT else TerminatedError
    with pytest.raises(kind):
        signal.raise_signal(number)


@pytest.mark.usefixtures("listening")
def test_a_second_signal_waits_until_everything_is_clean() -> None:
    done: list[str] = []

    def work() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            with undisturbed(), undisturbed():
                signal.raise_signal(signal.SIGTERM)
                signal.raise_signal(signal.SIGHUP)
                done.append("cleaned")

    with pytest.raises(TerminatedError) as caught:
        work()
    assert done == ["cleaned"]
    assert caught.value.status == 129
    with undisturbed():
        done.append("nothing is left over")


def test_listening_is_for_the_main_thread() -> None:
    before = signal.getsignal(signal.SIGTERM)
    beside = threading.Thread(target=listen)
    beside.start()
    beside.join()
    assert signal.getsignal(signal.SIGTERM) is before


def submitted(error: BaseException, *, abandon: bool) -> list[Future[None]]:
    """Return a task that is under way when an error comes, and one that waits for it."""
    begun = threading.Event()

    def work() -> None:
        begun.set()
        time.sleep(0.2)

    tasks: list[Future[None]] = []

    def use() -> None:
        with threads(1, abandon=abandon) as pool:
            tasks.extend([pool.submit(work), pool.submit(work)])
            begun.wait()
            raise error

    with pytest.raises(type(error)):
        use()
    return tasks


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt()])
def test_threads_finish_what_they_have_begun_and_no_more(error: BaseException) -> None:
    under_way, waiting = submitted(error, abandon=False)
    assert under_way.done()
    assert waiting.cancelled()


def test_threads_that_hold_nothing_are_left_behind_by_an_interrupt() -> None:
    under_way, waiting = submitted(KeyboardInterrupt(), abandon=True)
    assert not under_way.done()
    assert waiting.cancelled()
    under_way.result()
    under_way, _ = submitted(ValueError(), abandon=True)
    assert under_way.done()


def test_threads_do_all_where_nothing_is_wrong() -> None:
    with threads(2) as pool:
        tasks = [pool.submit(lambda: None) for _ in range(5)]
    assert all(task.done() and not task.cancelled() for task in tasks)
