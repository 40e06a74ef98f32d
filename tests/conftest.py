"""What all tests share: Hypothesis profiles, and the tool run in a folder of its own."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.running import SAMPLE, Outcome, inside

# Machines that share their processors are slow at times, so that no test has a deadline.
settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The tool in an empty folder, in this process."""
    return partial(inside, cwd=tmp_path)


@pytest.fixture
def sample() -> Run:
    """The tool in the folder of the sample shop, in this process."""
    return partial(inside, cwd=SAMPLE)
