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
from cli.engines.threads import open_threads
from cli.interrupts import TerminatedError, defer_signals, listen
from tests.cli.test_main import failing
from tests.conftest import Run
from tests.running import PROGRAM, ROOT, SAMPLE, environment

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals handled as the program does, in the tests' own process."""
    before = {number: signal.getsignal(number) for number in NUMBERS}
    hook = sys.unraisablehook
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listen()
    yield
    sys.unraisablehook = hook
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), pytest.param(signal.SIGHUP, 129, marks=pytest.mark.slow)],
)
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


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_while_it_starts_ends_it_without_a_word(number: signal.Signals) -> None:
    says = (
        "import signal; from cli.interrupts import leave_when_told; leave_when_told();"
        f" signal.raise_signal({number:d}); print('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, b"", b"")


@pytest.mark.parametrize("late", [0, 0.05], ids=["at once", "while its thread starts"])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_that_python_drops_is_heard_again(number: signal.Signals, late: float) -> None:
    says = f"""
import signal, threading, time
from cli.interrupts import TerminatedError, leave_when_told, listen

class Dropping:
    def __del__(self):
        signal.raise_signal({number:d})

start = threading.Timer.start
def start_late(timer):
    threading.Timer.start = start
    start(timer)
    time.sleep({late})

threading.Timer.start = start_late
leave_when_told()
listen()
try:
    Dropping()
    time.sleep(60)
except (KeyboardInterrupt, TerminatedError):
    print("heard")
"""
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"heard\n", b"")


def test_what_else_python_drops_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    class Failing:
        def __del__(self) -> None:
            raise ValueError

    before = sys.unraisablehook
    try:
        listen()
        Failing()
    finally:
        sys.unraisablehook = before
    assert "ValueError" in capsys.readouterr().err


def test_what_nohup_silences_stays_silent() -> None:
    says = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from cli.interrupts import"
        " listen; listen(); signal.raise_signal(signal.SIGHUP); print('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    assert done.stdout == b"alive\n"


def test_what_scripts_silence_stays_silent_while_polars_works() -> None:
    says = """
import os, signal, threading, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
from cli.interrupts import allow_interrupts, listen
listen()
import polars as pl
allow_interrupts()
over = threading.Event()

def disturb():
    while not over.wait(0.001):
        os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=disturb).start()
try:
    for _ in range(20):
        pl.LazyFrame({"a": range(200_000)}).sort(pl.col("a").hash()).collect()
    print("alive")
finally:
    over.set()
"""
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"alive\n", b"")


@pytest.mark.parametrize(
    "place", ["cli.run.load_run", "cli.delivery.render", "pathlib.Path.replace"]
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
            with defer_signals(), defer_signals():
                signal.raise_signal(signal.SIGTERM)
                signal.raise_signal(signal.SIGHUP)
                done.append("cleaned")

    with pytest.raises(TerminatedError) as caught:
        work()
    assert done == ["cleaned"]
    assert caught.value.status == 129
    with defer_signals():
        done.append("nothing is left over")


@pytest.mark.usefixtures("listening")
def test_other_threads_have_no_say_in_it() -> None:
    inside, over = threading.Event(), threading.Event()

    def hold() -> None:
        with defer_signals():
            inside.set()
            over.wait()

    beside = threading.Thread(target=hold)
    beside.start()
    inside.wait()
    with pytest.raises(TerminatedError):
        signal.raise_signal(signal.SIGTERM)
    over.set()
    beside.join()


def test_an_error_while_it_stops_is_not_told(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        try:
            raise TerminatedError(signal.SIGTERM)
        finally:
            raise RuntimeError("cannot release un-acquired lock")

    monkeypatch.setattr("cli.run.load_run", fail)
    outcome = sample("compare")
    assert outcome == type(outcome)(143, b"", b"")


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
        with open_threads(1, abandon=abandon) as pool:
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


def test_results_come_in_the_order_of_the_calls() -> None:
    with open_threads(3) as pool:
        assert list(pool.map(pow, range(50), range(50, 100))) == list(
            map(pow, range(50), range(50, 100))
        )


def test_an_error_of_a_call_comes_out_of_its_result() -> None:
    with open_threads(1) as pool:
        results = pool.map(int, ["1", "x", "3"])
        assert next(results) == 1
        with pytest.raises(ValueError, match="invalid literal"):
            next(results)
        assert list(results) == []


@pytest.mark.usefixtures("listening")
def test_a_signal_is_heard_while_a_result_is_waited_for() -> None:
    over = threading.Event()

    def use() -> None:
        with open_threads(1, abandon=True) as pool:
            pool.submit(signal.pthread_kill, threading.main_thread().ident or 0, signal.SIGTERM)
            list(pool.map(lambda _: over.wait(), range(2)))

    with pytest.raises(TerminatedError):
        use()
    over.set()


def test_an_interrupt_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.engines.threads._PATIENCE", 0.01)
    over = threading.Event()

    def use() -> None:
        with open_threads(1) as pool:
            pool.submit(over.wait)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        use()
    over.set()


def test_threads_do_all_where_nothing_is_wrong() -> None:
    with open_threads(2) as pool:
        tasks = [pool.submit(lambda: None) for _ in range(5)]
    assert all(task.done() and not task.cancelled() for task in tasks)
