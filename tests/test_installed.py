"""The program as people install it: a wheel, with the lowest versions that it says it works with.

Packages with the names of ours lie beside it and in `PYTHONPATH`, as PyPI has them.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from merito.__main__ import find_packages
from tests.running import ROOT, SAMPLE, Outcome, environment, process

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOWEST = re.compile(r"([\w-]+)>=([\d.]+)")
NAMESAKES = ("cli", "attribution", "rfm")
WRONG = "raise SystemExit('not the package of merito')"


def write_namesakes(folder: Path) -> Path:
    """Write packages that are called as ours and end whatever imports them."""
    for name in NAMESAKES:
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(WRONG)
    return folder


def list_lowest(requirements: list[str]) -> list[str]:
    """Return the lowest version of each requirement of this system that names one."""
    found = (LOWEST.match(each) for each in requirements if ";" not in each)
    return [f"{match[1]}=={match[2]}" for match in found if match]


def run_pip(python: str | Path, *arguments: str | Path) -> None:
    subprocess.run([python, "-m", "pip", *arguments, "--quiet"], check=True, capture_output=True)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment with the wheel, the lowest versions and the namesakes."""
    folder = tmp_path_factory.mktemp("installed")
    try:
        run_pip(sys.executable, "download", "--no-deps", "--dest", folder, "hatchling")
    except subprocess.CalledProcessError:
        pytest.skip("no package index to install from")
    run_pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    versions = list_lowest(PROJECT["dependencies"])
    run_pip(python, "install", *folder.glob("merito-*.whl"), *versions)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    where = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True)
    write_namesakes(Path(where.stdout.strip()))
    return python.parent


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compare", "rfm"])
@pytest.mark.parametrize("program", [("merito",), ("python", "-m", "merito")], ids=" ".join)
def test_a_wheel_prints_what_the_sources_print(
    installed: Path, tmp_path: Path, program: tuple[str, ...], command: str
) -> None:
    arguments = (command, "-q", "--format", "csv", "-c", SAMPLE / "merito.yaml")
    folder = write_namesakes(tmp_path)
    first, *more = program
    found = process(
        *arguments,
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        program=[str(installed / first), *more],
    )
    assert found == process(*arguments)
    assert found.status == 0


@pytest.mark.slow
def test_a_wheel_has_the_sample_shop(installed: Path, tmp_path: Path) -> None:
    env = environment({"PYTHONPATH": ""})
    subprocess.run([installed / "merito", "demo", "shop"], cwd=tmp_path, env=env, check=True)
    assert (tmp_path / "shop" / "merito.yaml").is_file()


def test_every_dependency_has_a_lowest_version() -> None:
    extras = PROJECT["optional-dependencies"]
    needed = [*PROJECT["dependencies"], *extras["spark"]]
    assert len(list_lowest(needed)) == len([each for each in needed if ";" not in each])


def test_namesakes_in_the_working_folder_and_the_path_stand_behind(tmp_path: Path) -> None:
    folder = write_namesakes(tmp_path)
    outcome = process(
        "--version",
        cwd=folder,
        env={"PYTHONPATH": f"{folder}:{ROOT}"},
        program=(sys.executable, "-m", "merito"),
    )
    assert outcome == Outcome(0, b"merito 0.1.0\n", b"")


def test_packages_lie_in_a_wheel_or_beside_it(tmp_path: Path) -> None:
    (tmp_path / "merito").mkdir()
    assert find_packages(tmp_path / "merito") == tmp_path
    (tmp_path / "merito" / "cli").mkdir()
    assert find_packages(tmp_path / "merito") == tmp_path / "merito"


def test_every_package_says_that_it_is_typed() -> None:
    assert all((ROOT / name / "py.typed").is_file() for name in ("merito", *NAMESAKES))


def test_nothing_is_proposed_to_be_installed_by_a_name_that_is_not_ours() -> None:
    told = [
        path
        for pattern in ("cli/**/*.py", "configs/**/*.yaml", "*.md", "cli/**/*.md")
        for path in ROOT.glob(pattern)
        if re.search(r"install\s+[\"']?merito", path.read_text(encoding="utf-8"))
    ]
    assert told == []
