"""What validation complains about, in the words of the person who writes the file."""

import ast
import json
import re
from typing import Any, Final

from cli.settings.loading.unknown_keys import describe_unknown_key
from cli.settings.sections.root import Settings
from cli.settings.sections.types import Section, describe_known

_WORDS: Final = {
    "missing": "this key is required",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "finite_number": "expected a number that is finite",
    "bool_type": "expected true or false",
    "model_type": "expected keys and values such as key: value",
    "dict_type": "expected keys and values such as key: value",
    "tuple_type": "expected a list such as [a, b]",
    "too_short": "expected at least one entry",
    "string_too_short": "expected a text that is not empty",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
}


def describe_error(detail: Any, tree: dict[str, object], root: type[Section] = Settings) -> str:  # noqa: ANN401 - pydantic's own record
    """Return the message of one error of pydantic about the values of `tree`, a `root`."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "plain":
            return str(context["message"])
        case "extra_forbidden":
            return describe_unknown_key(detail["loc"], tree, root)
        case "enum":
            quoted = re.findall(r"'[^']*'|\"[^\"]*\"", context["expected"])
            given = detail["input"]
            return describe_known(
                [_unquote(part) for part in quoted], given if isinstance(given, str) else ""
            )
        case "string_type":
            return _describe_expected_text(detail["input"])
        case kind:
            words = _WORDS.get(kind)
            return words.format_map(context) if words else str(detail["msg"])


def _unquote(quoted: str) -> str:
    word = str(ast.literal_eval(quoted))
    return word if re.fullmatch(r"\w+", word) else json.dumps(word)


def _describe_expected_text(given: object) -> str:
    if isinstance(given, bool | int | float):
        return f"expected text; write it in quotes: {json.dumps(str(given).lower())}"
    return "expected text"
