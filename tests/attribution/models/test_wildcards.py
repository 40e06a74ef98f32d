"""Stars in credit rules: as a regular expression matches them, in time that grows with the name."""

import re
import time

from hypothesis import example, given
from hypothesis import strategies as st

from attribution.models.credit_rules import Wildcard

TEXTS = st.text("abAB*\nß.", max_size=8)


@given(TEXTS, TEXTS.map(lambda text: text.replace("*", "")))
@example("a*a", "a")
@example("*ab*ab", "ab")
@example("", "")
def test_stars_stand_for_any_text(pattern: str, name: str) -> None:
    expression = ".*".join(re.escape(piece) for piece in pattern.split("*"))
    expected = re.fullmatch(expression, name, re.IGNORECASE | re.DOTALL) is not None
    assert Wildcard.of(pattern).fits(name) == expected


def test_many_stars_take_no_time() -> None:
    begun = time.process_time()
    assert not Wildcard.of("a*" * 40 + "b").fits("a" * 2_000)
    assert time.process_time() - begun < 1
