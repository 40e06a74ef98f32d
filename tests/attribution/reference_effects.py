"""Credit of data-driven models by the definitions: dense chains, every coalition one by one."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from tests.attribution import reference_chain
from tests.attribution.reference_chain import Path
from tests.attribution.reference_models import UNATTRIBUTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribution.models import Markov
    from tests.attribution.reference_walks import Counted, Value, Walk

Key: TypeAlias = tuple[str | None, str | None]
"""Block, value."""

NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class Parts:
    """What shares out conversions, and revenue, by value; None where that is undefined."""

    conversions: "Mapping[Value, float]"
    revenue: "Mapping[Value, float]"

    @property
    def kinds(self) -> "tuple[Mapping[Value, float], Mapping[Value, float]]":
        return self.conversions, self.revenue

    @property
    def defined(self) -> bool:
        sums = [sum(kind.values()) for kind in self.kinds]
        return bool(np.isfinite(sums).all()) and min(sums) > NOISE

    @property
    def doubtful(self) -> bool:
        """Whether the last digits decide if anything is defined, or blow up in a quotient."""
        sizes = (sum(map(abs, kind.values())) for kind in self.kinds)
        sums = (abs(sum(kind.values())) for kind in self.kinds)
        return any(0 < s < 2e-6 * max(1, size) for s, size in zip(sums, sizes, strict=True))


def markov(walks: "Sequence[Walk]", model: "Markov", order: int, names: "Sequence[Value]") -> Parts:
    codes = {name: code for code, name in enumerate(names)}
    paths = [
        Path(
            tuple(codes[value] for value in walk.values),
            int(walk.revenue is not None),
            walk.revenue or 0,
            int(walk.revenue is None),
        )
        for walk in walks
    ]
    effects = reference_chain.removal_effects(paths, order, len(names), model.removal)
    kinds = [
        {
            name: 0.0 if abs(effect) < NOISE else effect
            for name, effect in zip(names, kind, strict=True)
        }
        for kind in effects
    ]
    return Parts(*kinds)


def conversion_rates(walks: "Sequence[Walk]", names: "Sequence[Value]") -> Parts:
    return Parts(_rates(walks, names, paid=False), _rates(walks, names, paid=True))


def _rates(
    walks: "Sequence[Walk]", names: "Sequence[Value]", *, paid: bool
) -> "Mapping[Value, float]":
    """Return Shapley values divided by the worth of all."""

    def worth(coalition: frozenset["Value"]) -> Fraction:
        inside = [walk for walk in walks if coalition.issuperset(walk.values)]
        won = [walk.revenue for walk in inside if walk.revenue is not None]
        return Fraction(sum(won) if paid else len(won), len(inside)) if inside else Fraction(0)

    everybody = frozenset(names)
    worths = {
        frozenset(some): worth(frozenset(some))
        for size in range(len(names) + 1)
        for some in combinations(names, size)
    }
    if worths[everybody] <= 0:
        return dict.fromkeys(names, float("nan"))
    players, found = len(names), {}
    for name in names:
        value = Fraction(0)
        for coalition, without in worths.items():
            if name not in coalition:
                ways = factorial(len(coalition)) * factorial(players - len(coalition) - 1)
                value += ways * (worths[coalition | {name}] - without)
        found[name] = float(value / factorial(players) / worths[everybody])
    return found


def total(orders: "Sequence[Counted]", parts: Parts) -> "dict[Key, tuple[float, float]]":
    """Return all orders with a journey shared out at once, the others unattributed."""
    reached = [each for each in orders if each.values]
    alone = [each for each in orders if not each.values]
    sums = [len(reached), sum(each.order.revenue for each in reached)]
    credit = [
        {name: amount * effect / sum(kind.values()) for name, effect in kind.items()}
        for kind, amount in zip(parts.kinds, sums, strict=True)
    ]
    found: dict[Key, tuple[float, float]] = {
        (None, name): (credit[0][name], credit[1][name]) for name in parts.conversions
    }
    unattributed = float(len(alone)), float(sum(each.order.revenue for each in alone))
    return {**found, (None, UNATTRIBUTED): unattributed}


def by_journey(orders: "Sequence[Counted]", parts: Parts) -> "dict[Key, tuple[float, float]]":
    """Return each order shared out among its touches by the effects of their values."""
    found: dict[Key, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in orders:
        block = each.order.block
        if not each.values:
            found[block, UNATTRIBUTED][0] += 1
            found[block, UNATTRIBUTED][1] += each.order.revenue
        for kind, amount in enumerate((1, each.order.revenue)) if each.values else ():
            effects = [max(parts.kinds[kind][value], 0) for value in each.values]
            whole = sum(effects)
            for value, effect in zip(each.values, effects, strict=True):
                share = effect / whole if whole else 1 / len(effects)
                found[block, value][kind] += amount * share
    return {key: (conversions, revenue) for key, (conversions, revenue) in found.items()}
