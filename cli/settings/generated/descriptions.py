"""The descriptions of settings: the docstrings of their attributes, read from the source."""

import ast
import inspect
from functools import cache
from itertools import pairwise

from cli.settings.sections.types import Section


@cache
def read_descriptions(part: type[Section]) -> dict[str, str]:
    """Return the description of each key of a section, on one line; keys without one are out."""
    found: dict[str, str] = {}
    for base in reversed(part.__mro__):
        if issubclass(base, Section) and base is not Section:
            found |= _read_own(base)
    return found


def _read_own(part: type[Section]) -> dict[str, str]:
    body = ast.parse(inspect.getsource(part)).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    return {
        statement.target.id: " ".join(text.value.value.split())
        for statement, text in pairwise(statements)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
