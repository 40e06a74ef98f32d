"""Strict YAML: what plain words mean, and that nothing but a clear error comes of a bad file."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cli.errors import MeritoError
from cli.settings.loading.errors import FileProblemError, SettingsError
from cli.settings.loading.problem import Place
from cli.settings.loading.validation import SettingsSource, validate_settings
from cli.settings.loading.yaml_file import (
    LARGEST,
    Document,
    parse_document,
    read_document,
    read_own_document,
)
from tests.running import ROOT

OWN = sorted((ROOT / "configs").rglob("*.yaml"))


def tree(text: str) -> dict[str, object]:
    document = parse_document(text.encode(), "merito.yaml")
    assert document.problems == []
    return document.tree


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ("1:30", "1:30"),
        ("2026-01-31", "2026-01-31"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".", "."),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("9" * 30, "9" * 30),
        ('"true"', "true"),
        ("'5'", "5"),
        ("=", "="),
    ],
)
def test_words_mean_what_they_look_like(word: str, value: object) -> None:
    found = tree(f"key: {word}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_stay_text() -> None:
    assert tree("channels: {no: 1d, 404: 2d, null: 3d}") == {
        "channels": {"no": "1d", "404": "2d", "null": "3d"}
    }


def test_positions_count_from_one() -> None:
    document = parse_document(b"a: 1\nb:\n  - c: [x, y]\n", "merito.yaml")
    assert document.keys["b", 0, "c"] == Place(3, 5)
    assert document.values["b", 0, "c", 1] == Place(3, 12)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "null\n", "\ufeff"])
def test_an_empty_file_has_no_keys(text: str) -> None:
    assert tree(text) == {}


def test_a_byte_order_mark_is_skipped() -> None:
    assert tree("\ufefftimezone: UTC\n") == {"timezone": "UTC"}


def test_anchors_are_repeated() -> None:
    assert tree("a: &x {b: 1}\nc: *x\n") == {"a": {"b": 1}, "c": {"b": 1}}


def test_several_mistakes_of_form_are_told_together() -> None:
    document = parse_document(b"a: 1\na: 2\nb: 1\nb: 2\n", "merito.yaml")
    assert [problem.where for problem in document.problems] == [
        "merito.yaml:2:1",
        "merito.yaml:4:1",
    ]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match=r"^x.yaml: No such file"):
        read_document(tmp_path / "x.yaml", "x.yaml")
    with pytest.raises(FileProblemError, match="--no-config"):
        read_document(tmp_path, "folder")


def test_a_data_file_is_too_large_to_be_a_configuration(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(FileProblemError, match="too large"):
        read_document(path, "orders.csv")


def test_a_place_past_the_end_has_an_empty_excerpt() -> None:
    assert str(Document("x", "a\n").cut_excerpt(Place(9, 1))) == "  9 |\n    | ^"


NAMES = (
    "timezone orders files columns journeys lookback default channels models name last custom base "
    "rules when factor weight baseline position_based preset first rfm bins segments r thresholds x"
)
KEYS = st.sampled_from(NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["30d", "last", "u_shaped", "3-5", "default", "UTC", "position", "1 / 0"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def outcome(values: Document) -> str:
    """Return the models of the settings, or the message where there are mistakes."""
    try:
        found = validate_settings(SettingsSource(values, values.tree))
    except SettingsError as error:
        return str(error)
    return "models: " + ", ".join(model.name for model in found.models)


def outcome_of_file(content: bytes) -> str:
    try:
        return outcome(parse_document(content, "merito.yaml"))
    except MeritoError as error:
        return str(error)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
@example({"models": [{"custom": {"base": {"x": 1}}}], "journeys": {"lookback": [[], {}]}})
def test_values_of_any_form_give_settings_or_their_mistakes(values: dict[str, object]) -> None:
    assert outcome(Document("merito.yaml", tree=values)).startswith(("models: ", "merito.yaml:"))


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="ab:-[]{}#&*!|>'\"%@`, \n\t?~01.", max_size=60))
def test_text_of_any_kind_gives_a_document_or_a_mistake(text: str) -> None:
    content = text.encode(errors="surrogatepass")
    assert outcome_of_file(content).startswith(("models: ", "merito.yaml:"))


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_bytes_of_any_kind_give_a_document_or_a_mistake(content: bytes) -> None:
    assert outcome_of_file(content).startswith(("models: ", "merito.yaml:"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_the_files_of_configs_are_read_the_same_in_the_fast_way(path: Path) -> None:
    strict = read_document(path, path.name)
    assert strict.tree
    assert strict.problems == []
    assert read_own_document(path) == strict
