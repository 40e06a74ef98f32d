"""Expressions over columns to amounts, calculated exactly: integers, never floats.

Every value is a whole number of 1/100 000 000, in 128 bits, so that a product of two amounts with
four decimals each is exact; finer ones are rounded half to even at each step. A value past a
hundred billion is missing, as is a quotient by 0: no product of two overflows.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from operator import add, sub
from typing import Any, Final, cast

import polars as pl

from cli.expressions.checking import Checker
from cli.expressions.columns import CheckedColumns
from cli.expressions.compiling import Compiler
from cli.expressions.facts import ValueType
from cli.expressions.syntax import SourceText

DECIMALS: Final = 8
_UNIT: Final = 10**DECIMALS
_LARGEST: Final = 10**11 * _UNIT
_MONEY: Final = 10**4
"""Amounts come in 1/10 000, and leave so."""
_SUMS: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {ast.Add: add, ast.Sub: sub}


def compile_amount(expression: CheckedColumns, columns: Mapping[str, str]) -> "pl.Expr":
    """Compile a calculation over columns to one Int64 a row, in 1/10 000, rounded half to even.

    `columns` says which column of a table holds one of the file: numbers as Int64 in 1/100 000 000,
    texts as String or Categorical. Null where a number is missing, past a hundred billion, or
    divided by 0.
    """
    held = {word: columns[theirs] for word, theirs in expression.columns.items()}
    checker = Checker(SourceText(expression.checked.text), expression.facts)
    fine = _ExactCompiler(checker, held).compile_number(expression.checked.tree)
    return _divide(fine, pl.lit(_UNIT // _MONEY, pl.Int128)).cast(pl.Int64, strict=False)


@dataclass(frozen=True, slots=True)
class _ExactCompiler(Compiler):
    """Turns the nodes of a checked tree into expressions: Int128, String or Boolean."""

    def compile_number(self, node: ast.expr) -> "pl.Expr":
        """Compile a number, or a condition as 1 or 0."""
        value = self.compile_value(node)
        if self.checker.check_node(node) is not ValueType.CONDITION:
            return value
        return value.cast(pl.Int128) * pl.lit(_UNIT, pl.Int128)

    def compile_value(self, node: ast.expr) -> "pl.Expr":
        """Compile a node to an expression of its own type."""
        if isinstance(node, ast.BinOp):
            return _believe(self._compile_calculation(node))
        return Compiler.compile_value(self, node)

    def _compile_calculation(self, node: ast.BinOp) -> "pl.Expr":
        left, right = self.compile_number(node.left), self.compile_number(node.right)
        unit = pl.lit(_UNIT, pl.Int128)
        known = pl.when(right != 0).then(right)
        match node.op:
            case ast.Mult():
                return _divide(left * right, unit)
            case ast.Div():
                sign = pl.when(right < 0).then(pl.lit(-1, pl.Int128)).otherwise(1)
                return _divide(left * unit * sign, known * sign)
            case ast.FloorDiv():
                return (left // known) * unit
            case ast.Mod():
                return left % known
            case _:
                return cast("pl.Expr", _SUMS[type(node.op)](left, right))

    def _compile_constant(self, node: ast.Constant) -> "pl.Expr":
        if type(node.value) not in (int, float):
            return pl.lit(node.value)
        exact = int((Decimal(str(node.value)) * _UNIT).to_integral_value(ROUND_HALF_EVEN))
        return pl.lit(exact if exact <= _LARGEST else None, pl.Int128)

    def _compile_name(self, name: str) -> "pl.Expr":
        kind = pl.Int128 if self.checker.facts[name] is ValueType.NUMBER else pl.String
        return pl.col(self.columns[name]).cast(kind)

    def _compile_unary(self, node: ast.UnaryOp) -> "pl.Expr":
        if isinstance(node.op, ast.USub):  # Polars negates no Int128
            return pl.lit(0, pl.Int128) - self.compile_number(node.operand)
        return Compiler._compile_unary(self, node)  # noqa: SLF001 - the class above

    def _compile_arithmetic(self, node: ast.expr) -> "pl.Expr":
        return self.compile_number(node)


def _believe(value: "pl.Expr") -> "pl.Expr":
    return pl.when(value.abs() <= pl.lit(_LARGEST, pl.Int128)).then(value)


def _divide(value: "pl.Expr", by: "pl.Expr") -> "pl.Expr":
    """Divide by a positive number, rounding half to even."""
    whole, rest = value // by, value % by
    up = (rest * 2 > by) | ((rest * 2 == by) & (whole % 2 == 1))
    return whole + up.cast(pl.Int128)
