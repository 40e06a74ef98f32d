"""Functions over Arrow batches, without pandas.

Before it takes any vectorised function PySpark asks for pandas, also for those over Arrow batches,
which never see it (the workers do not import it either). Its question is answered for the length
of a call; where a later PySpark no longer asks there, nothing is changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from pyspark.sql.pandas import functions

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame

    from cli.engines.spark.worker import Batches

_QUESTION = "require_minimum_pandas_version"


def map_partitions(
    frame: "DataFrame", function: "Callable[[Batches], Batches]", schema: str
) -> "DataFrame":
    """Return what a function makes of the rows of each partition."""
    with _skip_questions():
        return frame.mapInArrow(function, schema)


def map_groups(
    frame: "DataFrame", column: str, function: "Callable[[Batches], Batches]", schema: str
) -> "DataFrame":
    """Return what a function makes of the rows of each value of a column."""
    with _skip_questions():
        return frame.groupBy(column).applyInArrow(function, schema)


@contextmanager
def _skip_questions() -> Iterator[None]:
    if not hasattr(functions, _QUESTION):
        yield
        return
    with patch.object(functions, _QUESTION, lambda: None):
        yield
