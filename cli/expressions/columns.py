"""Expressions over the columns of a file, whose names may be any text in backticks."""

import ast
import re
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Final, NamedTuple

from cli.expressions.checking import (
    EQUALITY,
    MEMBERSHIP,
    CheckedExpression,
    check_expression,
    split_comparisons,
)
from cli.expressions.errors import InexactError, NoColumnError
from cli.expressions.facts import ValueType
from cli.expressions.syntax import SourceText, parse_expression

_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`([^`\n]+)`")
"""A text, which stays as it is, or a name in backticks."""
_MARK: Final = "\u0275"
"""Begins the word that stands for a name in backticks: a letter that hardly any language has."""
_INEXACT: Final = frozenset({"exp", "log", "sqrt"})


class CheckedColumns(NamedTuple):
    """An expression over columns that can be compiled."""

    checked: CheckedExpression
    """With a word in place of each name in backticks."""
    facts: Mapping[str, ValueType]
    """What each word stands for: a number or a text."""
    columns: Mapping[str, str]
    """The words and the names of the columns that they stand for."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, sorted."""
        return tuple(sorted(set(self.columns.values())))

    @property
    def calculates(self) -> bool:
        """Whether it is more than a name or a number."""
        return bool(self.columns) and not isinstance(self.checked.tree, ast.Name)


def check_columns(text: str) -> CheckedColumns:
    """Check an expression over columns; a column compared with a text is a text, else a number.

    Raises ExpressionError, with line and column, as `check_expression` does, and where the result
    would not be exact or no column is named.
    """
    named: dict[str, str] = {}
    masked = _QUOTED.sub(lambda match: _mask_name(match, named), text)
    tree = parse_expression(masked)
    nodes = list(ast.walk(tree))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    words = [node.id for node in nodes if isinstance(node, ast.Name) and node not in called]
    columns = {word: named.get(word, word) for word in words}
    texts = set(_find_texts(tree))
    facts = {word: ValueType.TEXT if word in texts else ValueType.NUMBER for word in columns}
    checked = check_expression(masked, facts)
    _refuse_inexact(checked.tree, SourceText(masked))
    if not columns:
        raise NoColumnError(1, 1)
    return CheckedColumns(checked, facts, columns)


def quote_name(name: str) -> str:
    """Return the name of a column as expressions write it."""
    return name if name.isidentifier() and not iskeyword(name) else f"`{name}`"


def write_blank_as_zero(name: str) -> str:
    """Return the expression for the amounts of a column whose blanks mean 0."""
    quoted = quote_name(name)
    return f"{quoted} if {quoted} != None else 0"


def _mask_name(match: "re.Match[str]", named: dict[str, str]) -> str:
    """Return a word as long as a name in backticks, so that places in the text stay."""
    name = match[1]
    if name is None:
        return match[0]
    word = f"{_MARK}{len(named)}".ljust(len(match[0]), "_")
    known = next((old for old, column in named.items() if column == name), word)
    named[known] = name
    return known


def _find_texts(tree: ast.expr) -> Iterator[str]:
    """Yield the words that are compared with a text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        for left, operator, right in split_comparisons(node):
            both = (left, *(right.elts if isinstance(right, ast.List | ast.Tuple) else (right,)))
            plain = any(isinstance(e, ast.Constant) and isinstance(e.value, str) for e in both)
            if plain and isinstance(operator, (*EQUALITY, *MEMBERSHIP)):
                yield from (each.id for each in both if isinstance(each, ast.Name))


def _refuse_inexact(tree: ast.expr, source: SourceText) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            raise InexactError("**", *source.locate(node))
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in _INEXACT:
            raise InexactError(called.id, *source.locate(node))
