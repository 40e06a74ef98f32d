"""What can be wrong with Spark: how it is installed, reached and asked."""

from cli.errors import MeritoError

_DEBUG = "--debug shows all of it"


def _how_to_install(packages: str) -> str:
    """Return the command, and the one for a program that pipx keeps in a place of its own."""
    return f"pip install {packages} (of pipx: pipx inject merito {packages})"


class NoSparkError(MeritoError):
    """PySpark, or what it needs, is not installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"Spark needs the Python package {missing}, which is not installed; install it beside "
            f"merito: {_how_to_install('pyspark pyarrow')}"
        )


class StandardInputError(MeritoError):
    """Standard input was named, which no worker can read."""

    def __init__(self) -> None:
        super().__init__(
            "-: Spark cannot read standard input; name files that its workers reach, or use"
            " --engine spill"
        )


class BadRowsOnSparkError(MeritoError):
    """Bad rows were to be saved, which are in the workers."""

    def __init__(self) -> None:
        super().__init__(
            "--bad-rows: Spark's workers do not send rows back; leave it out (bad rows are told"
            " with their lines all the same), or use --engine spill"
        )


class WideTextError(MeritoError):
    """A text in UTF-16 or UTF-32, in which Spark finds no lines."""

    def __init__(self, file: str, role: str) -> None:
        super().__init__(
            f"{file}: Spark cannot cut text in UTF-16 into lines; save the {role} as UTF-8 or"
            " Parquet, or use --engine spill"
        )


class NoConnectError(MeritoError):
    """The packages that PySpark needs to reach a Spark Connect server are not installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"spark.remote: PySpark needs the Python package {missing} to reach a Spark Connect "
            "server, and it is not installed; install it beside merito: "
            + _how_to_install("'pyspark[connect]' pyarrow")
        )


class NoJavaError(MeritoError):
    """There is no Java to run Spark with."""

    def __init__(self, home: str | None) -> None:
        where = f"JAVA_HOME={home} holds no bin/java" if home else "there is no java in the PATH"
        super().__init__(
            f"Spark needs Java 17 or newer, and {where}; install it (apt install "
            "openjdk-17-jre-headless, brew install openjdk@17) or set JAVA_HOME to where it is"
        )


class OldJavaError(MeritoError):
    """The Java that was found is too old for Spark."""

    def __init__(self, path: str, version: str) -> None:
        super().__init__(
            f"Spark needs Java 17 or newer, and {path} is Java {version}; install a newer one "
            "(apt install openjdk-17-jre-headless, brew install openjdk@17) or set JAVA_HOME to "
            "where it is"
        )


class NoStartError(MeritoError):
    """Spark does not start, for a reason of its own."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Spark does not start: {reason}; correct spark.master and spark.conf ({_DEBUG})"
        )


class UnreachableError(MeritoError):
    """No Spark Connect server answers."""

    def __init__(self, remote: str, reason: str) -> None:
        super().__init__(
            f"spark.remote: {remote} cannot be reached: {reason}; check host and port (15002 "
            "unless said otherwise) and whether the Spark Connect server runs"
        )


class RefusedError(MeritoError):
    """A Spark Connect server does not let us in."""

    def __init__(self, remote: str, reason: str) -> None:
        super().__init__(
            f"spark.remote: {remote} refused: {reason}; check token and user, as in "
            "sc://host:443/;use_ssl=true;token=…"
        )


class PathError(MeritoError):
    """Spark finds nothing at a path."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: Spark finds no such file or folder, or nothing in it; check the path, and "
            "that the workers can reach it"
        )


class FileSystemError(MeritoError):
    """Spark lacks what reads a kind of storage."""

    def __init__(self, path: str, reason: str, package: str) -> None:
        super().__init__(
            f"{path}: Spark cannot read this kind of storage: {reason}; add what reads it, for "
            f"example spark.conf: {{spark.jars.packages: {package}}}"
        )


class AccessError(MeritoError):
    """Storage does not let Spark read a path."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: Spark is not allowed to read it: {reason}; check the credentials of the "
            "workers, or give them in spark.conf"
        )


class WorkersLackError(MeritoError):
    """The workers of Spark lack a Python package."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"the workers of Spark have no Python package {package}: install polars, pyarrow, "
            "numpy, scipy and pydantic where they run, or name a Python that has them in "
            "PYSPARK_PYTHON (of a Spark Connect server: where the server starts)"
        )


class PythonVersionError(MeritoError):
    """The workers of Spark run another Python than this one."""

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"the workers of Spark run Python {theirs}, and merito Python {ours}: functions "
            "cannot be sent from one to the other; run merito with the workers' version, or name "
            "theirs in PYSPARK_PYTHON"
        )


class WorkerLostError(MeritoError):
    """A worker ended in the middle of its work."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"a worker of Spark ended in the middle of its work, probably for want of memory: "
            f"{reason}; give workers more of it, or fewer tasks at a time, in spark.conf: "
            "{spark.executor.memoryOverhead: 4g, spark.executor.cores: 2}"
        )


class FailedError(MeritoError):
    """Spark gives up, for a reason of its own."""

    exit_status = 3

    def __init__(self, reason: str) -> None:
        super().__init__(f"Spark gave up: {reason} ({_DEBUG})")
