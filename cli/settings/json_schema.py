"""JSON Schemas for editors: of the configuration file, and of format files.

They are written to configs/schema.json and configs/format-schema.json.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from cli.settings.descriptions import descriptions
from cli.settings.formats import ExportFormat
from cli.settings.parts import Part
from cli.settings.root import Settings

DIALECT: Final = GenerateJsonSchema.schema_dialect


def json_schema(root: type[Part] = Settings, title: str = "merito.yaml") -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a file, described key by key."""
    schema = root.model_json_schema(mode="validation")
    definitions = schema["$defs"]
    for part in _all_parts(Part):
        _describe(schema if part is root else definitions.get(part.__name__, {}), part)
    _without_noise(schema)
    return {"$schema": DIALECT, "title": title, **schema}


def schema_text() -> str:
    """Return the schema as the text of configs/schema.json."""
    return _text(json_schema())


def format_schema_text() -> str:
    """Return the text of configs/format-schema.json."""
    return _text(json_schema(ExportFormat, "a format of exports"))


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _all_parts(part: type[Part]) -> Iterator[type[Part]]:
    for inner in part.__subclasses__():
        yield inner
        yield from _all_parts(inner)


def _describe(schema: dict[str, Any], part: type[Part]) -> None:
    properties = schema.get("properties", {})
    for key, text in descriptions(part).items():
        if key in properties:
            properties[key]["description"] = text


def _without_noise(schema: object) -> None:
    """Leave out titles, which only repeat the keys, and defaults of null."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str):
            del schema["title"]
        if schema.get("default", ...) is None:
            del schema["default"]
        for inner in schema.values():
            _without_noise(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _without_noise(inner)
