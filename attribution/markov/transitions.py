"""The transition matrix of a chain as a table."""

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from attribution.arrays import divide_with_default, sum_by_place
from attribution.markov.states import build_states
from attribution.paths.keys import STEP, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.markov.events import Events
    from attribution.markov.states import States

START: Final = "(start)"
CONVERSION: Final = "(conversion)"
NULL: Final = "(null)"
"""Names of where paths begin and of their two ends."""


def list_transitions(events: "Events", names: "Sequence[str]") -> pl.DataFrame:
    """Return one row for each move that occurs, from the start to an order or to nothing.

    Columns from_state and to_state (the last channels, as many as the chain remembers, spelled as
    paths are; a chain of order 1 has their plain names), journeys (how often, over all journeys)
    and probability (of the move, given the state).
    Rows by state, `(start)` first, then the likeliest move, then name.
    """
    chain = build_states(events)
    start, conversion, null = len(chain.windows) + np.arange(3)
    ends = np.where(events.event[chain.ends] == events.alphabet.conversion, conversion, null)
    first = np.concatenate([chain.started, chain.started_short])
    source = np.concatenate([np.full(len(first), start), chain.origins, chain.ended])
    target = np.concatenate([first, chain.targets, ends])
    places = np.concatenate([chain.starts, chain.short, chain.moves, chain.ends])
    journeys = sum_by_place(events.cell, events.journeys.astype(np.float64), len(events.event))[
        places
    ]
    states_count = len(chain.windows) + 3
    pairs, pair = np.unique(source * states_count + target, return_inverse=True)
    counts = sum_by_place(pair, journeys, len(pairs))
    source, target = np.divmod(pairs, states_count)
    left = sum_by_place(source, counts, states_count)
    labels = pl.Series([*_label_states(chain, names), START, CONVERSION, NULL])
    table = pl.DataFrame(
        {
            "from_state": labels[source],
            "to_state": labels[target],
            "journeys": counts.astype(np.int64),
            "probability": divide_with_default(counts, left[source]),
        }
    )
    begins = pl.col("from_state") != START
    return table.sort(begins, "from_state", -pl.col("probability"), "to_state")


def _label_states(chain: "States", names: "Sequence[str]") -> list[str]:
    base = chain.events.alphabet.base
    joined = chain.events.alphabet.order > 1
    spelled = [escape(name, STEP) for name in names] if joined else names
    return [
        STEP.join(spelled[code - 1] for code in _split_window(window, base))
        for window in chain.windows
    ]


def _split_window(window: int, base: int) -> list[int]:
    digits = []
    while window:
        window, digit = divmod(window, base)
        digits.append(digit)
    return digits[::-1]
