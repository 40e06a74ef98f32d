"""No file that a run reads is written, under whatever name."""

import os
import shutil
from pathlib import Path

import pytest

from tests.running import SAMPLE, inside

ARGUMENTS = ("rfm", "-q", "--no-config", "--orders", "orders.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SAMPLE / "orders.csv", tmp_path)
    return tmp_path


def link_hard(target: Path) -> None:
    os.link("orders.csv", target)


def link_softly(target: Path) -> None:
    target.symlink_to("orders.csv")


def link_twice(target: Path) -> None:
    Path("between.csv").symlink_to("orders.csv")
    target.symlink_to("between.csv")


@pytest.mark.parametrize("link", [link_hard, link_softly, link_twice])
@pytest.mark.parametrize("option", ["-o", "--bad-rows"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_links_lead_to_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, link: object, option: str, force: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    assert callable(link)
    link(Path("out.csv"))
    before = Path("orders.csv").read_bytes()
    outcome = inside(*ARGUMENTS, option, "out.csv", *force, cwd=folder)
    assert outcome.status == 2
    assert outcome.err == (
        f"merito: {option} out.csv is one of the files to read (orders: orders.csv);"
        " name another file\n"
    )
    assert Path("orders.csv").read_bytes() == before


def test_a_hard_link_in_the_folder_of_reports(folder: Path) -> None:
    (folder / "r").mkdir()
    os.link(folder / "orders.csv", folder / "r" / "rfm.csv")
    shutil.copy(SAMPLE / "touchpoints.csv", folder)
    given = ("--no-config", "--orders", "orders.csv", "--touchpoints", "touchpoints.csv")
    outcome = inside("report", *given, "-o", "r", cwd=folder)
    assert outcome.status == 2
    assert "-o r holds rfm.csv, one of the files to read (orders: orders.csv)" in outcome.err
    assert [each.name for each in (folder / "r").iterdir()] == ["rfm.csv"]


def test_a_pattern_names_files(folder: Path) -> None:
    outcome = inside("rfm", "--no-config", "--orders", "ord*.csv", "-o", "orders.csv", cwd=folder)
    assert outcome.status == 2
    assert (folder / "orders.csv").read_bytes() == (SAMPLE / "orders.csv").read_bytes()


def test_an_output_that_is_no_regular_file_needs_no_force(folder: Path) -> None:
    outcome = inside(*ARGUMENTS, "--format", "csv", "-o", os.devnull, cwd=folder)
    assert (outcome.status, outcome.err) == (0, "")


def test_a_report_of_many_models_is_known_by_its_header(folder: Path) -> None:
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for _ in range(2):
        outcome = inside("compare", "-q", "--intervals", "-o", "wide.csv", cwd=folder)
        assert (outcome.status, outcome.err) == (0, "")
