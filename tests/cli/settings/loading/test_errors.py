"""Every mistake has a file that provokes it and the message beside it."""

import re
from pathlib import Path

import pytest

from cli.settings.loading.errors import SettingsError
from cli.settings.loading.load import load_settings

CASES = sorted((Path(__file__).parents[3] / "errors" / "settings").glob("*.yaml"))


def message_of(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    place = rf"^{re.escape(str(path))}:"
    return re.sub(place, "merito.yaml:", str(caught.value), flags=re.MULTILINE)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_as_expected(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    assert message_of(path) + "\n" == expected


def test_there_are_cases() -> None:
    assert len(CASES) > 60


def test_a_name_in_the_working_folder_is_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "merito.yaml").write_text("kpi: 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^merito.yaml:1:1: kpi: unknown key"):
        load_settings(tmp_path / "merito.yaml")
