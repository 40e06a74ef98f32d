import subprocess
import sys
from pathlib import Path

import pytest

from sample_data.exports import make_exports
from sample_data.year import Year

NAMES = ("touchpoints.csv", "orders.csv", "costs.csv", "logins.csv", "README.md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    target = tmp_path_factory.mktemp("shop")
    script = [sys.executable, str(folder / "generate.py"), str(target)]
    subprocess.run(script, check=True, cwd=target, capture_output=True)
    return target


@pytest.mark.parametrize("name", NAMES)
def test_the_script_writes_the_same_bytes(folder: Path, written: Path, name: str) -> None:
    assert (written / name).read_bytes() == (folder / name).read_bytes()


def test_the_script_writes_nothing_else(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == set(NAMES)


def test_what_stood_between_the_marks_of_the_readme_does_not_matter(
    year: Year, folder: Path
) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    stale = readme.replace("| Organic Social | instagram |", "| Somebody Else | stale |")
    assert stale != readme
    assert make_exports(year, stale)["README.md"] == readme
