"""The two experiments of the sample shop: what is true, and what the file says of them."""

from pathlib import Path

import yaml

from sample_data.experiments import EXPERIMENTS, count_caused, measure
from sample_data.year import Year


def test_retargeting_causes_nothing_and_instagram_something(year: Year) -> None:
    retargeting, instagram = EXPERIMENTS
    assert count_caused(year, retargeting) == 0
    assert count_caused(year, instagram) > 20


def test_what_was_measured_holds_the_truth(year: Year) -> None:
    for each in measure(year):
        assert each.low <= each.true <= each.high
        assert each.low < each.measured < each.high


def test_the_configuration_has_what_was_measured(folder: Path, year: Year) -> None:
    text = (folder / "merito.yaml").read_text(encoding="utf-8")
    _, _, block = text.partition("#\n# experiments:\n")
    lines = [line.removeprefix("#   - ") for line in block.split("\n\n")[0].splitlines()]
    assert lines == [each.line for each in measure(year)]


def test_the_readme_tells_both(folder: Path, year: Year) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    for each in measure(year):
        assert f"| {each.true} | {each.measured} | {each.low} to {each.high} |" in text


def test_they_are_lines_of_yaml(folder: Path) -> None:
    text = (folder / "merito.yaml").read_text(encoding="utf-8")
    taken_in = text.replace("# experiments:\n", "experiments:\n").replace(
        "#   - {name:", "  - {name:"
    )
    names = [each["name"] for each in yaml.safe_load(taken_in)["experiments"]]
    assert names == [each.name for each in EXPERIMENTS]
