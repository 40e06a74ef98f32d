"""Programs that do the same work take turns, and what each took in every round."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from statistics import median

from benchmarks.process import Cost, run

WALL: Callable[[Cost], float] = attrgetter("wall")
CPU: Callable[[Cost], float] = attrgetter("cpu")
PEAK: Callable[[Cost], float] = attrgetter("peak")


@dataclass(frozen=True, slots=True)
class Contender:
    """One program of a race."""

    name: str
    command: tuple[str, ...]
    imports: str | None = None
    """Name of the contender that only imports this one's library; its time is taken off."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a contender's rounds took, in their order."""

    contender: Contender
    rounds: tuple[Cost, ...]

    def median(self, measure: Callable[[Cost], float]) -> float:
        """Return the median of one of the costs."""
        return median(measure(cost) for cost in self.rounds)


@dataclass(frozen=True, slots=True)
class Race:
    """All contenders' costs, round by round."""

    costs: tuple[Costs, ...]

    def of(self, name: str) -> Costs:
        """Return the costs of the contender of this name."""
        return next(costs for costs in self.costs if costs.contender.name == name)

    def ratio(self, name: str, reference: str, measure: Callable[[Cost], float]) -> float:
        """Return the median over the rounds of a contender's cost divided by the reference's.

        Both are of the same round, so that a machine that slows down slows both, and without the
        cost of importing their libraries in that round.
        """
        pairs = zip(self._own(name, measure), self._own(reference, measure), strict=True)
        return median(mine / other for mine, other in pairs)

    def _own(self, name: str, measure: Callable[[Cost], float]) -> list[float]:
        costs = self.of(name)
        whole = [measure(cost) for cost in costs.rounds]
        if costs.contender.imports is None:
            return whole
        loading = self.of(costs.contender.imports).rounds
        return [mine - measure(cost) for mine, cost in zip(whole, loading, strict=True)]


def race(contenders: Sequence[Contender], folder: Path, rounds: int) -> Race:
    """Run all contenders in turn, round after round, once more than counts.

    The first round fills the caches of files and of compiled Python. Raises `FailedError`.
    """
    for contender in contenders:
        run(contender.command, folder)
    taken = [[run(each.command, folder)[0] for each in contenders] for _ in range(rounds)]
    columns = zip(*taken, strict=True)
    return Race(tuple(map(Costs, contenders, columns)))
