"""Paths as plain values, drawn, and counted by the library's chains."""

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from attribution.markov.effects import Effects
from attribution.markov.estimator import make_replicator
from attribution.markov.events import Events, gather_events
from attribution.models import Markov
from attribution.statistics.transition_counts import Alphabet, Walks, count_transitions
from tests.attribution.reference_chain import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.arrays import Floats, Ints

ONE = np.ones((1, 200))
"""Weights of every group once."""

FIRST_SET = (
    Path((0, 1), 2, 200_000, 1),
    Path((0,), 1, 50_000, 3),
    Path((1, 2, 1), 1, 300_000, 2),
    Path((2,), 0, 0, 4),
    Path((0, 0, 2), 1, 110_000, 0),
)
SECOND_SET = (
    Path((0, 1), 1, 100_000, 1),
    Path((1, 2), 1, 200_000, 1),
    Path((2, 0, 1, 2), 0, 0, 1),
)
"""The paths of definitions §6, A as 0, revenue in 1/10 000 of the unit."""


def walked(paths: "Sequence[tuple[Path, int]]", *, converting: bool) -> Walks:
    """Return the journeys of some paths, each with a group, that ended in an order or did not."""
    rows: list[tuple[tuple[int, ...], int, int]] = []
    for path, group in paths:
        count = path.conversions if converting else path.nonconverting
        for row in range(count):
            whole, rest = divmod(path.revenue, count)
            rows.append((path.codes, group, whole + (rest if row == 0 else 0)))
    lengths = np.array([len(codes) for codes, _, _ in rows], dtype=np.int64)
    last = np.cumsum(lengths)
    return Walks(
        np.array([code for codes, _, _ in rows for code in codes], dtype=np.int64),
        np.repeat(np.array([group for _, group, _ in rows], dtype=np.int64), lengths),
        last - lengths,
        last,
        np.array([revenue for _, _, revenue in rows], dtype=np.int64) if converting else None,
    )


def columns(paths: "Sequence[tuple[Path, int]]", alphabet: Alphabet) -> list["Ints"]:
    walks = (walked(paths, converting=True), walked(paths, converting=False))
    return count_transitions(walks, alphabet)


def counted(paths: "Sequence[Path]", order: int, values: int = 3) -> Events:
    alphabet = Alphabet(values, order)
    spread = [(path, place % 200) for place, path in enumerate(paths)]
    return gather_events(columns(spread, alphabet), alphabet)


def effects_of(chain: Events, model: Markov, weights: "Floats" = ONE) -> Effects:
    """Return the removal effects of a chain, by default one replicate: each group once."""
    return make_replicator(chain, model)(weights)


def copied(paths: "Sequence[Path]", times: "Sequence[int]") -> tuple[Path, ...]:
    """Return each path so many times."""
    return tuple(
        Path(path.codes, path.conversions * n, path.revenue * n, path.nonconverting * n)
        for path, n in zip(paths, times, strict=False)
    )


@st.composite
def some_paths(draw: st.DrawFn, values: int = 4, longest: int = 6) -> tuple[Path, ...]:
    """Draw paths of codes below `values`, revenue never negative and only of conversions."""
    codes = st.lists(st.integers(0, values - 1), min_size=1, max_size=longest).map(tuple)
    rows = draw(
        st.lists(
            st.tuples(codes, st.integers(0, 3), st.integers(0, 50), st.integers(0, 3)),
            min_size=1,
            max_size=7,
        )
    )
    return tuple(Path(path, n, n * v * 100, m) for path, n, v, m in rows)
