"""The types of an expression: what is allowed, and that texts and numbers are not mixed."""

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cli.expressions.errors import (
    BadNumberError,
    NotAllowedError,
    UnknownNameError,
    UnlikeError,
    WrongArityError,
    WrongTypeError,
)
from cli.expressions.facts import FUNCTIONS, ValueType
from cli.expressions.syntax import SourceText, parse_expression

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


class CheckedExpression(NamedTuple):
    """An expression that can be compiled."""

    text: str
    tree: ast.expr
    fact: ValueType
    """The type of its value: a number or a condition, for a weight."""
    names: frozenset[str]
    """The names it uses."""


def check_expression(text: str, facts: Mapping[str, ValueType]) -> CheckedExpression:
    """Check an expression over names of known types.

    Raises ExpressionError, with line and column, at the first part that is not allowed, at names
    that do not exist, at texts where numbers belong and at a value that is no number.
    """
    tree = parse_expression(text)
    checker = Checker(SourceText(text), facts)
    fact = checker.check_number(tree)
    return CheckedExpression(text, tree, fact, frozenset(checker.names))


def check_condition(text: str, facts: Mapping[str, ValueType]) -> CheckedExpression:
    """Check a condition over names of known types, as `check_expression` does a number."""
    tree = parse_expression(text)
    checker = Checker(SourceText(text), facts, example="orders > 1")
    fact = checker.check_condition(tree)
    return CheckedExpression(text, tree, fact, frozenset(checker.names))


