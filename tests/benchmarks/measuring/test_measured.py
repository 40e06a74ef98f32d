from pathlib import Path

import pytest

from benchmarks.measuring.measured import Format, load_measured, make_file_name, split_race
from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import CPU, WALL, Contender, Costs, Race
from tests.benchmarks.made_up import MACHINE, measured


@pytest.mark.parametrize("seconds", [2.5, "over 600 s"])
def test_what_is_kept_is_what_was_measured(seconds: float | str, tmp_path: Path) -> None:
    kept = measured("pandas", 10**6, seconds, printed="model,channel\n")
    kept.save(tmp_path / "measured")
    (path,) = (tmp_path / "measured").iterdir()
    assert path.name == "1000000-csv-pandas.json"
    assert load_measured(path) == kept


def test_programs_have_files_of_their_own() -> None:
    names = ("`merito compare`", "`merito compare`, spilled", "`pl.read_csv` of both files")
    assert [make_file_name(10, Format.PARQUET, name) for name in names] == [
        "10-parquet-merito-compare.json",
        "10-parquet-merito-compare-spilled.json",
        "10-parquet-pl-read_csv-of-both-files.json",
    ]


def test_costs_are_those_without_imports() -> None:
    found = measured("pandas", 2 * 10**6, 6)
    assert (found.own(WALL), found.own(CPU)) == (6, 12)
    assert (found.ratio(WALL), found.ratio(CPU)) == (3, 3)


def test_a_race_is_taken_apart_by_program() -> None:
    def costs(name: str, imports: str | None = None) -> Costs:
        return Costs(Contender(name, (), imports), (Cost(1, 1, 1),))

    race = Race((costs("P"), costs("D"), costs("read", "P"), costs("SQL", "D"), costs("mine", "P")))
    parts = {
        each.name: [costs.contender.name for costs in each.race.costs]
        for each in split_race(10, Format.CSV, race, "read", MACHINE)
    }
    assert parts == {
        "read": ["P", "read"],
        "SQL": ["P", "D", "read", "SQL"],
        "mine": ["P", "read", "mine"],
    }
