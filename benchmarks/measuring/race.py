"""Programs that do the same work take turns, and what each took in every round."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from statistics import median

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.process import Cost, FailedError, OverError, run

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
    """Empty where it is out of the race."""
    printed: str = ""
    """What it printed in its last round."""
    out: str | None = None
    """Why it is out of the race: "over 600 s", "over 20 GB" or "failed (status 1)"."""

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
        pairs = zip(self.own(name, measure), self.own(reference, measure), strict=True)
        return median(mine / other for mine, other in pairs)

    def with_rounds_of(self, other: "Race") -> "Race":
        """Return both races of the same contenders as one."""
        return Race(
            tuple(
                replace(costs, rounds=costs.rounds + other.of(costs.contender.name).rounds)
                for costs in self.costs
            )
        )

    def own(self, name: str, measure: Callable[[Cost], float]) -> list[float]:
        """Return a contender's cost in each round without that of importing its library."""
        costs = self.of(name)
        whole = [measure(cost) for cost in costs.rounds]
        if costs.contender.imports is None:
            return whole
        loading = self.of(costs.contender.imports).rounds
        return [mine - measure(cost) for mine, cost in zip(whole, loading, strict=True)]


def run_race(contenders: Sequence[Contender], folder: Path, rounds: int) -> Race:
    """Run all contenders in turn, round after round, once more than counts.

    The first round fills the caches of files and of compiled Python. Raises `FailedError`.
    """
    for contender in contenders:
        run(contender.command, folder)
    taken = [[run(each.command, folder)[0] for each in contenders] for _ in range(rounds)]
    columns = zip(*taken, strict=True)
    return Race(tuple(map(Costs, contenders, columns)))


def run_limited_race(
    contenders: Sequence[Contender], folder: Path, rounds: int, limits: Limits
) -> Race:
    """Run all contenders in turn; one that fails or passes a limit is out of the race.

    No round comes before those that count: where these programs run for minutes, the first ones
    are there to read the files.
    """
    costs = {each.name: Costs(each, ()) for each in contenders}
    for _ in range(rounds):
        for name, before in costs.items():
            if before.out is None:
                costs[name] = _run_once_more(before, folder, limits)
    return Race(tuple(costs.values()))


def _run_once_more(before: Costs, folder: Path, limits: Limits) -> Costs:
    contender = before.contender
    try:
        cost, printed = run(contender.command, folder, limits)
    except OverError as error:
        return Costs(contender, (), out=str(error))
    except FailedError as error:
        print(error, file=sys.stderr)
        return Costs(contender, (), out=f"failed (status {error.status})")
    return Costs(contender, (*before.rounds, cost), printed)
