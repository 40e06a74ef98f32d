"""Checked expressions to Polars expressions."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, floordiv, ge, gt, le, lt, mod, mul, or_, sub, truediv
from typing import Any, Final, NamedTuple, cast

import polars as pl

from cli.expressions.checking import CheckedExpression, Checker, check_expression, split_comparisons
from cli.expressions.facts import WEIGHT_FACTS, ValueType
from cli.expressions.syntax import SourceText

_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
    ast.FloorDiv: floordiv,
    ast.Mod: mod,
    ast.Pow: pow,
}
ORDER: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Lt: lt,
    ast.LtE: le,
    ast.Gt: gt,
    ast.GtE: ge,
}


class CompiledExpression(NamedTuple):
    """An expression over the columns of a table."""

    expr: "pl.Expr"
    """Float64, one value a row (a literal where the expression names no column)."""
    names: frozenset[str]
    """The names it uses, hence the columns it needs."""


def compile_weight(text: str, columns: Mapping[str, str] | None = None) -> CompiledExpression:
    """Compile a `weight:` expression to one Float64 value a touch.

    `columns` says which column holds a name, by default the one of the same name: position,
    length and days_before any number, the rest String, Categorical or Enum. The value is null
    where a number is missing, not finite where Python would raise (1 / 0, log(0), overflow).
    Raises ExpressionError.
    """
    return compile_checked(check_expression(text, WEIGHT_FACTS), WEIGHT_FACTS, columns or {})


def compile_checked(
    checked: CheckedExpression, facts: Mapping[str, ValueType], columns: Mapping[str, str]
) -> CompiledExpression:
    """Compile a checked expression over names of these types, held by these columns."""
    compiler = Compiler(Checker(SourceText(checked.text), facts), columns)
    return CompiledExpression(compiler.compile_number(checked.tree), checked.names)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns the nodes of a checked tree into expressions: Float64, String or Boolean.

    Conditions are never null: a comparison with a missing value has an answer.
    """

    checker: Checker
    columns: Mapping[str, str]

    def compile_number(self, node: ast.expr) -> "pl.Expr":
        """Compile a number, or a condition as 1 or 0."""
        return self.compile_value(node).cast(pl.Float64)

    def compile_value(self, node: ast.expr) -> "pl.Expr":  # noqa: PLR0911 - one line a kind of node
        """Compile a node to an expression of its own type."""
        match node:
            case ast.Constant():
                return self._compile_constant(node)
            case ast.Name():
                return self._compile_name(node.id)
            case ast.UnaryOp():
                return self._compile_unary(node)
            case ast.BinOp():
                return self.compile_binary(node)
            case ast.BoolOp():
                join = and_ if isinstance(node.op, ast.And) else or_
                return reduce(join, [self.compile_value(part) for part in node.values])
            case ast.Compare():
                return reduce(
                    and_, [self.compile_comparison(*pair) for pair in split_comparisons(node)]
                )
            case ast.IfExp():
                return self._compile_choice(node)
            case _:
                return self.compile_call(cast("ast.Call", node))

    def compile_binary(self, node: ast.BinOp) -> "pl.Expr":
        """Compile an arithmetic operation."""
        apply = _ARITHMETIC[type(node.op)]
        left, right = self.compile_number(node.left), self.compile_number(node.right)
        return cast("pl.Expr", apply(left, right))

    def _compile_constant(self, node: ast.Constant) -> "pl.Expr":
        value = node.value
        return pl.lit(float(value) if type(value) is int else value)

    def _compile_name(self, name: str) -> "pl.Expr":
        column = pl.col(self.columns.get(name, name))
        match self.checker.facts[name]:
            case ValueType.NUMBER:
                return column.cast(pl.Float64)
            case ValueType.TEXT:
                return column.cast(pl.String)
            case _:
                return column.fill_null(value=False)

    def _compile_unary(self, node: ast.UnaryOp) -> "pl.Expr":
        match node.op:
            case ast.Not():
                return ~self.compile_value(node.operand)
            case ast.USub():
                return -self.compile_number(node.operand)
            case _:
                return self.compile_number(node.operand)

    def _compile_choice(self, node: ast.IfExp) -> "pl.Expr":
        numeric = self.checker.check_node(node) is ValueType.NUMBER
        compiled = self.compile_number if numeric else self.compile_value
        return (
            pl.when(self.compile_value(node.test))
            .then(compiled(node.body))
            .otherwise(compiled(node.orelse))
        )

    def compile_comparison(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> "pl.Expr":
        """Compile one comparison of a chain."""
        match operator:
            case ast.Eq():
                return self._nullify_undefined(left).eq_missing(self._nullify_undefined(right))
            case ast.NotEq():
                return self._nullify_undefined(left).ne_missing(self._nullify_undefined(right))
            case ast.In():
                return self._compile_membership(left, right)
            case ast.NotIn():
                return ~self._compile_membership(left, right)
            case _:
                ordered = ORDER[type(operator)](
                    self._compile_arithmetic(left), self._compile_arithmetic(right)
                )
                return cast("pl.Expr", ordered).fill_null(value=False)

    def _compile_arithmetic(self, node: ast.expr) -> "pl.Expr":
        # Polars holds NaN equal to itself and above every number; here it is no number at all.
        return self.compile_number(node).fill_nan(None)

    def _nullify_undefined(self, node: ast.expr) -> "pl.Expr":
        numeric = self.checker.check_node(node) in (ValueType.NUMBER, ValueType.CONDITION)
        return self._compile_arithmetic(node) if numeric else self.compile_value(node)

    def _compile_membership(self, left: ast.expr, right: ast.expr) -> "pl.Expr":
        if not isinstance(right, ast.List | ast.Tuple):
            inside = self.compile_value(right).str.contains(self.compile_value(left), literal=True)
            return inside.fill_null(value=False)
        if not right.elts:
            return pl.lit(value=False)
        found = self._nullify_undefined(left)
        return pl.any_horizontal(
            [found.eq_missing(self._nullify_undefined(one)) for one in right.elts]
        )

    def compile_call(self, node: ast.Call) -> "pl.Expr":
        """Compile a call of one of the functions."""
        values = [self.compile_number(argument) for argument in node.args]
        match cast("ast.Name", node.func).id:
            case "abs":
                return values[0].abs()
            case "exp":
                return values[0].exp()
            case "sqrt":
                return values[0].sqrt()
            case "log":
                return values[0].log() / values[1].log() if values[1:] else values[0].log()
            case name:
                pick = pl.min_horizontal if name == "min" else pl.max_horizontal
                defined = [value.fill_nan(None) for value in values]
                missing = pl.any_horizontal([value.is_null() for value in defined])
                return pl.when(~missing).then(pick(defined))
