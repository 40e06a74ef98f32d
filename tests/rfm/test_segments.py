import polars as pl
import pytest

from rfm.errors import (
    SegmentActionError,
    SegmentMapBinsError,
    SegmentRangeError,
    UnmatchedCellsError,
)
from rfm.segments import SegmentEntry, SegmentMap, build_segments
from tests.rfm.shops import default_map

# The table of the definitions: rows R 5 to 1, columns FM 1 to 5.
TABLE = {
    5: ["New Customers", "Potential Loyalists", "Potential Loyalists", "Champions", "Champions"],
    4: ["Promising", "Potential Loyalists", "Potential Loyalists", "Loyal Customers", "Champions"],
    3: ["About To Sleep", *["Needs Attention"] * 2, *["Loyal Customers"] * 2],
    2: ["Hibernating", "Hibernating", "At Risk", "At Risk", "At Risk"],
    1: ["Lost", "Lost", "At Risk", "Can't Lose Them", "Can't Lose Them"],
}


def test_the_default_map_is_the_table_of_the_definitions() -> None:
    found = build_segments(default_map(), 5)
    scores = pl.Series([1, 2, 3, 4, 5], dtype=pl.UInt8)
    cells = pl.DataFrame({"r": scores}).join(pl.DataFrame({"f": scores}), how="cross")
    cells = cells.join(pl.DataFrame({"m": scores}), how="cross")
    indexed = cells.select("r", "f", "m", found.index().alias("segment"))
    named = indexed.with_columns(found.get_names(indexed["segment"]))
    assert named.height == 125
    for r, f, m, name in named.iter_rows():
        assert name == TABLE[r][(f + m + 1) // 2 - 1]
    assert len(found.names) == 11
    assert all(action.endswith(".") for action in found.actions)
    assert found.notes == ()


def test_the_default_map_is_for_five_scores() -> None:
    with pytest.raises(SegmentMapBinsError) as caught:
        build_segments(default_map(), 4)
    assert str(caught.value) == (
        "rfm.segments: the default map is written for 5 scores, not for 4;"
        " set rfm.bins: 5 or list segments of your own"
    )


def test_unmatched_cells_are_listed() -> None:
    given = SegmentMap((SegmentEntry("Good", r=(2, 2)), SegmentEntry("Rich", m=(2, 2))))
    with pytest.raises(UnmatchedCellsError) as caught:
        build_segments(given, 2)
    assert caught.value.cells == ((1, 1, 1), (1, 2, 1))
    assert str(caught.value).splitlines() == [
        (
            "rfm.segments: 2 of 8 combinations match no segment;"
            " add a last segment without ranges to catch them:"
        ),
        "  r 1  f 1  m 1",
        "  r 1  f 2  m 1",
    ]


def test_a_long_list_of_unmatched_cells_ends_in_their_number() -> None:
    with pytest.raises(UnmatchedCellsError) as caught:
        build_segments(SegmentMap(()), 5)
    assert len(caught.value.cells) == 125
    assert str(caught.value).endswith("\n  r 2  f 1  m 5\n  and 95 more")


def test_the_first_match_wins_and_what_nothing_reaches_is_noted() -> None:
    given = SegmentMap(
        (
            SegmentEntry("Everybody", action="Greet."),
            SegmentEntry("Best", r=(5, 5), f=(5, 5), m=(5, 5)),
            SegmentEntry("Everybody", r=(1, 1)),
        )
    )
    found = build_segments(given, 5)
    assert found.names == ("Everybody", "Best")
    assert found.cells.unique().to_list() == [0]
    assert [(note.segment, note.position) for note in found.notes] == [
        ("Best", 2),
        ("Everybody", 3),
    ]
    assert str(found.notes[0]) == (
        "segment Best: entry 2 of rfm.segments can match nobody,"
        " entries before it take all its scores; move it up or delete it"
    )


@pytest.mark.parametrize("span", [(0, 2), (3, 6), (4, 3)])
def test_a_range_stays_within_the_scores(span: tuple[int, int]) -> None:
    given = SegmentMap((SegmentEntry("Odd", fm=span), SegmentEntry("Rest")))
    with pytest.raises(SegmentRangeError) as caught:
        build_segments(given, 5)
    low, high = span
    assert str(caught.value) == f"segment Odd: fm {low} to {high} is no range of scores 1 to 5"


def test_a_segment_has_one_action() -> None:
    given = SegmentMap((SegmentEntry("A", r=(1, 2), action="x"), SegmentEntry("A", action="y")))
    with pytest.raises(SegmentActionError) as caught:
        build_segments(given, 5)
    assert 'segment A: two actions, "x" and "y"' in str(caught.value)


def test_any_entry_of_a_name_may_give_its_action() -> None:
    given = SegmentMap((SegmentEntry("A", r=(1, 2)), SegmentEntry("A", action="y")))
    assert build_segments(given, 5).actions == ("y",)
