"""How many examples a property is tried on: a twentieth of the number beside it by default.

Each run draws others, so that a twentieth finds soon what the whole number finds at once. `.ci/run`
tries all of them (HYPOTHESIS_PROFILE=thorough), and what is rare and was found is an `@example`.
"""

import os
from fractions import Fraction
from typing import Final

from hypothesis import HealthCheck, settings

SHARES: Final = {"default": Fraction(1, 20), "thorough": Fraction(1), "exhaustive": Fraction(30)}
"""Share of the examples by the profile that HYPOTHESIS_PROFILE names."""
_FEWEST: Final = 3
_USUAL: Final = 60


def examples(count: int) -> settings:
    """Return the settings of a property that `count` examples show well.

    A shared machine's pace says nothing about the code: no test has a deadline.
    """
    share = SHARES[os.environ.get("HYPOTHESIS_PROFILE", "default")]
    return settings(
        deadline=None,
        max_examples=max(_FEWEST, int(count * share)),
        suppress_health_check=[HealthCheck.too_slow],
    )


def load_profile() -> None:
    """Make this the way of every property that says no number of its own."""
    settings.register_profile("merito", examples(_USUAL))
    settings.load_profile("merito")
