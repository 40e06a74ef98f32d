"""The descriptions of settings: the docstrings of their attributes, read from the source."""

import ast
import inspect
import sys
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
    statements = _list_classes(part.__module__)[part.__name__].body
    return {
        statement.target.id: " ".join(text.value.value.split())
        for statement, text in pairwise(statements)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


@cache
def _list_classes(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes of a module by name; its source is parsed once for all of them."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
