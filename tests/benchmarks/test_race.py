import sys
from pathlib import Path

import pytest

from benchmarks.process import Cost
from benchmarks.race import CPU, PEAK, WALL, Contender, Costs, Race, race


def costs(name: str, *walls: float, imports: str | None = None) -> Costs:
    rounds = tuple(Cost(wall, wall / 10, int(wall * 1_000)) for wall in walls)
    return Costs(Contender(name, (), imports), rounds)


RACE = Race(
    (
        costs("import", 1, 1, 2),
        costs("reading", 2, 3, 4, imports="import"),
        costs("work", 4, 5, 14, imports="import"),
        costs("help", 4, 6, 8),
    )
)


def test_median_of_each_cost() -> None:
    work = RACE.of("work")
    assert (work.median(WALL), work.median(CPU), work.median(PEAK)) == (5, 0.5, 5_000)


def test_ratio_is_the_median_of_rounds_less_imports() -> None:
    # Rounds: 3 / 1, 4 / 2, 12 / 2; a ratio of medians would be 4 / 2.
    assert RACE.ratio("work", "reading", WALL) == 3
    assert RACE.ratio("work", "reading", CPU) == pytest.approx(3)


def test_nothing_is_taken_off_where_nothing_is_imported() -> None:
    # Rounds: 4 / 1, 6 / 1, 8 / 2.
    assert RACE.ratio("help", "import", WALL) == 4


def test_contenders_take_turns_after_a_first_round(tmp_path: Path) -> None:
    def noting(name: str) -> Contender:
        program = f"open('turns', 'a').write('{name}')"
        return Contender(name, (sys.executable, "-c", program))

    found = race([noting("A"), noting("B")], tmp_path, rounds=2)
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "ABABAB"
    assert [len(each.rounds) for each in found.costs] == [2, 2]
