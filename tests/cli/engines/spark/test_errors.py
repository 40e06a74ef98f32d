"""What Spark says, in a sentence with a remedy."""

import pickle
from pathlib import Path

import pytest

from cli.engines.spark.connection.java import explain_failed_start
from cli.engines.spark.errors import (
    AccessError,
    BadRowsOnSparkError,
    FailedError,
    FileSystemError,
    NoConnectError,
    NoJavaError,
    NoSparkError,
    NoStartError,
    OldJavaError,
    PathError,
    PythonVersionError,
    RefusedError,
    UnreachableError,
    WorkerLostError,
    WorkersLackError,
)
from cli.errors import MeritoError

TOLD = {
    BadRowsOnSparkError(): "--bad-rows: Spark's workers do not send rows back; leave it out (bad"
    " rows are told with their lines all the same), or use --engine spill",
    NoSparkError("pyspark"): "Spark needs the Python package pyspark, which is not installed;"
    " install it beside merito: pip install pyspark pyarrow (of pipx: pipx inject merito pyspark"
    " pyarrow)",
    NoConnectError("grpcio"): "spark.remote: PySpark needs the Python package grpcio to reach a"
    " Spark Connect server, and it is not installed; install it beside merito: pip install"
    " 'pyspark[connect]' pyarrow (of pipx: pipx inject merito 'pyspark[connect]' pyarrow)",
    NoJavaError(None): "Spark needs Java 17 or newer, and there is no java in the PATH; install it"
    " (apt install openjdk-17-jre-headless, brew install openjdk@17) or set JAVA_HOME to where it"
    " is",
    NoJavaError("/opt/j"): "Spark needs Java 17 or newer, and JAVA_HOME=/opt/j holds no bin/java;"
    " install it (apt install openjdk-17-jre-headless, brew install openjdk@17) or set JAVA_HOME"
    " to where it is",
    OldJavaError("/usr/bin/java", "11.0.2"): "Spark needs Java 17 or newer, and /usr/bin/java is"
    " Java 11.0.2; install a newer one (apt install openjdk-17-jre-headless, brew install"
    " openjdk@17) or set JAVA_HOME to where it is",
    NoStartError("no such master"): "Spark does not start: no such master; correct spark.master and"
    " spark.conf (--debug shows all of it)",
    UnreachableError("sc://h:15002", "connection refused"): "spark.remote: sc://h:15002 cannot be"
    " reached: connection refused; check host and port (15002 unless said otherwise) and whether"
    " the Spark Connect server runs",
    RefusedError("sc://h:443", "invalid token"): "spark.remote: sc://h:443 refused: invalid token;"
    " check token and user, as in sc://host:443/;use_ssl=true;token=…",
    PathError("s3a://b/t"): "s3a://b/t: Spark finds no such file or folder, or nothing in it; check"
    " the path, and that the workers can reach it",
    FileSystemError("gs://b", "No FileSystem for scheme gs", "g:c:1"): "gs://b: Spark cannot read"
    " this kind of storage: No FileSystem for scheme gs; add what reads it, for example spark.conf:"
    " {spark.jars.packages: g:c:1}",
    AccessError("s3a://b", "AccessDenied"): "s3a://b: Spark is not allowed to read it:"
    " AccessDenied; check the credentials of the workers, or give them in spark.conf",
    WorkersLackError("polars"): "the workers of Spark have no Python package polars: install"
    " polars, pyarrow, numpy, scipy and pydantic where they run, or name a Python that has them in"
    " PYSPARK_PYTHON (of a Spark Connect server: where the server starts)",
    PythonVersionError("3.10", "3.12"): "the workers of Spark run Python 3.10, and merito Python"
    " 3.12: functions cannot be sent from one to the other; run merito with the workers' version,"
    " or name theirs in PYSPARK_PYTHON",
    WorkerLostError("OutOfMemoryError"): "a worker of Spark ended in the middle of its work,"
    " probably for want of memory: OutOfMemoryError; give workers more of it, or fewer tasks at a"
    " time, in spark.conf: {spark.executor.memoryOverhead: 4g, spark.executor.cores: 2}",
    FailedError("job aborted"): "Spark gave up: job aborted (--debug shows all of it)",
}


