"""The Java that Spark runs on: looked at only when Spark does not start."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.engines.spark.errors import NoJavaError, NoStartError, OldJavaError

if TYPE_CHECKING:
    from cli.errors import MeritoError

_OLDEST: Final = 17
_NOISE: Final = re.compile(
    r"^(WARNING|Using Spark's default|Setting default|To adjust|\s+at )| (WARN|INFO) "
)


def explain_failed_start(log: Path) -> "MeritoError":
    """Return why Spark's Java process ended before it could be talked to."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home, "bin", "java")) if home else "java"
    path = shutil.which(program)
    if path is None:
        return NoJavaError(home)
    version = _read_version(path)
    if version is not None and int(version.partition(".")[0]) < _OLDEST:
        return OldJavaError(path, version)
    return NoStartError(_find_reason(log))


def _read_version(path: str) -> str | None:
    """Return what Java calls its version, 17.0.15 or 1.8.0, None where it does not say."""
    try:
        done = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - the Java that Spark was started with
    except OSError:
        return None
    found = re.search(r'version "([\d.]+)', done.stderr)
    return found[1] if found else None


def _find_reason(log: Path) -> str:
    """Return the first line of Spark's log that is no chatter."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    said = [line.strip() for line in lines if line.strip() and not _NOISE.search(line)]
    return said[0].removeprefix('Exception in thread "main" ') if said else "no reason given"
