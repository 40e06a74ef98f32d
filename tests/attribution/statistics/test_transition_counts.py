"""Events of chains and channel sets, against a plain walk along every path."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import TooManyChannelsError, TooManyValuesError
from attribution.markov import events
from attribution.markov.events import gather_events, shorten_contexts
from attribution.statistics.channel_sets import count_channel_sets
from attribution.statistics.transition_counts import Alphabet, count_transitions
from tests.attribution.drawn_paths import columns, counted, some_paths, walked
from tests.attribution.reference_chain import Path
from tests.examples import examples

if TYPE_CHECKING:
    from attribution.arrays import Ints
    from attribution.markov.events import Events

Spread = list[tuple[Path, int]]
"""Paths, each with a group."""

ORDERS = st.integers(1, 4)


@st.composite
def spread(draw: st.DrawFn) -> Spread:
    return [(path, draw(st.integers(0, 199))) for path in draw(some_paths())]


def contexts(codes: tuple[int, ...], order: int, base: int) -> list[int]:
    """Return the context before each event of a path, the last one before its end."""
    found = []
    for place in range(len(codes) + 1):
        context = 0
        for code in codes[max(0, place - order) : place]:
            context = context * base + code + 1
        found.append(context)
    return found


def walk(paths: Spread, order: int, values: int) -> dict[tuple[int, int, int], tuple[int, int]]:
    journeys: Counter[tuple[int, int, int]] = Counter()
    revenue: Counter[tuple[int, int, int]] = Counter()
    for path, group in paths:
        *inner, last = contexts(path.codes, order, values + 1)
        for context, event in zip(inner, path.codes, strict=True):
            journeys[group, context, event] += path.journeys
        journeys[group, last, values] += path.conversions
        journeys[group, last, values + 1] += path.nonconverting
        revenue[group, last, values] += path.revenue
    return {cell: (count, revenue[cell]) for cell, count in journeys.items() if count}


def cells(rows: "list[Ints]") -> dict[tuple[int, int, int], tuple[int, int]]:
    found = {}
    for group, context, event, journeys, revenue in zip(*(each.tolist() for each in rows)):  # noqa: B905 - equal by construction
        assert (group, context, event) not in found
        found[group, context, event] = (journeys, revenue)
    return found


@given(spread(), ORDERS)
@examples(100)
def test_events_are_those_of_every_path(paths: Spread, order: int) -> None:
    assert cells(columns(paths, Alphabet(4, order))) == walk(paths, order, 4)


@given(st.lists(spread(), min_size=2, max_size=3), ORDERS)
@examples(40)
def test_events_add_up_over_parts(parts: list[Spread], order: int) -> None:
    alphabet = Alphabet(4, order)
    one = gather_events(columns([each for part in parts for each in part], alphabet), alphabet)
    pieces = zip(*(columns(part, alphabet) for part in parts), strict=True)
    several = gather_events([np.concatenate(piece) for piece in pieces], alphabet)
    weights = np.stack([np.ones(200), np.arange(200.0)])
    same(one, several, weights)


def same(
    one: "Events", other: "Events", weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
) -> None:
    assert one.context.tolist() == other.context.tolist()
    assert one.event.tolist() == other.event.tolist()
    for mine, theirs in zip(one.weigh_groups(weights), other.weigh_groups(weights), strict=True):
        assert mine.tolist() == theirs.tolist()


@given(spread(), ORDERS, st.integers(1, 5))
@examples(40)
def test_groups_weigh_the_same_however_few_pairs_are_looked_at_at_a_time(
    paths: Spread, order: int, size: int
) -> None:
    alphabet = Alphabet(4, order)
    found = gather_events(columns(paths, alphabet), alphabet)
    weights = np.stack([np.ones(200), np.arange(200.0)])
    whole = found.weigh_groups(weights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "CELLS", size)
        pieces = found.weigh_groups(weights)
    assert [each.tolist() for each in pieces] == [each.tolist() for each in whole]
    assert [each[0].tolist() for each in pieces] == [each.tolist() for each in found.totals]


@given(some_paths(), ORDERS, ORDERS)
@examples(60)
def test_a_longer_memory_holds_the_shorter_ones(
    paths: tuple[Path, ...], one: int, two: int
) -> None:
    order, longer = sorted((one, two))
    whole = shorten_contexts(counted(paths, longer, 4), order)
    same(whole, counted(paths, order, 4), np.arange(400.0).reshape(2, 200))


def test_overlapping_journeys_count_their_common_touches_twice() -> None:
    walks = walked([(Path((0, 1, 2, 1), 1, 7), 3)], converting=True)
    twice = type(walks)(
        walks.codes, walks.groups, np.array([0, 1]), np.array([3, 4]), np.array([7, 9])
    )
    expected = walk([(Path((0, 1, 2), 1, 7), 3), (Path((1, 2, 1), 1, 9), 3)], 1, 3)
    assert cells(count_transitions((twice,), Alphabet(3, 1))) == expected


def test_one_touch_alone_is_a_short_state() -> None:
    found = counted((Path((2,), 1, 50, 2),), 3)
    assert found.context.tolist() == [0, 3, 3]
    assert found.event.tolist() == [2, 3, 4]
    assert found.journeys.tolist() == [3, 1, 2]
    assert found.revenue.tolist() == [0, 50, 0]


def test_too_many_values_are_refused() -> None:
    with pytest.raises(TooManyValuesError, match="order 4 over 60,000 values"):
        count_transitions((walked([(Path((0,), 1), 0)], converting=True),), Alphabet(60_000, 4))


@given(spread())
@examples(60)
def test_channel_sets_hold_the_distinct_channels(paths: Spread) -> None:
    expected: dict[tuple[int, int], tuple[int, int, int]] = {}
    for path, group in paths:
        if path.journeys:
            cell = (group, sum(1 << code for code in set(path.codes)))
            before = expected.get(cell, (0, 0, 0))
            own = (path.conversions, path.revenue, path.nonconverting)
            n, v, m = (a + b for a, b in zip(before, own, strict=True))
            expected[cell] = (n, v, m)
    walks = (walked(paths, converting=True), walked(paths, converting=False))
    rows = zip(*(each.tolist() for each in count_channel_sets(walks, 4)), strict=True)
    found = {(group, members): (n, v, m) for group, members, n, v, m in rows}
    assert found == expected


def test_twenty_one_channels_are_refused() -> None:
    with pytest.raises(
        TooManyChannelsError, match="up to 20 channels, and the touchpoints have 21"
    ):
        count_channel_sets((walked([(Path((0,), 1), 0)], converting=True),), 21)
