import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers.environments import REQUIREMENTS, Peer, make_interpreter

Commands = list[tuple[str, ...]]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Instead of being run, which would need the package index."""
    noted: Commands = []

    def note(command: tuple[str, ...], **_: object) -> None:
        noted.append(command)
        if "venv" in command:
            Path(command[-1]).mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(subprocess, "run", note)
    return noted


@pytest.mark.parametrize("peer", list(Peer))
def test_made_once_from_the_pins(peer: Peer, tmp_path: Path, commands: Commands) -> None:
    interpreter = make_interpreter(peer, tmp_path)
    assert interpreter == tmp_path / peer / "bin" / "python"
    pins = str(REQUIREMENTS / f"requirements-{peer}.txt")
    assert commands == [
        (sys.executable, "-m", "venv", "--clear", str(tmp_path / peer)),
        (str(interpreter), "-m", "pip", "install", "--quiet", "--requirement", pins),
    ]
    assert make_interpreter(peer, tmp_path) == interpreter
    assert len(commands) == 2


def test_made_anew_where_the_pins_have_changed(tmp_path: Path, commands: Commands) -> None:
    make_interpreter(Peer.MAM, tmp_path)
    (tmp_path / "mam" / "installed.txt").write_text("pandas==2.0.0\n", encoding="utf-8")
    make_interpreter(Peer.MAM, tmp_path)
    assert len(commands) == 4


@pytest.mark.parametrize("peer", list(Peer))
def test_every_requirement_is_pinned(peer: Peer) -> None:
    lines = (REQUIREMENTS / f"requirements-{peer}.txt").read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if not line.startswith("#"))
