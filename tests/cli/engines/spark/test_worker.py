"""What a worker hands over to Spark, without a Spark."""

import subprocess
import sys

import pytest

from tests.running import ROOT

pytest.importorskip("pyarrow")

from cli.engines.spark.worker import _build_batch

ROWS = [("café", 3, b"\x00\xff"), ("", -1, b""), ("t", 2_147_483_647, b"x" * 70_000)]
PROGRAM = """
import sys
from cli.engines.spark.worker import _build_batch
_build_batch([("t", 1, b"x")])
print("pandas" in sys.modules)
"""


def test_rows_of_a_batch_are_those_given() -> None:
    batch = _build_batch(ROWS)
    batch.validate(full=True)
    assert [tuple(row.values()) for row in batch.to_pylist()] == ROWS
    assert str(batch.schema) == "table: string\nbucket: int32\nblob: binary"


def test_a_batch_is_made_without_pandas() -> None:
    pytest.importorskip("pandas")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