@pytest.mark.parametrize(("error", "text"), TOLD.items(), ids=lambda case: type(case).__name__)
def test_each_mistake_has_its_sentence(error: MeritoError, text: str) -> None:
    assert str(error) == text


@pytest.mark.parametrize("error", TOLD, ids=lambda case: type(case).__name__)
def test_mistakes_survive_the_way_from_a_worker(error: MeritoError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (type(copy), str(copy), copy.exit_status) == (type(error), str(error), error.exit_status)


SAID = {
    "Traceback …\nModuleNotFoundError: No module named 'polars._plr'": WorkersLackError("polars"),
    "[PACKAGE_NOT_INSTALLED] PyArrow >= 18.0.0 must be installed; however, it was not found.": (
        WorkersLackError("pyarrow")
    ),
    "Job aborted …: Python worker exited unexpectedly (crashed)": WorkerLostError(
        "Python worker exited unexpectedly"
    ),
    "[PATH_NOT_FOUND] Path does not exist: s3a://b/t. SQLSTATE: 42K03": PathError("s3a://b/t"),
    "An error occurred while calling o38.text.\n: java.lang.RuntimeException: "
    "java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found\n"
    "\tat org.apache.hadoop.conf.Configuration.getClass(Configuration.java:2688)": FileSystemError(
        "s3a://b/t",
        "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found",
        "org.apache.hadoop:hadoop-aws:VERSION-OF-HADOOP",
    ),
    "java.nio.file.AccessDeniedException: s3a://b/t: getFileStatus: 403": AccessError(
        "s3a://b/t", "AccessDeniedException: s3a://b/t: getFileStatus: 403"
    ),
    "\n[NO_SUCH_THING] There is none. SQLSTATE: 42K03\n'Relation\n": FailedError(
        "[NO_SUCH_THING] There is none"
    ),
    "An error occurred while calling o1.x.\n: java.io.IOException: disk gone\n\tat a.b(C:1)": (
        FailedError("java.io.IOException: disk gone")
    ),
}


@pytest.mark.parametrize(("said", "error"), SAID.items())
def test_what_spark_says_is_told_in_a_sentence(said: str, error: MeritoError) -> None:
    pytest.importorskip("pyspark")
    from cli.engines.spark.error_translation import translate_error  # noqa: PLC0415 - needs PySpark

    found = translate_error(said, "s3a://b/t")
    assert (type(found), str(found)) == (type(error), str(error))


def test_another_python_is_told() -> None:
    pytest.importorskip("pyspark")
    from cli.engines.spark.error_translation import translate_error  # noqa: PLC0415 - needs PySpark

    found = translate_error(
        "[PYTHON_VERSION_MISMATCH] Python in worker has different version: 3.9 than that in driver:"
        " 3.11, PySpark cannot run with different minor versions."
    )
    assert str(found).startswith("the workers of Spark run Python 3.9, and merito Python 3.")


def test_no_java_and_an_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "spark.log"
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert str(explain_failed_start(log)) == str(NoJavaError(str(tmp_path)))
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    assert str(explain_failed_start(log)) == str(OldJavaError(str(java), "11.0.2"))
    java.write_text("#!/bin/sh\necho 'openjdk version \"21\" 2023-09-19' >&2\n")
    assert str(explain_failed_start(log)) == str(NoStartError("no reason given"))
    log.write_text(
        "WARNING: Using incubator modules: jdk.incubator.vector\n"
        "26/11/22 05:22:24 WARN SparkConf: Note\n"
        'Exception in thread "main" org.apache.spark.SparkException: Could not parse Master URL\n'
    )
    assert str(explain_failed_start(log)) == str(
        NoStartError("org.apache.spark.SparkException: Could not parse Master URL")
    )
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert str(explain_failed_start(log)) == str(NoJavaError(None))
