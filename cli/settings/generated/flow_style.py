"""Values on one line of YAML, to be pasted into merito.yaml."""

import json
import re
from collections.abc import Mapping

from cli.settings.loading.yaml_file import read_plain_word


def to_flow(value: object) -> str:
    """Return a value on one line of YAML that the strict reader reads back as the same."""
    match value:
        case Mapping():
            return (
                "{" + ", ".join(f"{to_flow(key)}: {to_flow(v)}" for key, v in value.items()) + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(map(to_flow, value)) + "]"
        case str():
            return _quote_text(value)
        case _:
            return json.dumps(value)


def _quote_text(value: str) -> str:
    plain = re.fullmatch(r"[\w./][\w./*+-]*( [\w./*+-]+)*", value, re.ASCII)
    if plain and read_plain_word(value) == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(mark if mark.isprintable() else f"\\U{ord(mark):08x}" for mark in quoted)
