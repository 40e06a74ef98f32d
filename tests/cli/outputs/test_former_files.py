"""Of a folder of reports only what a run has made, and nobody has changed, is to be replaced."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from cli.outputs.former_files import list_former_files

OLD = b"channel,revenue\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose list names more than a run has made there."""
    made = tmp_path / "reports"
    made.mkdir()
    for name in ("old.csv", "written.csv", "unlisted.csv", "unreadable.csv"):
        (made / name).write_bytes(OLD)
    (made / "changed.csv").write_bytes(OLD + b"Email,1\n")
    (made / "folder.csv").mkdir()
    (tmp_path / "outside.csv").write_bytes(OLD)
    (made / "link.csv").symlink_to(tmp_path / "outside.csv")
    listed = [each.name for each in made.iterdir() if each.name != "unlisted.csv"]
    names = [*listed, "gone.csv", "../outside.csv", str(tmp_path / "outside.csv"), "nul\0.csv", ""]
    manifest = dict.fromkeys(names, sha256(OLD).hexdigest())
    (made / "report.json").write_text(json.dumps({"manifest": manifest}))
    return made


def test_only_files_that_a_run_has_made_are_former_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def read_unless_denied(path: Path) -> bytes:
        if path.name == "unreadable.csv":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_unless_denied)
    assert list_former_files(folder, ["report.json", "written.csv"]) == ["old.csv"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"manifest": ["old.csv"]}', '{"manifest": null}'])
def test_no_list_names_no_files(folder: Path, text: str) -> None:
    (folder / "report.json").write_text(text)
    assert list_former_files(folder, ["report.json"]) == []


def test_a_list_that_is_not_written_again_says_nothing(folder: Path) -> None:
    assert list_former_files(folder, ["written.csv", "other.json"]) == []
