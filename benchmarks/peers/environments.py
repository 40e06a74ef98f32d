"""Environments for the peers, because what they pin is not what merito pins."""

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

REQUIREMENTS = Path(__file__).parent


class Peer(StrEnum):
    """A library, named as its file of pinned requirements is."""

    CHANNEL_ATTRIBUTION = "channelattribution"
    CHDB = "chdb"
    LIFETIMES = "lifetimes"
    MAM = "mam"
    PANDAS = "pandas"
    PYMC_MARKETING = "pymc-marketing"


def make_interpreter(peer: Peer, folder: Path) -> Path:
    """Return the interpreter of a peer's environment, made below `folder` where it is missing.

    An environment whose pins have changed since is made anew. Needs the package index only then;
    raises `subprocess.CalledProcessError` where that fails.
    """
    home = folder.absolute() / peer
    interpreter = home / "bin" / "python"
    pins, installed = REQUIREMENTS / f"requirements-{peer}.txt", home / "installed.txt"
    wanted = pins.read_text(encoding="utf-8")
    if not installed.exists() or installed.read_text(encoding="utf-8") != wanted:
        _run(sys.executable, "-m", "venv", "--clear", str(home))
        _run(str(interpreter), "-m", "pip", "install", "--quiet", "--requirement", str(pins))
        # Written last, so that an environment left half made is known as such.
        installed.write_text(wanted, encoding="utf-8")
    return interpreter


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)
