"""JSON Schemas for editors: of the configuration file, and of format files.

They are written to configs/schema.json and configs/format-schema.json.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from cli.settings.generated.descriptions import read_descriptions
from cli.settings.sections.exports.export_formats import ExportFormat
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section, list_keys

DIALECT: Final = GenerateJsonSchema.schema_dialect


def make_schema(root: type[Section] = Settings, title: str = "merito.yaml") -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a file, described key by key."""
    schema = root.model_json_schema(mode="validation")
    definitions = schema["$defs"]
    for part in _list_sections(Section):
        _describe(schema if part is root else definitions.get(part.__name__, {}), part)
    _drop_noise(schema)
    return {"$schema": DIALECT, "title": title, **schema}


def format_schema() -> str:
    """Return the schema as the text of configs/schema.json."""
    return _format_json(make_schema())


def format_export_schema() -> str:
    """Return the text of configs/format-schema.json."""
    return _format_json(make_schema(ExportFormat, "a format of exports"))


def _format_json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _list_sections(part: type[Section]) -> Iterator[type[Section]]:
    for inner in part.__subclasses__():
        yield inner
        yield from _list_sections(inner)


def _describe(schema: dict[str, Any], part: type[Section]) -> None:
    properties = schema.get("properties", {})
    for name, key in zip(part.model_fields, list_keys(part), strict=True):
        text = read_descriptions(part).get(name)
        if text is not None and key in properties:
            properties[key]["description"] = text


def _drop_noise(schema: object) -> None:
    """Leave out titles, which only repeat the keys, and defaults of null."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str):
            del schema["title"]
        if schema.get("default", ...) is None:
            del schema["default"]
        for inner in schema.values():
            _drop_noise(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _drop_noise(inner)
