"""One input read, and what came of it held against what was counted independently."""

import time
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from cli.errors import MeritoError
from tests.cli.inputs.small_files import orders
from tests.fuzz.inputs import FuzzInput
from tests.fuzz.oracle import count_rows

LONGEST = 5.0
"""Seconds of CPU time after which an input counts as one that hangs."""


class Verdict(StrEnum):
    """How an input ended."""

    REFUSED = "refused in a sentence"
    COUNTED = "read, rows and total as counted"
    READ = "read, where the text may mean several things"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of an input."""

    input: FuzzInput
    verdict: Verdict
    reason: str = ""


def try_input(given: FuzzInput, folder: Path) -> Trial:
    """Read an input without and with a tolerance, in turn by its number."""
    begun = time.process_time()
    try:
        read = orders(folder, given.content, bad=("50%", 0)[given.number // 10 % 2])
    except MeritoError as error:
        return _time(Trial(given, Verdict.REFUSED, str(error)), begun)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return Trial(given, Verdict.FAILED, f"{type(error).__name__}: {error}")
    expected = count_rows(given.content)
    if expected is None or read.files[0].format != "standard":
        return _time(Trial(given, Verdict.READ), begun)
    rows, total = read.rows, read.files[0].total
    if rows != expected.rows:
        return Trial(given, Verdict.FAILED, f"{rows} rows, counted {expected.rows}")
    counted = None if expected.total is None else expected.total * 10_000
    if counted is not None and Decimal(total or 0) != counted:
        return Trial(given, Verdict.FAILED, f"total {total}, counted {counted}")
    return _time(Trial(given, Verdict.COUNTED), begun)


def _time(trial: Trial, begun: float) -> Trial:
    taken = time.process_time() - begun
    if taken > LONGEST:
        return Trial(trial.input, Verdict.FAILED, f"took {taken:.1f} s")
    return trial
