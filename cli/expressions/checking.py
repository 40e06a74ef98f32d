"""The types of an expression: what is allowed, and that texts and numbers are not mixed."""

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cli.expressions.errors import (
    BadNumberError,
    NotAllowedError,
    UnknownNameError,
    UnlikeError,
    WrongArityError,
    WrongTypeError,
)
from cli.expressions.facts import FUNCTIONS, Fact
from cli.expressions.syntax import Source, parse

ARITHMETIC: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
EQUALITY: Final = (ast.Eq, ast.NotEq)
ORDER: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
MEMBERSHIP: Final = (ast.In, ast.NotIn)
_WHAT: Final = {
    "Attribute": "a dot",
    "Subscript": "an index in brackets",
    "Lambda": "lambda",
    "NamedExpr": ":=",
    "JoinedStr": "a text with f before it",
    "TemplateStr": "a text with t before it",
    "Starred": "a star",
    "Await": "await",
    "Yield": "yield",
    "YieldFrom": "yield",
    "ListComp": "for",
    "SetComp": "for",
    "DictComp": "for",
    "GeneratorExp": "for",
    "Dict": "a dictionary",
    "Set": "a set in braces",
    "List": "a list outside of in and not in",
    "Tuple": "a list outside of in and not in",
    "Is": "is (write ==)",
    "IsNot": "is not (write !=)",
    "MatMult": "@",
    "BitAnd": "& (write and)",
    "BitOr": "| (write or)",
    "BitXor": "^ (write **)",
    "LShift": "<<",
    "RShift": ">>",
    "Invert": "~ (write not)",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """An expression that can be compiled."""

    text: str
    tree: ast.expr
    fact: Fact
    """The type of its value: a number or a condition, for a weight."""
    names: frozenset[str]
    """The names it uses."""


def check(text: str, facts: Mapping[str, Fact]) -> Checked:
    """Check an expression over names of known types.

    Raises ExpressionError, with line and column, at the first part that is not allowed, at names
    that do not exist, at texts where numbers belong and at a value that is no number.
    """
    tree = parse(text)
    checker = Checker(Source(text), facts)
    fact = checker.number(tree)
    return Checked(text, tree, fact, frozenset(checker.names))


@dataclass(slots=True)
class Checker:
    """Walks a tree and gives each node its type."""

    source: Source
    facts: Mapping[str, Fact]
    names: set[str] = field(default_factory=set)

    def number(self, node: ast.expr) -> Fact:
        """Check a node that must be a number, or a condition that counts as 1 or 0."""
        fact = self.fact(node)
        if fact not in (Fact.NUMBER, Fact.CONDITION):
            raise WrongTypeError("a number", fact, *self.source.place(node))
        return fact

    def condition(self, node: ast.expr) -> Fact:
        """Check a node that must be true or false."""
        fact = self.fact(node)
        if fact is not Fact.CONDITION:
            expected = "a condition such as position == 1"
            raise WrongTypeError(expected, fact, *self.source.place(node))
        return fact

    def fact(self, node: ast.expr) -> Fact:  # noqa: PLR0911 - one line a kind of node
        """Check a node and return its type."""
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.UnaryOp():
                return self._unary(node)
            case ast.BinOp():
                return self._binary(node)
            case ast.BoolOp():
                for part in node.values:
                    self.condition(part)
                return Fact.CONDITION
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp():
                return self._choice(node)
            case ast.Call():
                return self._call(node)
            case _:
                raise self._refused(node, node)

    def _refused(self, what: ast.AST, where: ast.AST) -> NotAllowedError:
        name = type(what).__name__
        return NotAllowedError(_WHAT.get(name, name.lower()), *self.source.place(where))

    def _constant(self, node: ast.Constant) -> Fact:
        match node.value:
            case bool():
                return Fact.CONDITION
            case str():
                return Fact.TEXT
            case None:
                return Fact.NOTHING
            case int() | float():
                if not _finite(node.value):
                    raise BadNumberError(*self.source.place(node))
                return Fact.NUMBER
            case _:
                what = type(node.value).__name__
                raise NotAllowedError(f"a {what} value", *self.source.place(node))

    def _name(self, node: ast.Name) -> Fact:
        if node.id not in self.facts:
            raise UnknownNameError(node.id, self.facts, *self.source.place(node))
        self.names.add(node.id)
        return self.facts[node.id]

    def _unary(self, node: ast.UnaryOp) -> Fact:
        if isinstance(node.op, ast.Not):
            return self.condition(node.operand)
        if isinstance(node.op, ast.Invert):
            raise self._refused(node.op, node)
        self.number(node.operand)
        return Fact.NUMBER

    def _binary(self, node: ast.BinOp) -> Fact:
        if not isinstance(node.op, ARITHMETIC):
            raise self._refused(node.op, node)
        self.number(node.left)
        self.number(node.right)
        return Fact.NUMBER

    def _choice(self, node: ast.IfExp) -> Fact:
        self.condition(node.test)
        first = self.fact(node.body)
        if first is Fact.TEXT:
            other = self.fact(node.orelse)
            if other is not Fact.TEXT:
                raise WrongTypeError("a text", other, *self.source.place(node.orelse))
            return Fact.TEXT
        self.number(node.body)
        other = self.number(node.orelse)
        return first if first is other else Fact.NUMBER

    def _call(self, node: ast.Call) -> Fact:
        if not isinstance(node.func, ast.Name):
            raise self._refused(node.func, node.func)
        name = node.func.id
        if name not in FUNCTIONS:
            raise UnknownNameError(name, FUNCTIONS, *self.source.place(node.func))
        if node.keywords:
            raise NotAllowedError("a value with a name", *self.source.place(node.keywords[0]))
        for argument in node.args:
            self.number(argument)
        limits = FUNCTIONS[name]
        if len(node.args) < limits[0] or len(node.args) > (limits[1] or math.inf):
            raise WrongArityError(name, len(node.args), limits, *self.source.place(node))
        return Fact.NUMBER

    def _compare(self, node: ast.Compare) -> Fact:
        for left, operator, right in comparisons(node):
            if isinstance(operator, MEMBERSHIP):
                self._membership(left, right)
            elif isinstance(operator, EQUALITY):
                self._equality(left, right)
            elif isinstance(operator, ORDER):
                self.number(left)
                self.number(right)
            else:
                raise self._refused(operator, right)
        return Fact.CONDITION

    def _equality(self, left: ast.expr, right: ast.expr) -> None:
        first, second = self.fact(left), self.fact(right)
        if not _alike(first, second):
            raise UnlikeError(first, second, *self.source.place(right))

    def _membership(self, left: ast.expr, right: ast.expr) -> None:
        first = self.fact(left)
        if not isinstance(right, ast.List | ast.Tuple):
            second = self.fact(right)
            if first is Fact.TEXT and second is Fact.TEXT:
                return
            expected = 'a list such as ("Email", "Direct")'
            raise WrongTypeError(expected, second, *self.source.place(right))
        for member in right.elts:
            value = _plain(member)
            if value is None:
                what = "anything but plain values in a list"
                raise NotAllowedError(what, *self.source.place(member))
            second = self._constant(value)
            if not _alike(first, second):
                raise UnlikeError(first, second, *self.source.place(member))


def comparisons(node: ast.Compare) -> Iterator[tuple[ast.expr, ast.cmpop, ast.expr]]:
    """Yield the pairs of a chain: `a < b < c` is `a < b and b < c`."""
    lefts = [node.left, *node.comparators]
    return zip(lefts, node.ops, node.comparators, strict=False)


def _plain(member: ast.expr) -> ast.Constant | None:
    if isinstance(member, ast.UnaryOp) and isinstance(member.op, ast.USub):
        inner = member.operand
        return (
            inner if isinstance(inner, ast.Constant) and type(inner.value) in (int, float) else None
        )
    return member if isinstance(member, ast.Constant) else None


def _alike(first: Fact, second: Fact) -> bool:
    texts = (first is Fact.TEXT) + (second is Fact.TEXT)
    return texts != 1 or Fact.NOTHING in (first, second)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
