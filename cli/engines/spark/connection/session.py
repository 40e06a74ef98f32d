"""A session of Spark: started, or reached where it runs, and left without a trace."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from attribution.parts.buckets import GROUPS
from cli.engines.memory_budget import measure_installed
from cli.engines.spark.connection.java import explain_failed_start
from cli.engines.spark.connection.java_flags import choose_java_flags
from cli.engines.spark.connection.packages import ROOT, archive_packages
from cli.engines.spark.errors import NoSparkError, NoStartError
from cli.engines.spark.signals import end_on_signals, silence_spark
from cli.interrupts import defer_signals

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    from cli.settings.sections.spark import Spark

PATIENCE: Final = 60
"""Seconds that Spark's Java process may take to end before it is made to: where it is told to keep
its classes in a file, it writes them at its end, for twenty seconds and more."""
_NAME: Final = "merito"
_PARTITIONS: Final = "spark.sql.shuffle.partitions"
_SPREAD: Final = 4
"""Partitions for each bucket: two buckets in one would run one after the other."""
_UNTOLD: Final = 16
"""Processors of a cluster that does not say how many it has."""


@contextmanager
def start_spark(
    settings: "Spark", folder: Path, *, size: int | None = None, talkative: bool = False
) -> "Iterator[SparkSession]":
    """Start Spark, or connect to where it runs, and stop it however the block is left.

    `size` is how many bytes of text it will read, None where that is not known. `folder` is for
    temporary files, Spark's own log among them: nothing of what Spark says of itself comes to the
    terminal unless `talkative`. Raises the errors of `errors.py`.
    """
    try:
        import pyarrow  # noqa: F401, ICN001, PLC0415 - only asked for
        import pyspark  # noqa: F401, PLC0415 - heavy, and an extra
    except ModuleNotFoundError as error:
        raise NoSparkError(error.name or "pyspark") from None
    with ExitStack() as stack:
        stack.enter_context(silence_spark(talkative=talkative))
        if settings.remote is not None:
            from cli.engines.spark.connection.remote import connect  # noqa: PLC0415 - only where asked for

            session = stack.enter_context(connect(settings.remote, settings.conf))
        else:
            session = stack.enter_context(_start_own(settings, folder, size, talkative=talkative))
        for key, value in _configure_session(settings).items():
            session.conf.set(key, value)
        if not _is_local(settings):
            session.addArtifacts(str(archive_packages(folder)), pyfile=True)
        yield session


def count_cores() -> int:
    """Return how many processors this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_processors(session: "SparkSession") -> int:
    """Return how many tasks run at a time; a server of Spark Connect does not tell, so many."""
    with suppress(AttributeError):
        return int(session.sparkContext.defaultParallelism)
    return _UNTOLD


def limit_partitions(session: "SparkSession", settings: "Spark", buckets: int) -> None:
    """Have rows shuffled to as few partitions as suit the buckets, unless the user says.

    There are more of them than buckets, since those fall into partitions by a hash.
    """
    if _PARTITIONS not in settings.conf:
        session.conf.set(_PARTITIONS, str(min(_SPREAD * buckets, GROUPS)))


def _is_local(settings: "Spark") -> bool:
    master = settings.master or "local"
    return settings.remote is None and master.split("[")[0] == "local"


def _configure_session(settings: "Spark") -> dict[str, str]:
    """Return what every session is set to, also that of a server, unless the user says."""
    ours = {
        "spark.sql.session.timeZone": "UTC",
        # Rows may be blobs of megabytes each: the bytes of a batch count, not the rows.
        "spark.sql.execution.arrow.maxBytesPerBatch": str(64 << 20),
    }
    return {key: value for key, value in ours.items() if key not in settings.conf}


def _configure_process(settings: "Spark", folder: Path, size: int | None) -> dict[str, str]:
    """Return what a Spark of our own is started with; what the user says stands above it."""
    ours = {
        "spark.master": settings.master or f"local[{count_cores()}]",
        "spark.app.name": _NAME,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # The results of all buckets come to this process, which needs them all.
        "spark.driver.maxResultSize": "0",
        "spark.sql.warehouse.dir": (folder / "warehouse").as_uri(),
    }
    if _is_local(settings):
        python_path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        ours |= {
            "spark.local.dir": str(folder),
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": _choose_heap_size(),
            "spark.executorEnv.PYTHONPATH": python_path,
            # Else a folder of the working folder that is called as one of ours comes before it.
            "spark.executorEnv.PYTHONSAFEPATH": "1",
            # A worker for each processor: threads of their own would only be in each other's way.
            "spark.executorEnv.POLARS_MAX_THREADS": "1",
        }
    given = {**ours, **settings.conf}
    java = "spark.driver.extraJavaOptions"
    more = given.get(java, "")
    flags = [f"-Djava.io.tmpdir={folder}", "-XX:-UsePerfData"]
    flags += choose_java_flags(size, more) if _is_local(settings) else ()
    given[java] = " ".join([*flags, more]).rstrip()
    return given


