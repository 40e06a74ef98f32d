"""Conditions: three-valued logic, against plain Python that reads the same text."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Final

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.expressions import CUSTOMER_FACTS, ExpressionError, ValueType
from cli.expressions.conditions import compile_condition
from tests.examples import examples

Value = float | str | bool | None
ARITHMETIC: Final[Mapping[type, Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}
ORDER: Final[Mapping[type, Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
ROWS = st.fixed_dictionaries(
    {
        "monetary": st.sampled_from([0.0, 1.0, 2.5, -3.0]),
        "days_between_orders": st.sampled_from([None, 0.0, 30.0, 31.0]),
        "touches": st.sampled_from([None, 1, 2]),
        "first_channel": st.sampled_from([None, "Email", "Direct", "E-Mail"]),
    }
)
NUMBERS = st.recursive(
    st.sampled_from(["monetary", "days_between_orders", "touches", "0", "1", "30"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/%"), inner),
        st.builds("log({})".format, inner),
        st.builds("min({}, {})".format, inner, inner),
    ),
    max_leaves=4,
)
CONDITIONS = st.recursive(
    st.one_of(
        st.builds(
            "({} {} {})".format,
            NUMBERS,
            st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
            NUMBERS,
        ),
        st.builds("({} {} None)".format, NUMBERS, st.sampled_from(["==", "!="])),
        st.builds("({} in (1, {}))".format, NUMBERS, st.sampled_from(["None", "30", "-3"])),
        st.sampled_from(
            [
                "(first_channel == 'Email')",
                "(first_channel not in ('Email', 'Direct'))",
                "('Mail' in first_channel)",
                "(None == first_channel)",
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.builds("(not {})".format, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
    ),
    max_leaves=5,
)


def evaluate(node: ast.expr, row: Mapping[str, Value]) -> Value:  # noqa: PLR0911 - one a kind of node
    """Return the value of a node by the definitions, None where it is unknown."""
    match node:
        case ast.Constant(value):
            return value if isinstance(value, str | None) else float(value)  # type: ignore[arg-type]  # a number
        case ast.Name(name):
            return row[name]
        case ast.UnaryOp(ast.USub(), inner):
            return -float(evaluate(inner, row))  # type: ignore[arg-type]  # a literal
        case ast.UnaryOp(ast.Not(), inner):
            value = evaluate(inner, row)
            return None if value is None else not value
        case ast.BoolOp(kind, parts):
            return join([evaluate(part, row) for part in parts], all_of=isinstance(kind, ast.And))
        case ast.BinOp(left, kind, right):
            return calculate(ARITHMETIC[type(kind)], evaluate(left, row), evaluate(right, row))
        case ast.Call(ast.Name("log"), [inner]):
            return calculate(lambda number, _: math.log(number), evaluate(inner, row), 0.0)
        case ast.Call(_, [left, right]):
            return calculate(min, evaluate(left, row), evaluate(right, row))
        case ast.Compare(left, [kind], [right]):
            return compare(kind, left, right, row)
    raise AssertionError(ast.dump(node))


def join(values: list[Value], *, all_of: bool) -> bool | None:
    if (not all_of) in values:
        return not all_of
    return None if None in values else all_of


def calculate(apply: Callable[[float, float], float], left: Value, right: Value) -> float | None:
    if left is None or right is None:
        return None
    try:
        return float(apply(float(left), float(right)))
    except (ZeroDivisionError, ValueError):
        return None


def compare(
    kind: ast.cmpop, left: ast.expr, right: ast.expr, row: Mapping[str, Value]
) -> bool | None:
    if isinstance(kind, ast.In | ast.NotIn):
        found = find(left, right, row)
        return found if isinstance(kind, ast.In) or found is None else not found
    nothing = [isinstance(side, ast.Constant) and side.value is None for side in (left, right)]
    first, second = evaluate(left, row), evaluate(right, row)
    if any(nothing):
        equal: bool | None = first is None and second is None
    else:
        equal = None if first is None or second is None else first == second
    if isinstance(kind, ast.Eq | ast.NotEq):
        return equal if isinstance(kind, ast.Eq) or equal is None else not equal
    if first is None or second is None:
        return None
    return ORDER[type(kind)](float(first), float(second))


def find(left: ast.expr, right: ast.expr, row: Mapping[str, Value]) -> bool | None:
    if isinstance(right, ast.Tuple):
        return join([compare(ast.Eq(), left, each, row) for each in right.elts], all_of=False)
    part, whole = evaluate(left, row), evaluate(right, row)
    return None if part is None or whole is None else str(part) in str(whole)


def check(text: str, row: Mapping[str, Value]) -> bool | None:
    kinds = {
        name: pl.String if CUSTOMER_FACTS[name] is ValueType.TEXT else pl.Float64 for name in row
    }
    table = pl.DataFrame([row], schema=kinds)
    found: bool | None = table.with_columns(value=compile_condition(text).expr)["value"].item()
    return found


@given(CONDITIONS, ROWS)
@examples(400)
def test_conditions_are_what_three_valued_logic_says(text: str, row: dict[str, Value]) -> None:
    assert check(text, row) == evaluate(ast.parse(text, mode="eval").body, row)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days_between_orders > 30", None),
        ("not (days_between_orders > 30)", None),
        ("days_between_orders > 30 or monetary > 0", True),
        ("days_between_orders > 30 and monetary < 0", False),
        ("days_between_orders == None", True),
        ("None != days_between_orders", False),
        ("None == None", True),
        ("monetary / touches > 0", None),
        ("monetary / touches == None", True),
        ("1 / (1 / touches) == 0", None),
        ("0 < monetary < 5", True),
        ("first_channel in ()", False),
        ("(1 if days_between_orders > 30 else 2) == 2", True),
        ("10.0 ** 300 * 10.0 ** 300 > 0", None),
    ],
)
def test_what_is_unknown_is_neither_true_nor_false(text: str, expected: bool | None) -> None:
    row: dict[str, Value] = {
        "monetary": 2.0,
        "days_between_orders": None,
        "touches": 0.0,
        "first_channel": "Email",
    }
    assert check(text, row) is expected


def test_a_text_is_no_condition() -> None:
    with pytest.raises(ExpressionError, match="expected a condition such as orders > 1"):
        compile_condition("'x' if first_channel == None else 'y'")


def test_names_are_those_of_the_facts() -> None:
    assert compile_condition("clv > 3 and r == 5").names == {"clv", "r"}
    with pytest.raises(ExpressionError, match="did you mean monetary"):
        compile_condition("monetray > 3")
