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

    def of(variant: str, touches: int = 20_000) -> Path:
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
        monkeypatch.setattr("cli.engines.working._FEWEST", buckets)
        monkeypatch.setattr("cli.engines.working._MOST", buckets)
        monkeypatch.setattr("cli.inputs.collecting.PIECE", piece)
        monkeypatch.setattr("cli.engines.spill._ROWS_HELD", held)

    return into


@pytest.fixture
def same(tmp_path: Path) -> Same:
    """Run a command in memory and spilled, and return what both are."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def run(folder: Path, command: str, *more: str | Path) -> Outcome:
        arguments = (*command.split(), *more)
        memory = inside(*arguments, "--engine", "memory", cwd=folder)
        env = {"TMPDIR": str(scratch)}
        spilled = inside(*arguments, "--engine", "spill", cwd=folder, env=env)
        assert spilled == memory
        assert list(scratch.iterdir()) == []
        return memory

    return run
