"""A session of a Spark Connect server."""

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

from pyspark.errors import PySparkException, PySparkImportError
from pyspark.sql import SparkSession

from cli.engines.spark.error_translation import find_first_line
from cli.engines.spark.errors import NoConnectError, RefusedError, UnreachableError

PORT: Final = 15002
PATIENCE: Final = 10
"""Seconds that a server may take to answer: Spark's own client would try for ten minutes."""


@contextmanager
def connect(remote: str, conf: Mapping[str, str]) -> Iterator[SparkSession]:
    """Connect to a server for the length of a block."""
    _check_answer(remote)
    session = _create_session(remote, conf)
    try:
        yield session
    finally:
        # The server may be gone, or not answer any more.
        with suppress(Exception):
            session.stop()


def _check_answer(remote: str) -> None:
    host, port = _parse_address(remote)
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreachableError(f"sc://{host}:{port}", reason) from None


def _parse_address(remote: str) -> tuple[str, int]:
    found = re.match(r"sc://(\[[^\]]+\]|[^:/;]+)(?::(\d+))?", remote)
    assert found is not None  # noqa: S101 - the settings are checked
    return found[1].strip("[]"), int(found[2] or PORT)


def _create_session(remote: str, conf: Mapping[str, str]) -> SparkSession:
    try:
        builder = SparkSession.builder.remote(remote)
        for key, value in conf.items():
            builder = builder.config(key, value)
        return builder.create()
    except (PySparkImportError, ModuleNotFoundError) as error:
        name = re.search(r"\] (\w+)|'(\w+)'", str(error))
        raise NoConnectError((name and (name[1] or name[2])) or "grpcio") from None
    except PySparkException as error:
        host, port = _parse_address(remote)
        raise RefusedError(f"sc://{host}:{port}", find_first_line(str(error))) from error
