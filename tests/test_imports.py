"""Imports go one way, and modules stay short: read from the sources, nothing is run."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = {"cli", "typer", "rich", "yaml", "pydantic", "os", "sys", "pathlib", "io", "time"}
FORBIDDEN = {"attribution": OUTSIDE | {"rfm"}, "rfm": OUTSIDE | {"attribution"}}
FRAMEWORKS = {"typer", "rich", "yaml", "pydantic"}
ROOMS = ("cli", "attribution", "rfm", "sample_data", "tests", "benchmarks")
MARKS = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
LONGEST = 400


def imported(source: str) -> Iterator[str]:
    """Yield the top-level packages that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("room", FORBIDDEN)
def test_pure_rooms_import_nothing_of_the_world(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert len(modules) > 10
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in modules
        if (found := FORBIDDEN[room] & set(imported(path.read_text(encoding="utf-8"))))
    }
    assert wrong == {}


def test_the_walk_sees_imports_inside_functions() -> None:
    source = "def f():\n    import os.path\n    from cli.main import app\n"
    assert set(imported(source)) == {"os", "cli"}


def test_only_the_application_knows_its_frameworks() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] not in {"cli", "tests", "benchmarks"}
        and FRAMEWORKS & set(imported(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_finished(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST
    assert not [mark for mark in MARKS if mark in source]
