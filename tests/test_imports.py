"""Imports go one way, folders stay small, modules short: read from the sources, nothing is run."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = {"cli", "typer", "rich", "yaml", "pydantic", "os", "sys", "pathlib", "io", "time"}
FORBIDDEN = {"attribution": OUTSIDE | {"rfm"}, "rfm": OUTSIDE | {"attribution"}}
FRAMEWORKS = {"typer", "rich", "yaml", "pydantic"}
PACKAGES = ("merito", "cli", "attribution", "rfm")
ROOMS = (*PACKAGES, "sample_data", "tests", "benchmarks")
MARKS = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
LONGEST = 400
MOST = 20
"""Modules of a folder, `__init__` aside."""
ORDER = (
    *("attribution", "rfm"),
    *("cli.errors", "cli.version", "cli.interrupts", "cli.progress"),
    *("cli.parameters", "cli.options", "cli.standard_error", "cli.guardian"),
    *("cli.wording", "cli.report", "cli.money", "cli.ledger", "cli.expressions", "cli.settings"),
    *("cli.render", "cli.outputs", "cli.manual"),
    *("cli.inputs", "cli.engines", "cli.streams", "cli.dataset", "cli.reports"),
    *(
        "cli.run",
        "cli.delivery",
        "cli.starter",
        "cli.usage",
        "cli.commands",
        "cli.main",
        "cli.__main__",
    ),
    "merito",
)
"""The rooms, lowest first: each imports only from itself and from those before it."""


@cache
def list_imports(source: str) -> tuple[tuple[str, str], ...]:
    """Return module and name of each import of a module, wherever it stands; name may be empty."""
    return tuple(_read_imports(ast.walk(ast.parse(source))))


def list_top_imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield module and name of each import that a file makes as soon as it is imported."""
    return _read_imports(ast.parse(path.read_text(encoding="utf-8")).body)


def _read_imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


def list_packages(source: str) -> set[str]:
    """Return the top-level packages that a module imports, wherever it does."""
    return {module.partition(".")[0] for module, _ in list_imports(source)}


def name_module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def draw_arrows(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the modules that each module imports, of these and itself aside."""
    arrows: dict[str, set[str]] = {}
    for module, source in sources.items():
        pairs = ((f"{base}.{name}", base) for base, name in list_imports(source))
        found = {whole if whole in sources else base for whole, base in pairs}
        arrows[module] = (found & set(sources)) - {module}
    return arrows


def name_room(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "cli" else parts[0]


def find_back_arrows(arrows: Mapping[str, set[str]]) -> list[str]:
    """Return the imports that run from a room to one that stands above it."""
    ranks = {room: rank for rank, room in enumerate(ORDER)}
    return sorted(
        f"{module} -> {other}"
        for module, others in arrows.items()
        for other in others
        if name_room(module) in ranks
        and name_room(other) in ranks
        and ranks[name_room(module)] < ranks[name_room(other)]
    )


def find_circle(arrows: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


MODULES = {
    name_module(path): path.read_text(encoding="utf-8")
    for path in SOURCES
    if path.relative_to(ROOT).parts[0] in PACKAGES
}
FOLDERS = sorted({path.parent for path in SOURCES if path.relative_to(ROOT).parts[0] in PACKAGES})


@pytest.mark.parametrize("room", FORBIDDEN)
def test_pure_rooms_import_nothing_of_the_world(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert len(modules) > 10
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in modules
        if (found := FORBIDDEN[room] & list_packages(path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_the_walk_sees_imports_inside_functions() -> None:
    source = "def f():\n    import os.path\n    from cli.main import app\n"
    assert list_packages(source) == {"os", "cli"}


def test_only_the_application_knows_its_frameworks() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] not in {"cli", "tests", "benchmarks"}
        and FRAMEWORKS & list_packages(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_every_room_has_its_place() -> None:
    rooms = {name_room(module) for module in MODULES} - {"cli"}
    assert rooms == set(ORDER)


def test_imports_run_from_higher_rooms_to_lower_ones() -> None:
    assert find_back_arrows(draw_arrows(MODULES)) == []


def test_imports_close_no_circle() -> None:
    assert find_circle(draw_arrows(MODULES)) == []


def test_an_import_back_and_a_circle_are_seen() -> None:
    back = {"cli.inputs.a": "def f():\n    from cli.engines import b", "cli.engines.b": ""}
    assert find_back_arrows(draw_arrows(back)) == ["cli.inputs.a -> cli.engines.b"]
    circle = {"rfm.a": "from rfm.b import x", "rfm.b": "import rfm.c", "rfm.c": "from rfm import a"}
    assert set(find_circle(draw_arrows(circle))) == {"rfm.a", "rfm.b", "rfm.c"}


def test_tests_import_spark_only_where_it_is_installed() -> None:
    eager = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.stem.startswith("test_")
        and any(module.startswith("cli.engines.spark") for module, _ in list_top_imports(path))
        and "pytest.importorskip(" not in path.read_text(encoding="utf-8")
    }
    assert eager == set()


def test_no_folder_holds_too_many_modules() -> None:
    sizes = Counter(path.parent for path in SOURCES if path.stem != "__init__")
    large = {str(folder.relative_to(ROOT)): size for folder, size in sizes.items() if size > MOST}
    assert {name: size for name, size in large.items() if not name.startswith("tests")} == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_names_its_files(folder: Path) -> None:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    rooms = {f"`{each.parent.name}/`" for each in folder.glob("*/__init__.py")}
    files = {f"`{each.stem}`" for each in folder.glob("*.py") if not each.stem.startswith("__")}
    named = {line.split(":")[0].removeprefix("- ") for line in (text or "").splitlines()}
    assert rooms | files <= named


def test_modules_are_short_and_finished() -> None:
    sources = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in SOURCES}
    assert [path for path, source in sources.items() if source.count("\n") > LONGEST] == []
    marked = [(path, mark) for path, source in sources.items() for mark in MARKS if mark in source]
    assert marked == []
