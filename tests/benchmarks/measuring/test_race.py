import sys
from pathlib import Path

import pytest

from benchmarks.measuring.guard import Limits
from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import (
    CPU,
    PEAK,
    WALL,
    Contender,
    Costs,
    Race,
    run_limited_race,
    run_race,
)


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

    found = run_race([noting("A"), noting("B")], tmp_path, rounds=2)
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "ABABAB"
    assert [len(each.rounds) for each in found.costs] == [2, 2]


def test_who_passes_a_limit_is_out_of_the_race(tmp_path: Path) -> None:
    program = "import time; open('turns', 'a').write('A'); time.sleep(60)"
    contenders = [
        Contender("slow", (sys.executable, "-c", program)),
        Contender("quick", (sys.executable, "-c", "print('done')")),
    ]
    found = run_limited_race(contenders, tmp_path, rounds=2, limits=Limits(seconds=1))
    assert (tmp_path / "turns").read_text(encoding="utf-8") == "A"
    assert (found.of("slow").out, found.of("slow").rounds) == ("over 1 s", ())
    assert (found.of("quick").out, found.of("quick").printed) == (None, "done\n")
    assert len(found.of("quick").rounds) == 2


def test_who_fails_is_out_of_the_race(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contender = Contender("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    found = run_limited_race([contender], tmp_path, rounds=2, limits=Limits())
    assert found.of("broken").out == "failed (status 3)"
    assert "exit status 3" in capsys.readouterr().err
