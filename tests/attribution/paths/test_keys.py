"""Paths and sets as text can be taken apart again, and most names stay as they are."""

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attribution.errors import LongPathsError
from attribution.paths.keys import (
    AND,
    STEP,
    begin_paths,
    escape,
    name_first,
    pack_sequences,
    spell_paths,
    spell_sets,
)
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


@given(
    st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=9), unique_by=tuple, min_size=1),
    st.lists(st.integers(1, 2), min_size=60, max_size=60),
    st.integers(1, 5),
)
@examples(1000)
def test_the_first_rows_are_the_same_however_little_is_spelled(
    paths: list[list[int]], journeys: list[int], top: int
) -> None:
    names = ["A", "A >", ""]
    keys = pl.Series([bytes(path) for path in paths], dtype=pl.Binary)
    rows = [journeys[place % 60] for place in range(len(paths))]
    table = pl.DataFrame({"path": keys, "journeys": rows, "revenue": 0})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("attribution.paths.keys._BEGINNING", 2)
        first = name_first(
            table,
            "path",
            lambda keys: spell_paths(keys, names),
            top,
            lambda keys, length: begin_paths(keys, names, length),
        )
    whole = name_first(table, "path", lambda keys: spell_paths(keys, names), None)
    assert first.head(top).equals(whole.head(top))
    assert first.height == whole.height


def test_paths_that_go_on_where_others_end_are_not_all_spelled() -> None:
    keys = pl.Series([bytes(1000 * (place + 1)) for place in range(100)], dtype=pl.Binary)
    table = pl.DataFrame({"path": keys, "journeys": 1, "revenue": 0})
    spelled: list[int] = []

    def spell(keys: pl.Series) -> pl.Series:
        spelled.append(int(keys.bin.size().sum()))
        return spell_paths(keys, ["Email"])

    first = name_first(
        table, "path", spell, 3, lambda keys, length: begin_paths(keys, ["Email"], length)
    )
    assert first["path"].is_not_null().sum() < 30
    assert sum(spelled) < 500_000
    assert first["path"][0] == " > ".join(["Email"] * 1000)


def test_paths_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.paths.keys._MOST", 20_000)
    keys = pl.Series([bytes(4), bytes(20_001)], dtype=pl.Binary)
    with pytest.raises(LongPathsError) as refused:
        spell_paths(keys, ["Email"])
    assert refused.value.exit_status == 2
    assert str(refused.value) == (
        "2 paths have 20,005 touches, the longest 20,001 (a robot, a till, a shared login?), too"
        " many to write all of them out; set journeys.max_touches, for instance to 1000, or leave"
        " the customer out of the export"
    )
    assert spell_paths(keys.head(1), ["Email"]).to_list() == ["Email > Email > Email > Email"]
