"""What all tests share: Hypothesis profiles, and the tool run in a folder of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.examples import load_profile
from tests.running import SAMPLE, Outcome, inside

load_profile()

Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The tool in an empty folder, in this process."""
    return partial(inside, cwd=tmp_path)


@pytest.fixture
def sample() -> Run:
    """The tool in the folder of the sample shop, in this process."""
    return partial(inside, cwd=SAMPLE)
