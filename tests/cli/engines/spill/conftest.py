"""What several tests of temporary files stand on."""

from pathlib import Path

import pytest


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where temporary files go."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path
