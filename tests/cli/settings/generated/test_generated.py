"""The generated files: the schema, the default configuration, the template of init."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.settings import KINDS, Settings
from cli.settings.__main__ import write_generated
from cli.settings.generated.descriptions import read_descriptions
from cli.settings.generated.json_schema import format_schema, make_schema
from cli.settings.generated.template import make_default_file, make_template
from cli.settings.loading.yaml_file import parse_document
from cli.settings.sections.types import Section
from tests.cli.settings.parsed import settings

CONFIGS = Path(__file__).parents[4] / "configs"


def test_the_files_in_configs_are_the_generated_ones(tmp_path: Path) -> None:
    write_generated(tmp_path)
    for name in ("schema.json", "format-schema.json", "merito.yaml"):
        assert (CONFIGS / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_the_default_file_says_the_defaults() -> None:
    assert settings((CONFIGS / "merito.yaml").read_text(encoding="utf-8")) == Settings()


def test_the_default_file_has_every_key_with_a_comment() -> None:
    tree = parse_document(make_default_file().encode(), "merito.yaml").tree
    written = Settings().model_dump(mode="json")
    assert list(tree) == list(written)
    sections = [key for key, value in written.items() if isinstance(value, dict)]
    assert {"touchpoints", "journeys", "uncertainty", "sensitivity", "rfm"} < set(sections)
    for key in sections:
        section = tree[key]
        assert isinstance(section, dict)
        assert list(section) == list(written[key])
    keys = [line for line in make_default_file().splitlines() if re.match(r" *\w+:", line)]
    assert all("  # " in line for line in keys)


def test_the_schema_speaks_of_every_key() -> None:
    schema = make_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert all("description" in key for key in schema["properties"].values())
    assert json.loads(format_schema()) == schema


def every_part(part: type[Section]) -> list[type[Section]]:
    return [one for sub in part.__subclasses__() for one in [sub, *every_part(sub)]]


@pytest.mark.parametrize("part", every_part(Section), ids=lambda part: part.__name__)
def test_every_key_is_described(part: type[Section]) -> None:
    assert part.__doc__
    assert part.model_fields.keys() - read_descriptions(part).keys() <= set(KINDS)


def test_a_template_fills_in_what_was_found() -> None:
    text = make_template(
        {
            "currency": "EUR",
            "touchpoints": {"files": "exports/t-*.csv", "columns": {"customer_id": "User: ID"}},
            "orders": {"files": ["o 1.csv", "o#2.csv"], "delimiter": "tab"},
            "channels": {
                "rules": [{"channel": "A: b", "medium": "qr"}, {"channel": "C", "source": "*"}]
            },
            "models": ["last", {"time_decay": {"half_life": "14d"}}],
        }
    )
    found = settings(text)
    assert found.currency == "EUR"
    assert found.touchpoints.files == ("exports/t-*.csv",)
    assert list(found.touchpoints.columns.values()) == ["User: ID"]
    assert found.orders.files == ("o 1.csv", "o#2.csv")
    assert [model.name for model in found.models] == ["last", "time_decay"]
    assert [rule.channel for rule in found.channels.rules] == ["A: b", "C"]
    assert found.rfm == Settings().rfm
    assert "\n  # bins: 5" in text


def test_a_template_uncommented_says_the_defaults() -> None:
    text = re.sub(r"^( *)# (\w+:|  - )", r"\1\2", make_template({}), flags=re.MULTILINE)
    assert settings(text) == Settings()
    assert settings(make_template({})) == Settings()


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)))
def test_a_template_quotes_where_needed(files: list[str]) -> None:
    unique = list(dict.fromkeys(files))
    assert list(settings(make_template({"orders": {"files": unique}})).orders.files) == unique
