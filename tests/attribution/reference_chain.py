"""Markov chains by the definitions: whole paths, dense matrices, states deleted one by one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from attribution.models import Removal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

State: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A path of codes, with what came of it."""

    codes: tuple[int, ...]
    conversions: int = 0
    revenue: int = 0
    nonconverting: int = 0

    @property
    def journeys(self) -> int:
        return self.conversions + self.nonconverting


def windows(codes: tuple[int, ...], order: int) -> list[State]:
    if len(codes) < order:
        return [codes]
    return [codes[place : place + order] for place in range(len(codes) - order + 1)]


@dataclass(slots=True)
class Chain:
    """Probabilities: from START (None) or a state to states, to CONVERSION, and mean revenue."""

    moves: "Mapping[State | None, Mapping[State, float]]"
    converts: "Mapping[State, float]"
    earns: "Mapping[State, float]"
    """Expected revenue of the step that leaves a state."""


def chain(paths: "Sequence[Path]", order: int) -> Chain:
    moves: dict[State | None, dict[State, int]] = defaultdict(lambda: defaultdict(int))
    converts: dict[State, int] = defaultdict(int)
    earns: dict[State, int] = defaultdict(int)
    visits: dict[State | None, int] = defaultdict(int)
    for path in paths:
        steps = windows(path.codes, order)
        for before, after in zip([None, *steps], steps, strict=False):
            moves[before][after] += path.journeys
            visits[before] += path.journeys
        visits[steps[-1]] += path.journeys
        converts[steps[-1]] += path.conversions
        earns[steps[-1]] += path.revenue
    return Chain(
        {
            before: {after: count / visits[before] for after, count in row.items()}
            for before, row in moves.items()
        },
        {state: count / visits[state] for state, count in converts.items()},
        {state: amount / visits[state] for state, amount in earns.items()},
    )


def worths(chain: Chain, states: "Sequence[State]") -> tuple[float, float]:
    """Return P and V over the given states by solving for what is ahead of each."""
    states = earning(chain, states)
    moves = np.array([[chain.moves.get(here, {}).get(s, 0) for s in states] for here in states])
    worth = [(chain.converts.get(s, 0), chain.earns.get(s, 0)) for s in states]
    start = chain.moves.get(None, {})
    if not states:
        return 0.0, 0.0
    ahead = np.linalg.solve(np.eye(len(states)) - moves, np.array(worth))
    conversions, revenue = np.array([start.get(state, 0) for state in states]) @ ahead
    return float(conversions), float(revenue)


def earning(chain: Chain, states: "Sequence[State]") -> list[State]:
    """Return the states from which something can be earned: others may go round for ever."""
    found = {state for state in states if chain.converts.get(state)}
    while True:
        more = {
            state
            for state in states
            if any(share and after in found for after, share in chain.moves.get(state, {}).items())
        }
        if more <= found:
            return sorted(found)
        found |= more


def without(chain: Chain, code: int, removal: Removal) -> Chain:
    if removal is Removal.NULL:
        return chain
    moves, factors = {}, {}
    for before, row in chain.moves.items():
        gone = [after for after in row if code in after]
        ends = 1 - sum(row.values())
        lost = sum(row[after] for after in gone)
        rest = ends + sum(share for after, share in row.items() if code not in after)
        factors[before] = 1 / (1 - lost) if lost and rest > 1e-9 else float(not lost)
        moves[before] = {s: p * factors[before] for s, p in row.items() if code not in s}
    return Chain(
        moves,
        {state: share * factors.get(state, 1) for state, share in chain.converts.items()},
        {state: mean * factors.get(state, 1) for state, mean in chain.earns.items()},
    )


def worth(paths: "Sequence[Path]", order: int) -> tuple[float, float]:
    whole = chain(paths, order)
    return worths(whole, sorted({state for path in paths for state in windows(path.codes, order)}))


def removal_effects(
    paths: "Sequence[Path]", order: int, values: int, removal: Removal = Removal.NULL
) -> tuple[list[float], list[float]]:
    """Return the effects for conversions and for revenue of every code; NaN: undefined."""
    paths = [path for path in paths if path.journeys]
    whole = chain(paths, order)
    states = sorted({state for path in paths for state in windows(path.codes, order)})
    before = worths(whole, states)
    found: tuple[list[float], list[float]] = ([], [])
    for code in range(values):
        kept = [state for state in states if code not in state]
        after = worths(without(whole, code, removal), kept)
        for kind in (0, 1):
            whole_worth = before[kind]
            found[kind].append(1 - after[kind] / whole_worth if whole_worth > 0 else np.nan)
    return found
