"""What a worker hands back besides rows: results, and mistakes in their place."""

import pickle
import traceback
import zlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception of a worker, raised again where the results are read."""

    error: BaseException
    trace: str
    """Its traceback in the worker, for --debug."""


def failure(error: BaseException) -> Failure:
    """Return an exception as what can be sent; one that cannot be pickled by its words."""
    trace = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - an exception may do anything in its constructor
        return Failure(RuntimeError(f"{type(error).__name__}: {error}"), trace)
    return Failure(error, trace)


def packed(result: object) -> bytes:
    """Return a result as bytes."""
    return zlib.compress(pickle.dumps(result, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(parcel: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return what was packed; a failure is raised as the exception that it was."""
    result = pickle.loads(zlib.decompress(parcel))  # noqa: S301 - our own workers' bytes
    if isinstance(result, Failure):
        result.error.add_note(f"in a worker of Spark:\n{result.trace}")
        raise result.error
    return result
