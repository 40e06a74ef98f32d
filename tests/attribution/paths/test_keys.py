"""Paths and sets as text can be taken apart again, and most names stay as they are."""

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attribution.paths.keys import AND, STEP, escape, pack_sequences, spell_paths, spell_sets
from tests.examples import examples

NAMES = st.lists(st.text(" >+\\aB", max_size=6), unique=True, min_size=1, max_size=5)


def take_apart(text: str, joint: str) -> list[str]:
    mark = re.escape(joint.strip())
    return [re.sub(rf"(?<![^ ])\\(?=\\*{mark}(?![^ ]))", "", name) for name in text.split(joint)]


@given(NAMES, st.data())
@example([">", "\\>", "a > B", "a \\> B", ""], None)
@examples(2000)
def test_what_is_joined_can_be_taken_apart(names: list[str], data: st.DataObject | None) -> None:
    places = range(len(names))
    drawn = [*places] if data is None else data.draw(st.lists(st.sampled_from(places), min_size=1))
    for joint in (STEP, AND):
        text = joint.join(escape(names[place], joint) for place in drawn)
        assert take_apart(text, joint) == [names[place] for place in drawn]


@pytest.mark.parametrize(
    "name", ["Google+", "=1+1", "Search+Display", "A>B", "C:\\ads", "->", "+1"]
)
def test_a_name_that_cannot_be_mistaken_stays_as_it_is(name: str) -> None:
    assert escape(name, STEP) == escape(name, AND) == name


def test_paths_and_sets_escape_their_own_joint_alone() -> None:
    names = ["Search + Display", "In > Out", "Google+"]
    codes = np.array([0, 1, 2])
    keys = pl.Series(pack_sequences(codes, np.array([0]), np.array([3]), 3), dtype=pl.Binary)
    assert spell_paths(keys, names).to_list() == [r"Search + Display > In \> Out > Google+"]
    assert spell_sets(keys, names).to_list() == [r"Google+ + In > Out + Search \+ Display"]
