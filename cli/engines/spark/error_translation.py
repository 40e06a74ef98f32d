"""Exceptions of Spark as mistakes with a remedy."""

import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from cli.engines.spark.errors import (
    AccessError,
    FailedError,
    FileSystemError,
    PathError,
    PythonVersionError,
    WorkerLostError,
    WorkersLackError,
)

if TYPE_CHECKING:
    from cli.errors import MeritoError

_LONGEST: Final = 200
_NO_PATH: Final = re.compile(r"\[PATH_NOT_FOUND\]|FileNotFoundException|Path does not exist")
_NO_PACKAGE: Final = re.compile(
    r"(?:ModuleNotFoundError: No module named '|\[PACKAGE_NOT_INSTALLED\] )(\w+)"
)
_OTHER_PYTHON: Final = re.compile(
    r"\[PYTHON_VERSION_MISMATCH\].*?version:? *(\d[\d.]*\d)", re.DOTALL
)
_LOST: Final = re.compile(r"Python worker exited unexpectedly|ExecutorLostFailure|OutOfMemoryError")
_NO_STORAGE: Final = re.compile(
    r"Class org\.apache\.hadoop\.fs\.\S+ not found|Class com\.google\.cloud\.\S+ not found"
    r"|No FileSystem for scheme \"?\w+\"?"
)
_DENIED: Final = re.compile(
    r"(?:AccessDenied|AccessControl|NoAuthWithAWS|InvalidAccessKeyId|SignatureDoesNotMatch"
    r"|Permission denied|Forbidden)[^\n]*"
)
_PACKAGES: Final = {
    "s3a": "org.apache.hadoop:hadoop-aws:VERSION-OF-HADOOP",
    "gs": "com.google.cloud.bigdataoss:gcs-connector:VERSION",
    "abfss": "org.apache.hadoop:hadoop-azure:VERSION-OF-HADOOP",
}


@contextmanager
def translate_errors(path: str = "") -> Iterator[None]:
    """Raise what Spark raises in a block as an error of merito; `path` is what it reads there."""
    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise translate_error(str(error), path) from error


def translate_error(text: str, path: str = "") -> "MeritoError":
    """Return the error of merito for what Spark says."""
    if lacking := _NO_PACKAGE.search(text):
        return WorkersLackError(lacking[1].lower())
    if other := _OTHER_PYTHON.search(text):
        return PythonVersionError(other[1], ".".join(platform.python_version_tuple()[:2]))
    if lost := _LOST.search(text):
        return WorkerLostError(lost[0])
    return _translate_path_error(text, path) or FailedError(find_first_line(text))


def _translate_path_error(text: str, path: str) -> "MeritoError | None":
    """Return what is wrong with a path, None where it is something else."""
    if not path:
        return None
    if missing := _NO_STORAGE.search(text):
        return FileSystemError(path, missing[0], _PACKAGES.get(path.partition(":")[0], "…"))
    if denied := _DENIED.search(text):
        return AccessError(path, find_first_line(denied[0]))
    return PathError(path) if _NO_PATH.search(text) else None


def find_first_line(text: str) -> str:
    """Return the first line that says something, without what only programmers read."""
    said = next((each.strip() for each in text.splitlines() if each.strip()), "no reason given")
    said = re.sub(r"^An error occurred while calling \S+$", "", said) or _find_cause(text)
    said = re.sub(r"\s*SQLSTATE: \w+$", "", said).rstrip(".:")
    return f"{said[: _LONGEST - 1]}…" if len(said) > _LONGEST else said


def _find_cause(text: str) -> str:
    lines = [each.strip() for each in text.splitlines()[1:]]
    causes = [each for each in lines if each and not each.startswith(("at ", "..."))]
    return causes[0].removeprefix(": ") if causes else "no reason given"
