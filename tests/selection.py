"""Which cases of a parametrized test run by default; the others run with what is slow."""

from collections.abc import Collection, Iterable

import pytest
from _pytest.mark import ParameterSet


def keep(cases: Iterable[object], often: Collection[object]) -> list[ParameterSet]:
    """Return the cases of a test of one parameter, all but those named `often` marked as slow."""
    return [pytest.param(case, marks=() if case in often else pytest.mark.slow) for case in cases]
