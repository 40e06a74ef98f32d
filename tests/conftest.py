"""What all tests share: Hypothesis profiles, and the tool run in a folder of its own."""

import os
import signal
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from tests.examples import load_profile
from tests.running import SAMPLE, Outcome, inside

# As the entry point does, before anything imports NumPy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Some images forbid compiled files, for what is run once. Here hundreds of processes load the same
# five hundred modules, and compiling them is half of what a short one takes.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

load_profile()

# A shell's background job ignores interrupts, and so would the programs that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The tool in an empty folder, in this process."""
    return partial(inside, cwd=tmp_path)


@pytest.fixture
def sample() -> Run:
    """The tool in the folder of the sample shop, in this process."""
    return partial(inside, cwd=SAMPLE)


_run_once = cache(partial(inside, cwd=SAMPLE))


@pytest.fixture
def sample_once() -> Run:
    """As `sample`, for tests that only look: what a worker has run before is not run again."""
    return _run_once
