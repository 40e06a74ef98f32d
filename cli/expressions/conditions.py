"""Conditions over what may be unknown, which only what is known to be true meets."""

import ast
from dataclasses import dataclass
from functools import reduce
from operator import eq, or_
from typing import cast

import polars as pl

from cli.expressions.checking import Checker, check_condition
from cli.expressions.compiling import ORDER, CompiledExpression, Compiler
from cli.expressions.facts import CUSTOMER_FACTS, ValueType
from cli.expressions.syntax import SourceText


def compile_condition(text: str) -> CompiledExpression:
    """Compile a `where:` condition over the facts of customers to one Boolean a row.

    Null where it is not known whether the condition holds: a comparison with null is null, and
    `and`, `or`, `not` follow three-valued logic (Kleene); `x == None` asks for null and is always
    known. A number is null where Python would raise: 1 / 0, log(0), overflow. Raises
    ExpressionError.
    """
    checked = check_condition(text, CUSTOMER_FACTS)
    compiler = ConditionCompiler(Checker(SourceText(text), CUSTOMER_FACTS), {})
    return CompiledExpression(compiler.compile_value(checked.tree), checked.names)


@dataclass(frozen=True, slots=True)
class ConditionCompiler(Compiler):
    """Turns nodes into expressions as `Compiler` does; conditions are null where unknown."""

    def compile_binary(self, node: ast.BinOp) -> "pl.Expr":
        """Compile an arithmetic operation, null where it has no result."""
        return _keep_finite(Compiler.compile_binary(self, node))

    def compile_call(self, node: ast.Call) -> "pl.Expr":
        """Compile a call of one of the functions, null where it has no result."""
        return _keep_finite(Compiler.compile_call(self, node))

    def compile_comparison(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> "pl.Expr":
        """Compile one comparison of a chain."""
        match operator:
            case ast.Eq():
                return self._compile_equality(left, right)
            case ast.NotEq():
                return ~self._compile_equality(left, right)
            case ast.In():
                return self._compile_membership(left, right)
            case ast.NotIn():
                return ~self._compile_membership(left, right)
            case _:
                apply = ORDER[type(operator)]
                ordered = apply(self.compile_number(left), self.compile_number(right))
                return cast("pl.Expr", ordered)

    def _compile_equality(self, left: ast.expr, right: ast.expr) -> "pl.Expr":
        sides = [side for side in (left, right) if not self._is_nothing(side)]
        if not sides:
            return pl.lit(value=True)
        if len(sides) == 1:
            return self.compile_value(sides[0]).is_null()
        return cast("pl.Expr", eq(*map(self._compile_side, sides)))

    def _is_nothing(self, node: ast.expr) -> bool:
        return self.checker.check_node(node) is ValueType.NOTHING

    def _compile_side(self, node: ast.expr) -> "pl.Expr":
        numeric = self.checker.check_node(node) is not ValueType.TEXT
        return self.compile_number(node) if numeric else self.compile_value(node)

    def _compile_membership(self, left: ast.expr, right: ast.expr) -> "pl.Expr":
        if not isinstance(right, ast.List | ast.Tuple):
            return self.compile_value(right).str.contains(self.compile_value(left), literal=True)
        if not right.elts:
            return pl.lit(value=False)
        return reduce(or_, [self._compile_equality(left, member) for member in right.elts])


def _keep_finite(number: "pl.Expr") -> "pl.Expr":
    return pl.when(number.is_finite()).then(number)
