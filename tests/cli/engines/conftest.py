"""Shops that are the same for many tests, and a run that is cut as a test wants it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.messy_shop import write
from tests.running import Outcome, inside

Cut = Callable[..., None]
Shop = Callable[..., Path]
Same = Callable[..., Outcome]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The folder of a messy shop, which is written once and must not be changed."""
    found: dict[tuple[str, int], Path] = {}

    def of(variant: str, touches: int = 5_000) -> Path:
        if (variant, touches) not in found:
            folder = tmp_path_factory.mktemp(variant)
            write(folder, touches=touches, seed=7, variant=variant)
            found[variant, touches] = folder
        return found[variant, touches]

    return of


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Says into how many buckets rows are spilled, how many are read and held at a time."""

    def into(buckets: int, *, piece: int = 1_000_000, held: int = 8_000_000) -> None:
        monkeypatch.setattr("cli.engines.launch._FEWEST", buckets)
        monkeypatch.setattr("cli.engines.launch._MOST", buckets)
        monkeypatch.setattr("cli.inputs.reading.pieces.PIECE", piece)
        monkeypatch.setattr("cli.engines.spill.store._ROWS_HELD", held)

    return into


@pytest.fixture
def other() -> str:
    """The engine that is compared with memory."""
    return "spill"


@pytest.fixture
def elsewhere(other: str, tmp_path: Path) -> Same:
    """Run a command on the other engine, which leaves nothing."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def run(folder: Path, command: str, *more: str | Path) -> Outcome:
        env = {"TMPDIR": str(scratch)}
        found = inside(*command.split(), *more, "--engine", other, cwd=folder, env=env)
        assert list(scratch.iterdir()) == []
        return found

    return run


@pytest.fixture
def same(elsewhere: Same) -> Same:
    """Run a command in memory and on the other engine, and return what both are."""

    def run(folder: Path, command: str, *more: str | Path) -> Outcome:
        memory = inside(*command.split(), *more, "--engine", "memory", cwd=folder)
        assert elsewhere(folder, command, *more) == memory
        return memory

    return run