def _choose_heap_size() -> str:
    """Return the memory of Java on this machine: a quarter, at most 4 GB; Python has the rest."""
    there = measure_installed() or 4 << 30
    return f"{min(max(there // 4 >> 20, 1024), 4096)}m"


@contextmanager
def _start_own(
    settings: "Spark", folder: Path, size: int | None, *, talkative: bool
) -> "Iterator[SparkSession]":
    """Start Spark's Java process, and end it."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - heavy, and an extra
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - as above
    from pyspark.errors import PySparkException  # noqa: PLC0415 - as above
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    conf = SparkConf(loadDefaults=False)
    for key, value in _configure_process(settings, folder, size).items():
        conf.set(key, value)
    log = folder / "spark.log"
    python = {"PYSPARK_PYTHON": os.environ.get("PYSPARK_PYTHON", sys.executable)}
    with ExitStack() as stack:
        if _is_local(settings):
            python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
            stack.enter_context(patch.dict(os.environ, python))
        streams: dict[str, Any] = {"stdout": sys.__stderr__, "stderr": sys.__stderr__}
        if not talkative:
            written = stack.enter_context(log.open("wb"))
            streams = {"stdout": written, "stderr": written}
        processes: list[subprocess.Popen[bytes]] = []
        stack.callback(_kill, processes)
        try:
            gateway = _launch_java(conf, streams, folder, processes)
        except PySparkException as error:
            raise explain_failed_start(log) from error
        stack.callback(_end, gateway)
        with _keep_handler():
            try:
                context = SparkContext(conf=conf, gateway=gateway)
            except (PySparkException, Py4JError) as error:
                raise NoStartError(_find_cause(error)) from error
        if not talkative:
            _hush(context)
        session = SparkSession(context)
        stack.callback(_stop, session)
        stack.enter_context(end_on_signals(gateway.proc.terminate))
        yield session


def _launch_java(
    conf: "SparkConf",
    streams: dict[str, Any],
    folder: Path,
    processes: "list[subprocess.Popen[bytes]]",
) -> Any:  # noqa: ANN401 - py4j is untyped
    """Start Java and return the way to it; Ctrl-C and its like end the waiting for it.

    The process is added to `processes` at once: PySpark leaves it behind where it is cut short.
    """
    from pyspark import java_gateway  # noqa: PLC0415 - heavy, and an extra

    def start_process(*arguments: Any, **more: Any) -> "subprocess.Popen[bytes]":  # noqa: ANN401
        # What a signal raises while the process forks is lost, and a lock of logging with it.
        with defer_signals():
            processes.append(subprocess.Popen(*arguments, **more))  # noqa: S603 - as PySpark says
        return processes[-1]

    with (
        # Where this is cut short, PySpark may leave a folder behind: let it be in ours.
        patch.object(tempfile, "tempdir", str(folder)),
        patch.object(java_gateway, "Popen", start_process),
    ):
        return java_gateway.launch_gateway(conf, streams)  # type: ignore[no-untyped-call]


def _kill(processes: "list[subprocess.Popen[bytes]]") -> None:
    """End what runs of some processes: before Spark has started it does not hear of our end."""
    with defer_signals():
        for process in processes:
            process.kill()
            process.wait()


def _find_cause(error: Exception) -> str:
    from cli.engines.spark.error_translation import find_first_line  # noqa: PLC0415 - needs what may not be installed

    return find_first_line(str(error))


@contextmanager
def _keep_handler() -> Iterator[None]:
    """Keep our own answer to Ctrl-C: PySpark's would stand in its place for good."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _hush(context: object) -> None:
    """Keep the thread that receives counters from telling the terminal that Java has ended."""
    server = getattr(context, "_accumulatorServer", None)
    if server is not None:
        server.handle_error = lambda *_: None


def _leave_counters(context: object) -> None:
    """Let the thread that receives counters end beside us: it listens for up to a second more."""
    server = getattr(context, "_accumulatorServer", None)
    if server is not None:
        end = threading.Thread(target=server.shutdown, daemon=True)
        server.shutdown = end.start


def _stop(session: "SparkSession") -> None:
    # It may be gone already, or not answer any more: its process is ended next.
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _leave_counters(session.sparkContext)
        session.stop()


def _end(gateway: Any) -> None:  # noqa: ANN401 - py4j is untyped
    """End Spark's Java process and wait for it, since it removes its own files at its end."""
    from pyspark import SparkContext  # noqa: PLC0415 - as above

    with suppress(Exception):
        gateway.shutdown()
    # A second session of this process starts a Java process of its own.
    SparkContext._gateway = None  # noqa: SLF001 - nothing public forgets it
    SparkContext._jvm = None  # noqa: SLF001
    process = gateway.proc
    process.stdin.close()
    try:
        process.wait(PATIENCE)
    except Exception:  # noqa: BLE001 - too late, or interrupted once more
        process.kill()
        process.wait()
