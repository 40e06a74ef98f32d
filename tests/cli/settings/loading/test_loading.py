"""Loading: which file, what stands above it, where each value came from."""

from datetime import date
from pathlib import Path

import pytest

from cli.settings import LoadedSettings, SettingsError, find_config, load_settings

FILE = """\
timezone: Europe/Rome
touchpoints:
  files: exports/t-*.csv
models:
  - last
  - time_decay: {half_life: 14d}
  - name: shaped
    position_based: {preset: j_shaped}
baseline: shaped
journeys:
  lookback: 60d
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "merito.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def windows(loaded: LoadedSettings) -> list[str]:
    return [str(window) for window in loaded.settings.journeys.lookback]


def names(loaded: LoadedSettings) -> list[str]:
    return [model.name for model in loaded.settings.models]


def test_the_file_of_the_folder_or_a_parent_is_found(path: Path) -> None:
    inner = path.parent / "a" / "b"
    inner.mkdir(parents=True)
    assert find_config(inner) == path
    assert find_config(path.parent) == path


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "merito.yaml").mkdir()
    assert find_config(tmp_path) is None


def test_an_unreadable_folder_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert find_config(tmp_path) is None


def test_option_then_variable_then_file_then_default(path: Path) -> None:
    environ = {"MERITO_LOOKBACK": "7d 14d", "MERITO_UNKNOWN": "x"}
    assert windows(load_settings(None)) == ["30d"]
    assert windows(load_settings(path)) == ["60d"]
    assert windows(load_settings(path, {}, environ)) == ["7d", "14d"]
    assert windows(load_settings(path, {"lookback": ["1d"]}, environ)) == ["1d"]


def test_unset_options_change_nothing(path: Path) -> None:
    unset: dict[str, object] = {"lookback": [], "model": None, "currency": "", "as_of": None}
    assert load_settings(path, unset).settings == load_settings(path).settings


def test_origins(path: Path) -> None:
    loaded = load_settings(path, {"lookback": ["7d"]}, {"MERITO_CURRENCY": "EUR"})
    assert loaded.find_origin("timezone") == "merito.yaml:1"
    assert loaded.find_origin("touchpoints.files") == "merito.yaml:3"
    assert loaded.find_origin("journeys.lookback") == "--lookback"
    assert loaded.find_origin("currency") == "MERITO_CURRENCY"
    assert loaded.find_origin("models") == "merito.yaml:4"
    assert loaded.find_origin("models.last") == "merito.yaml:5"
    assert loaded.find_origin("models.time_decay.half_life") == "merito.yaml:6"
    assert loaded.find_origin("models.time_decay.granularity") == "default"
    assert loaded.find_origin("models.shaped.first") == "merito.yaml:8"
    assert loaded.find_origin("rfm.bins") == "default"
    assert load_settings(None).find_origin("timezone") == "default"


def test_an_option_that_repeats_its_variable_is_the_variable(path: Path) -> None:
    loaded = load_settings(path, {"as_of": "2026-01-31"}, {"MERITO_AS_OF": "2026-01-31"})
    assert loaded.find_origin("rfm.as_of") == "MERITO_AS_OF"
    assert loaded.settings.rfm.as_of == date(2026, 1, 31)
    assert load_settings(None, {"as_of": date(2026, 1, 31)}).settings.rfm.as_of == date(2026, 1, 31)


def test_files_are_relative_to_where_they_are_named(path: Path) -> None:
    loaded = load_settings(path, {"orders": ["o.csv", "-"]})
    touchpoints, orders = loaded.touchpoint_files, loaded.order_files
    assert touchpoints[0].resolved == str(path.parent / "exports/t-*.csv")
    assert touchpoints[0].text == "exports/t-*.csv"
    assert [file.resolved for file in orders] == ["o.csv", "-"]
    assert load_settings(None, {"orders": ["o.csv"]}).order_files[0].resolved == "o.csv"


def test_absolute_paths_and_standard_input_stay(path: Path) -> None:
    path.write_text('touchpoints: {files: [/data/t.csv, "-"]}', encoding="utf-8")
    assert [file.resolved for file in load_settings(path).touchpoint_files] == ["/data/t.csv", "-"]


def test_models_are_chosen_by_the_name_of_the_file_or_the_kind(path: Path) -> None:
    loaded = load_settings(path, {"model": ["time_decay", "linear"]})
    assert names(loaded) == ["time_decay", "linear"]
    half_life = loaded.settings.models[0].time_decay
    assert half_life is not None
    assert str(half_life.half_life) == "14d"
    assert loaded.settings.baseline_name == "time_decay"
    assert loaded.find_origin("models") == "--model"


def test_the_baseline_of_the_file_stays_among_the_chosen_models(path: Path) -> None:
    assert load_settings(path, {"model": ["linear", "shaped"]}).settings.baseline_name == "shaped"


def message(path: Path | None, options: dict[str, object], environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(path, options, environ)
    return str(caught.value)


def test_mistakes_of_options_name_the_option(path: Path) -> None:
    assert message(path, {"lookback": ["7d", "soon"]}, {"MERITO_AS_OF": "today"}).split("\n") == [
        "--lookback soon: expected a duration such as 12h, 30d or 4w",
        "MERITO_AS_OF=today: expected a day such as 2026-09-30",
    ]


def test_an_unknown_model_is_answered_with_those_that_exist(path: Path) -> None:
    assert message(path, {"model": ["linaer", "last"]}, {}) == (
        "--model linaer: unknown model; expected one of last, time_decay, shaped, first, "
        "last_non_direct, linear, position_based, participation, markov, shapley, "
        "calibrated; "
        "did you mean linear?"
    )


def test_a_model_without_defaults_is_described_in_the_file() -> None:
    assert message(None, {"model": ["custom"]}, {}) == (
        "--model custom: custom needs base and rules: describe it under models in the "
        "configuration file"
    )


def test_a_model_named_twice(path: Path) -> None:
    assert "--model last: a second model named last" in message(path, {"model": ["last"] * 2}, {})


def test_mistakes_of_the_file_and_the_options_are_told_together(path: Path) -> None:
    path.write_text("journeys: {lookback: 3}\nmodels: [lst]\n", encoding="utf-8")
    lines = message(path, {"lookback": ["x"], "model": ["first"], "orders": "o.csv"}, {})
    assert "merito.yaml:1:22: journeys.lookback" in lines
    assert "merito.yaml:2:10: models[0]" in lines
    assert "--lookback x: expected a duration" in lines


def test_a_section_of_the_wrong_type_is_told_beside_an_option(path: Path) -> None:
    path.write_text("journeys: soon\n", encoding="utf-8")
    assert message(path, {"lookback": ["7d"]}, {}).startswith(
        "merito.yaml:1:11: journeys: expected"
    )