@dataclass(slots=True)
class Checker:
    """Walks a tree and gives each node its type."""

    source: SourceText
    facts: Mapping[str, ValueType]
    names: set[str] = field(default_factory=set)
    example: str = "position == 1"
    """A condition over these facts, for messages."""
    types: dict[ast.expr, ValueType] = field(default_factory=dict)
    """The types found so far: asked twice at each of many levels, nodes would take for ever."""

    def check_number(self, node: ast.expr) -> ValueType:
        """Check a node that must be a number, or a condition that counts as 1 or 0."""
        fact = self.check_node(node)
        if fact not in (ValueType.NUMBER, ValueType.CONDITION):
            raise WrongTypeError("a number", fact, *self.source.locate(node))
        return fact

    def check_condition(self, node: ast.expr) -> ValueType:
        """Check a node that must be true or false."""
        fact = self.check_node(node)
        if fact is not ValueType.CONDITION:
            expected = f"a condition such as {self.example}"
            raise WrongTypeError(expected, fact, *self.source.locate(node))
        return fact

    def check_node(self, node: ast.expr) -> ValueType:
        """Check a node, the first time that it is asked for, and return its type."""
        if node not in self.types:
            self.types[node] = self._find_type(node)
        return self.types[node]

    def _find_type(self, node: ast.expr) -> ValueType:  # noqa: PLR0911 - one line a kind of node
        match node:
            case ast.Constant():
                return self._check_constant(node)
            case ast.Name():
                return self._check_name(node)
            case ast.UnaryOp():
                return self._check_unary(node)
            case ast.BinOp():
                return self._check_binary(node)
            case ast.BoolOp():
                for part in node.values:
                    self.check_condition(part)
                return ValueType.CONDITION
            case ast.Compare():
                return self._check_comparison(node)
            case ast.IfExp():
                return self._check_choice(node)
            case ast.Call():
                return self._check_call(node)
            case _:
                raise self._make_refusal(node, node)

    def _make_refusal(self, what: ast.AST, where: ast.AST) -> NotAllowedError:
        name = type(what).__name__
        return NotAllowedError(_WHAT.get(name, name.lower()), *self.source.locate(where))

    def _check_constant(self, node: ast.Constant) -> ValueType:
        match node.value:
            case bool():
                return ValueType.CONDITION
            case str():
                return ValueType.TEXT
            case None:
                return ValueType.NOTHING
            case int() | float():
                if not _is_finite(node.value):
                    raise BadNumberError(*self.source.locate(node))
                return ValueType.NUMBER
            case _:
                what = type(node.value).__name__
                raise NotAllowedError(f"a {what} value", *self.source.locate(node))

    def _check_name(self, node: ast.Name) -> ValueType:
        if node.id not in self.facts:
            raise UnknownNameError(node.id, self.facts, *self.source.locate(node))
        self.names.add(node.id)
        return self.facts[node.id]

    def _check_unary(self, node: ast.UnaryOp) -> ValueType:
        if isinstance(node.op, ast.Not):
            return self.check_condition(node.operand)
        if isinstance(node.op, ast.Invert):
            raise self._make_refusal(node.op, node)
        self.check_number(node.operand)
        return ValueType.NUMBER

    def _check_binary(self, node: ast.BinOp) -> ValueType:
        if not isinstance(node.op, ARITHMETIC):
            raise self._make_refusal(node.op, node)
        self.check_number(node.left)
        self.check_number(node.right)
        return ValueType.NUMBER

    def _check_choice(self, node: ast.IfExp) -> ValueType:
        self.check_condition(node.test)
        first = self.check_node(node.body)
        if first is ValueType.TEXT:
            other = self.check_node(node.orelse)
            if other is not ValueType.TEXT:
                raise WrongTypeError("a text", other, *self.source.locate(node.orelse))
            return ValueType.TEXT
        self.check_number(node.body)
        other = self.check_number(node.orelse)
        return first if first is other else ValueType.NUMBER

    def _check_call(self, node: ast.Call) -> ValueType:
        if not isinstance(node.func, ast.Name):
            raise self._make_refusal(node.func, node.func)
        name = node.func.id
        if name not in FUNCTIONS:
            raise UnknownNameError(name, FUNCTIONS, *self.source.locate(node.func))
        if node.keywords:
            raise NotAllowedError("a value with a name", *self.source.locate(node.keywords[0]))
        for argument in node.args:
            self.check_number(argument)
        limits = FUNCTIONS[name]
        if len(node.args) < limits[0] or len(node.args) > (limits[1] or math.inf):
            raise WrongArityError(name, len(node.args), limits, *self.source.locate(node))
        return ValueType.NUMBER

    def _check_comparison(self, node: ast.Compare) -> ValueType:
        for left, operator, right in split_comparisons(node):
            if isinstance(operator, MEMBERSHIP):
                self._check_membership(left, right)
            elif isinstance(operator, EQUALITY):
                self._check_equality(left, right)
            elif isinstance(operator, ORDER):
                self.check_number(left)
                self.check_number(right)
            else:
                raise self._make_refusal(operator, right)
        return ValueType.CONDITION

    def _check_equality(self, left: ast.expr, right: ast.expr) -> None:
        first, second = self.check_node(left), self.check_node(right)
        if not _is_same_type(first, second):
            raise UnlikeError(first, second, *self.source.locate(right))

    def _check_membership(self, left: ast.expr, right: ast.expr) -> None:
        first = self.check_node(left)
        if not isinstance(right, ast.List | ast.Tuple):
            second = self.check_node(right)
            if first is ValueType.TEXT and second is ValueType.TEXT:
                return
            expected = 'a list such as ("Email", "Direct")'
            raise WrongTypeError(expected, second, *self.source.locate(right))
        for member in right.elts:
            value = _find_constant(member)
            if value is None:
                what = "anything but plain values in a list"
                raise NotAllowedError(what, *self.source.locate(member))
            second = self._check_constant(value)
            if not _is_same_type(first, second):
                raise UnlikeError(first, second, *self.source.locate(member))


def split_comparisons(node: ast.Compare) -> Iterator[tuple[ast.expr, ast.cmpop, ast.expr]]:
    """Yield the pairs of a chain: `a < b < c` is `a < b and b < c`."""
    lefts = [node.left, *node.comparators]
    return zip(lefts, node.ops, node.comparators, strict=False)


def _find_constant(member: ast.expr) -> ast.Constant | None:
    if isinstance(member, ast.UnaryOp) and isinstance(member.op, ast.USub):
        inner = member.operand
        return (
            inner if isinstance(inner, ast.Constant) and type(inner.value) in (int, float) else None
        )
    return member if isinstance(member, ast.Constant) else None


def _is_same_type(first: ValueType, second: ValueType) -> bool:
    texts = (first is ValueType.TEXT) + (second is ValueType.TEXT)
    return texts != 1 or ValueType.NOTHING in (first, second)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
