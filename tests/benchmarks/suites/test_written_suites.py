from pathlib import Path

import pytest

from benchmarks.references.one_by_one import list_commands
from benchmarks.shop import write_costs, write_shop
from benchmarks.suites.written_suites import (
    build_credits_suite,
    build_folder_suite,
    build_returns_suite,
)

TOUCHES = 3_000


def test_reports_one_by_one_read_only_what_they_need() -> None:
    commands = list_commands("t.csv", "o.csv", "c.csv")
    reading = {
        file: [name for name in commands if file in commands[name]] for file in ("t.csv", "c.csv")
    }
    assert not {"rfm.csv", "cohorts.csv", "value.txt"} & set(reading["t.csv"])
    assert reading["c.csv"] == ["compare.csv", "value_acquisition.csv", "check.json"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_bare_scripts_agree(tmp_path: Path, seed: int) -> None:
    write_shop(TOUCHES, tmp_path, seed=seed)
    write_costs(TOUCHES, tmp_path, seed)
    (rows,) = build_credits_suite(TOUCHES).file_agreements
    assert rows.check(tmp_path) > TOUCHES
    (table,) = build_returns_suite(TOUCHES).agreements
    # Six models of ten channels and of what has no touch, ten numbers each.
    assert table.check(tmp_path) == 6 * 11 * 10


@pytest.mark.slow
def test_reports_of_a_folder_are_the_single_ones(tmp_path: Path) -> None:
    write_shop(TOUCHES, tmp_path)
    write_costs(TOUCHES, tmp_path)
    (files,) = build_folder_suite(TOUCHES).file_agreements
    single = [name for name in list_commands("", "", "") if name.endswith(".csv")]
    assert files.check(tmp_path) == len(single)
